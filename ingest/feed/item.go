package feed

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"sayso"
	"sayso/ingest/decode"
	"sayso/ingest/page"
)

// Read reads the original of one item: its headline, its authors and the fullest
// text it has are the blocks of the page. Dates of publication and of updates
// are kept apart.
func Read(original []byte) (*page.Page, error) {
	text, err := decode.XML(original)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		return readJSON(text)
	}
	l := lexer{r: bufio.NewReader(strings.NewReader(text))}
	root, err := l.next()
	if err != nil || root.kind != startTag {
		return nil, errNoFeed
	}
	in := strings.NewReader(text[l.at-int64(len(root.raw)):]) // behind the declaration of an encoding it is no longer in
	if err := l.shallow(); err != nil {
		return nil, err
	}
	if root.local == "feed" {
		f, err := (&atom.Parser{}).Parse(in)
		if err != nil {
			return nil, fmt.Errorf("not readable as Atom: %w", err)
		}
		if len(f.Entries) == 0 {
			return nil, errors.New("an Atom feed without an entry")
		}
		return entry(f, f.Entries[0])
	}
	f, err := (&rss.Parser{}).Parse(in)
	if err != nil {
		return nil, fmt.Errorf("not readable as RSS: %w", err)
	}
	if len(f.Items) == 0 {
		return nil, errors.New("an RSS feed without an item")
	}
	return item(f, f.Items[0])
}

// maxDepth is how deep the elements of an item may nest: the parser calls itself
// for each of those it does not know.
const maxDepth = 2000

// shallow reads the rest and returns an error where elements nest too deep.
func (l *lexer) shallow() error {
	for depth := 1; depth <= maxDepth; {
		t, err := l.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case t.kind == startTag:
			depth++
		case t.kind == endTag:
			depth--
		}
	}
	return fmt.Errorf("nested deeper than %d elements", maxDepth)
}

// item reads an item of RSS.
func item(f *rss.Feed, i *rss.Item) (*page.Page, error) {
	dc := i.DublinCoreExt
	if dc == nil {
		dc = &ext.DublinCoreExtension{}
	}
	p := &page.Page{Title: page.Words(cmp.Or(i.Title, first(dc.Title)))}
	permalink := ""
	if i.GUID != nil && i.GUID.IsPermalink != "false" {
		permalink = i.GUID.Value
	}
	p.URL = address(permalink, f.Link, extension(i.Extensions, "feedburner", "origLink"), i.Link)
	p.Outlet = sayso.Outlet{Name: page.Words(f.Title), Basis: "title of the feed"}
	if i.Source != nil {
		if name := page.Words(i.Source.Title); name != "" {
			p.Outlet = sayso.Outlet{Name: name, Basis: "source of the feed's item"}
		}
	}
	language := ""
	if f.DublinCoreExt != nil {
		language = first(f.DublinCoreExt.Language)
	}
	p.Language = page.LanguageTag(cmp.Or(first(dc.Language), f.Language, language, extension(f.Extensions, "dc", "language")))
	for _, a := range append(dc.Creator, i.Author) {
		p.Authors = append(p.Authors, author(a)...)
	}
	p.Dates = stated([][2]string{
		{i.PubDate, "pubDate"}, {first(dc.Date), "dc:date"}, {extension(i.Extensions, "dcterms", "issued"), "dcterms:issued"},
		{extension(i.Extensions, "dcterms", "created"), "dcterms:created"}, {extension(i.Extensions, "atom", "published"), "atom:published"},
	})
	p.Modified = updates(extension(i.Extensions, "atom", "updated"), extension(i.Extensions, "dcterms", "modified"))
	return p, fill(p, []content{{i.Content, false}, {i.Custom["encoded"], false}, {i.Description, false}, {first(dc.Description), false}})
}

// entry reads an entry of Atom.
func entry(f *atom.Feed, e *atom.Entry) (*page.Page, error) {
	p := &page.Page{Title: page.Words(e.Title), Language: page.LanguageTag(f.Language)}
	link := ""
	for _, l := range e.Links {
		if l.Rel == "alternate" && (link == "" || strings.Contains(l.Type, "html")) {
			link = l.Href
		}
	}
	home := ""
	for _, l := range f.Links {
		if l.Rel == "alternate" && home == "" {
			home = l.Href
		}
	}
	p.URL = address(e.ID, home, extension(e.Extensions, "feedburner", "origLink"), link)
	p.Outlet = sayso.Outlet{Name: page.Words(f.Title), Basis: "title of the feed"}
	people := e.Authors
	if e.Source != nil {
		if name := page.Words(e.Source.Title); name != "" {
			p.Outlet = sayso.Outlet{Name: name, Basis: "source of the feed's entry"}
		}
		if len(people) == 0 {
			people = e.Source.Authors
		}
	}
	if len(people) == 0 {
		people = f.Authors
	}
	for _, a := range people {
		if a != nil {
			p.Authors = append(p.Authors, author(a.Name)...)
		}
	}
	p.Dates = stated([][2]string{
		{e.Published, "published"}, {extension(e.Extensions, "dc", "date"), "dc:date"}, {extension(e.Extensions, "dcterms", "issued"), "dcterms:issued"},
		{extension(e.Extensions, "atom03", "created"), "created"},
	})
	p.Modified = updates(e.Updated)
	all := []content{{e.Summary, false}}
	if e.Content != nil && (e.Content.Type == "" || e.Content.Type == "html" || strings.HasPrefix(e.Content.Type, "text") || strings.Contains(e.Content.Type, "xhtml")) {
		all = []content{{e.Content.Value, e.Content.Type == "text" || e.Content.Type == "text/plain"}, all[0]}
	}
	return p, fill(p, all)
}

