package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// What several formats of statements tell in the same way.

// iri is the name of a thing of the record on the web of data: a tag URI (RFC
// 4151). It is made of IDs that come from contents alone, so that two records
// name the same passage alike; the authority is one that nobody can hold.
func iri(kind, id string) string { return "tag:sayso.invalid,2026:" + kind + ":" + url.PathEscape(id) }

// voice names who makes a statement: the speaker, else the source as written.
func voice(st *record.Statement) string {
	switch {
	case st.Speaker.Name != "":
		return st.Speaker.Name
	case st.SpanTexts.Source != "":
		return st.SpanTexts.Source
	}
	return "source not named"
}

// heading is what an article is called: its headline, else the name it was added
// under, without the folders of whoever added it.
func heading(a *record.Article) string {
	if t := strings.TrimSpace(a.Title); t != "" {
		return t
	}
	return path.Base(a.Name)
}

// WebURL returns u when it is an absolute http or https address, and nothing
// otherwise: what a report calls its address is not to be trusted.
func WebURL(u string) string {
	p, err := url.Parse(u)
	if err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" {
		return ""
	}
	return p.String()
}

// authors returns the bylines of d as written.
func authors(d *sayso.Document) []string {
	var names []string
	for _, s := range d.Byline {
		names = append(names, s.Of(d.Text))
	}
	return names
}

// dateParts splits an ISO date, month or year into its numbers, nil for an open
// date.
func dateParts(date string) []int {
	if date == "" {
		return nil
	}
	var parts []int
	for p := range strings.SplitSeq(date, "-") {
		n, err := strconv.Atoi(p)
		if err != nil {
			return nil
		}
		parts = append(parts, n)
	}
	return parts
}

// dated writes a date for people: its value, its candidates, or that it is open.
func dated(d sayso.Date) string {
	switch {
	case d.Value != "":
		return d.Value
	case len(d.Candidates) > 0:
		return strings.Join(d.Candidates, " or ") + " (open)"
	}
	return "date open"
}

// standsOn names the bytes a statement stands on, and who entered one that the program
// does not read.
func standsOn(st *record.Statement) string {
	var b strings.Builder
	b.WriteString("Statement " + st.ID + ", bytes ")
	for i, s := range st.Statement.Content {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(int(s.Start)) + "–" + strconv.Itoa(int(s.End)))
	}
	b.WriteString(" of article " + string(st.Article.ID) + ", original SHA-256 " + st.Article.Original.String())
	if st.Entered != "" {
		b.WriteString(", entered by hand by " + Line(st.Entered))
	}
	return b.String()
}

// asked names a query as a whole: the same query, however many rows it is cut to,
// has the same name.
func asked(kind string, q record.Query) string {
	q.Limit, q.Offset = 0, 0
	b, _ := json.Marshal(q) // strings and numbers always marshal
	sum := sha256.Sum256(b)
	return iri(kind, hex.EncodeToString(sum[:6]))
}

// described lists, in words, what a query asks for.
func described(q record.Query) string {
	var parts []string
	for _, p := range []struct{ name, value string }{
		{"words", q.Text}, {"speaker", q.Speaker}, {"outlet", q.Outlet}, {"article", string(q.Article)}, {"kind", q.Kind},
		{"from", q.From}, {"to", q.To}, {"on", q.On}, {"when", q.When}, {"unit", q.Unit},
		{"event", q.Event}, {"review", q.Review}, {"story", q.Story}, {"telling of", q.Told},
	} {
		if p.value != "" {
			parts = append(parts, p.name+" "+p.value)
		}
	}
	if q.Place != 0 {
		parts = append(parts, "place "+strconv.Itoa(int(q.Place)))
	}
	if q.AddedAfter != 0 {
		parts = append(parts, "added behind report "+strconv.Itoa(q.AddedAfter))
	}
	if len(parts) == 0 {
		return "all statements"
	}
	return strings.Join(parts, ", ")
}
