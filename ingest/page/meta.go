package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"sayso"
)

// metaDates are the meta elements that state the date of publication, the best
// first.
var metaDates = []string{
	"article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "date.published", "publish-date", "publish_date", "published_time",
	"publication_date", "publicationdate", "pubdate", "pub_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
	"dc.date.created", "article.published", "cxenseparse:recs:publishtime", "date", "release_date", "originalpublicationdate",
}

var metaModified = []string{"article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified"}

// readMeta reads what the page's markup says of the article.
func readMeta(doc *html.Node) *Page {
	p := &Page{}
	metas := map[string]string{}
	var titles, linked []string
	var ld ldArticle
	canonical := ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			p.Language = LanguageTag(attr(n, "lang"))
			if p.Language == "" {
				p.Language = LanguageTag(attr(n, "xml:lang"))
			}
		case "title":
			if n.Namespace == "" {
				titles = append(titles, innerText(n))
			}
		case "link":
			if strings.EqualFold(attr(n, "rel"), "canonical") && canonical == "" {
				canonical = attr(n, "href")
			}
		case "meta":
			addMeta(metas, n)
		case "script":
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
				linked = append(linked, innerText(n))
			}
		}
	}
	for _, src := range linked {
		ld.read(src, metas["og:title"])
	}
	p.Title = clean(firstOf(ld.headline, metas["og:title"], metas["twitter:title"], metas["dc.title"]))
	p.Outlet = outlet(ld.publisher, metas)
	if len(titles) > 0 {
		p.element = clean(titles[0])
	}
	if p.Title == "" && len(titles) > 0 {
		p.Title = clean(WithoutSite(titles[0], p.Outlet.Name))
	} else if p.Outlet.Name != "" {
		p.Title = clean(WithoutSite(p.Title, p.Outlet.Name))
	}
	p.URL = WebAddress(canonical, metas["og:url"], ld.url)
	p.Authors = append(p.Authors, ld.authors...)
	for _, key := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"} {
		if v := clean(metas[key]); v != "" && !strings.Contains(v, "://") {
			p.Authors = append(p.Authors, v)
		}
	}
	if ld.published != "" {
		p.Dates = append(p.Dates, Dated{ld.published, "JSON-LD datePublished"})
	}
	for _, key := range metaDates {
		if v := metas[key]; v != "" {
			p.Dates = append(p.Dates, Dated{v, "meta " + key})
		}
	}
	if ld.modified != "" {
		p.Modified = append(p.Modified, ld.modified)
	}
	for _, key := range metaModified {
		if v := metas[key]; v != "" {
			p.Modified = append(p.Modified, v)
		}
	}
	return p
}

// addMeta keeps the first content of each meta element under its name.
func addMeta(metas map[string]string, n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" || len(content) > 2000 {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && metas[k] == "" {
			metas[k] = content
		}
	}
}

func outlet(publisher string, metas map[string]string) sayso.Outlet {
	for _, o := range []sayso.Outlet{
		{Name: metas["og:site_name"], Basis: "og:site_name"},
		{Name: publisher, Basis: "JSON-LD publisher"},
		{Name: metas["dc.publisher"], Basis: "meta dc.publisher"},
		{Name: metas["application-name"], Basis: "meta application-name"},
	} {
		if o.Name = clean(o.Name); o.Name != "" && !strings.Contains(o.Name, "://") {
			return o
		}
	}
	return sayso.Outlet{}
}

// WithoutSite cuts the outlet's name off a page title: the known one, or a last
// part of at most five words behind a bar or a spaced dash.
func WithoutSite(title, site string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » "} {
		k := strings.LastIndex(title, sep)
		if k <= 0 {
			continue
		}
		tail := title[k+len(sep):]
		if site != "" && same(tail, site) || site == "" && len(strings.Fields(tail)) <= 5 && len(strings.Fields(title[:k])) >= 3 {
			return title[:k]
		}
	}
	return title
}

// siteBehind returns the site that a title element names behind the headline.
func siteBehind(title, headline string) string {
	rest, ok := strings.CutPrefix(title, strings.Join(strings.Fields(headline), " "))
	if !ok || headline == "" {
		return ""
	}
	site := strings.TrimLeft(rest, " |-–—:»·")
	if site == rest || site == "" || len(strings.Fields(site)) > 6 {
		return ""
	}
	return site
}

// WebAddress returns the first of the addresses that is an absolute one.
func WebAddress(all ...string) string {
	for _, a := range all {
		a = strings.TrimSpace(a)
		if u, err := url.Parse(a); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(a) < 2000 {
			return a
		}
	}
	return ""
}

// LanguageTag returns tag when it has the form of a BCP 47 tag, else nothing.
func LanguageTag(tag string) string {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	primary, _, _ := strings.Cut(tag, "-")
	if len(tag) > 35 || len(primary) < 2 || len(primary) > 3 {
		return ""
	}
	for _, c := range tag {
		if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return ""
		}
	}
	return strings.ToLower(primary) + tag[len(primary):]
}

func firstOf(all ...string) string {
	for _, s := range all {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// clean brings the words of a title to one line; one far too long is none.
func clean(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 600 {
		return ""
	}
	return s
}

func innerText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