// content is one text of an item.
type content struct {
	src   string
	plain bool // what looks like markup is none
}

var markup = regexp.MustCompile(`<[a-zA-Z/!]`)

// blocks returns the blocks of c below p's title.
func (c content) blocks(p *page.Page) ([]page.Block, error) {
	if !c.plain && markup.MatchString(c.src) {
		return page.Fragment(c.src, p.Title, p.URL)
	}
	src := c.src
	if !c.plain {
		src = html.UnescapeString(src)
	}
	return page.Plain(src, p.Title), nil
}

// fill cuts the outlet's name off p's title and gives p the fullest of texts, the first of those that are equally full.
// An author whom its first blocks do not name has a block of his own.
func fill(p *page.Page, texts []content) error {
	if p.Outlet.Name != "" {
		p.Title = page.WithoutSite(p.Title, p.Outlet.Name)
	}
	best := -1
	for _, c := range texts {
		blocks, err := c.blocks(p)
		if err != nil {
			return err
		}
		size := 0
		for _, b := range blocks {
			size += len(b.Text)
		}
		if size > best {
			best, p.Blocks = size, blocks
		}
	}
	if len(p.Blocks) == 0 {
		return page.ErrNoText
	}
	at := 0
	if p.Title != "" {
		at = 1
	}
	const near = 4
	var head strings.Builder
	for _, b := range p.Blocks[at:min(len(p.Blocks), near)] {
		head.WriteString(strings.ToLower(b.Text))
	}
	for _, a := range p.Authors {
		if !strings.Contains(head.String(), strings.ToLower(a)) {
			p.Blocks = append(p.Blocks[:at:at], append([]page.Block{{Text: a, Kind: sayso.ZoneByline}}, p.Blocks[at:]...)...)
			at++
		}
	}
	return nil
}

var (
	mailFirst = regexp.MustCompile(`^\S+@\S+\s*\(([^()]+)\)$`)
	mailLast  = regexp.MustCompile(`^([^@()<>]+?)\s*[(<]\S+@\S+[)>]$`)
)

// author returns the name in what a feed says of an author, which may be an
// address of mail; none when that is all.
func author(s string) []string {
	s = page.Words(s)
	for _, re := range []*regexp.Regexp{mailFirst, mailLast} {
		if m := re.FindStringSubmatch(s); m != nil {
			s = strings.TrimSpace(m[1])
		}
	}
	const longest = 120
	if s == "" || len(s) > longest || strings.ContainsAny(s, "@/") {
		return nil
	}
	return []string{s}
}

// stated returns the dates among what elements say: pairs of a text and the name
// of its element.
func stated(all [][2]string) []page.Dated {
	var dates []page.Dated
	for _, d := range all {
		if raw := strings.TrimSpace(d[0]); raw != "" {
			dates = append(dates, page.Dated{Raw: raw, Where: d[1] + " of the feed's item"})
		}
	}
	return dates
}

// updates returns the dates of updates that are stated.
func updates(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// address returns the first of links that is a web address, taken relative to
// home, or else id when that is one. A link to home itself, which all items of a
// feed may have, is the address of none.
func address(id, home string, links ...string) string {
	base, err := url.Parse(strings.TrimSpace(home))
	if err != nil {
		base = &url.URL{}
	}
	for _, l := range links {
		u, err := url.Parse(strings.TrimSpace(l))
		if err != nil || l == "" {
			continue
		}
		if u.Host == "" && u.Scheme == "" {
			l = base.ResolveReference(u).String()
		}
		if a := page.WebAddress(l); a != "" && strings.TrimRight(a, "/") != strings.TrimRight(base.String(), "/") {
			return a
		}
	}
	return page.WebAddress(id)
}

// extension returns what an element of another namespace says.
func extension(all ext.Extensions, prefix, name string) string {
	if list := all[prefix][name]; len(list) > 0 {
		return strings.TrimSpace(list[0].Value)
	}
	return ""
}

func first(all []string) string {
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}
