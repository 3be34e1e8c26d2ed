package export

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"sayso/record"
)

// FeedHead is what one page of the feed of a saved search says of itself (RFC 4287;
// paged feeds, RFC 5005, section 3). Addresses are absolute, empty where there is
// none.
type FeedHead struct {
	Search            record.Search
	Updated           time.Time // of the newest entry, else when the search was saved
	Self, First, Next string
	Rows              string // the list itself
}

// FeedEntry is one entry of a feed: something that stands in an article.
type FeedEntry struct {
	Number int    // of the article
	Page   string // absolute address of what shows it with its passage, empty where nothing does
	entry  atomEntry
}

// StatementEntries returns entries of the statements of an article; the match needs
// its document.
func StatementEntries(m *record.Match) []FeedEntry {
	var out []FeedEntry
	for _, e := range statementEntries(m) {
		out = append(out, FeedEntry{Number: m.Article.Number, entry: e})
	}
	return out
}

// ArticleEntry is the entry of an article.
func ArticleEntry(a record.Article) FeedEntry {
	e := newEntry("article", string(a.ID), &a)
	e.Title, e.Author = heading(&a), outletName(&a)
	e.Content = atomText{"text", placed(&a) + ". " + strconv.Itoa(a.Statements) + " statements. Article " + string(a.ID) + ", original SHA-256 " + a.Original.String() + "."}
	return linked(e, &a)
}

// FigureEntry is the entry of a figure.
func FigureEntry(f record.Figure) FeedEntry {
	e := newEntry("figure", string(f.Article.ID)+"-"+strconv.Itoa(f.Ordinal), &f.Article)
	e.Title, e.Author = teller(f.Speaker, f.Source, f.Statement, &f.Article)+": "+short(f.Words), teller(f.Speaker, f.Source, f.Statement, &f.Article)
	return passageEntry(e, f.Before, f.Words, f.After, &f.Article)
}

// EventEntry is the entry of an event.
func EventEntry(ev record.Event) FeedEntry {
	e := newEntry("event", string(ev.Article.ID)+"-"+strconv.Itoa(ev.Ordinal), &ev.Article)
	e.Title, e.Author = ev.Event.Kind+", "+dated(ev.Date)+": "+short(ev.Words), teller(ev.Speaker, ev.Source, ev.Statement, &ev.Article)
	return passageEntry(e, ev.Before, ev.Words, ev.After, &ev.Article)
}

// NamingEntry is the entry of a naming.
func NamingEntry(n record.Naming) FeedEntry {
	e := newEntry("naming", string(n.Article.ID)+"-"+strconv.Itoa(n.Ordinal), &n.Article)
	e.Title, e.Author = short(n.Words)+" ("+n.Voice.String()+")", teller(n.Speaker, n.Source, n.Statement, &n.Article)
	return passageEntry(e, n.Before, n.Words, n.After, &n.Article)
}

// teller names whose words a passage is in: of a statement, or the outlet's own.
func teller(s record.Speaker, source, statement string, a *record.Article) string {
	if statement == "" {
		return outletName(a)
	}
	return voice(&record.Statement{Speaker: s, SpanTexts: record.SpanTexts{Source: source}})
}

func passageEntry(e atomEntry, before, words, after string, a *record.Article) FeedEntry {
	e.Content = atomText{"text", strings.TrimSpace(before) + " “" + words + "” " + strings.TrimSpace(after) + " – " + e.Author + ", " + placed(a) + "."}
	return linked(e, a)
}

func linked(e atomEntry, a *record.Article) FeedEntry {
	if u := WebURL(a.URL); u != "" {
		e.Links = []atomLink{{Rel: "alternate", Href: u}}
	}
	return FeedEntry{Number: a.Number, entry: e}
}

// Updated is when the article of the entry was added, else its date.
func (e FeedEntry) Updated() time.Time {
	t, _ := time.Parse(time.RFC3339, e.entry.Updated) // which newEntry wrote
	return t
}

// WriteFeed writes one page of a feed.
func WriteFeed(w io.Writer, h FeedHead, entries []FeedEntry) error {
	a := &atomFeed{w: w, enc: xml.NewEncoder(w), begun: true}
	if _, err := io.WriteString(w, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom">`+"\n"); err != nil {
		return err
	}
	elements := []atomElement{
		{"id", iri("search", h.Search.ID)}, {"title", h.Search.Name}, {"updated", h.Updated.UTC().Format(time.RFC3339)}, {"generator", "sayso"},
	}
	for _, l := range []atomLink{
		{"self", h.Self, atomType}, {"alternate", h.Rows, "text/html"}, {"first", h.First, atomType}, {"next", h.Next, atomType},
	} {
		if l.Href != "" {
			elements = append(elements, atomElement{"link", l})
		}
	}
	if err := a.elements(elements); err != nil {
		return err
	}
	for _, e := range entries {
		if e.Page != "" {
			rel := "alternate" // of which an entry has one
			if len(e.entry.Links) > 0 {
				rel = "related"
			}
			e.entry.Links = append(e.entry.Links, atomLink{Rel: rel, Href: e.Page, Type: "text/html"})
		}
		if err := a.entry(e.entry); err != nil {
			return err
		}
	}
	return a.close()
}
