package web

import (
	"net/http"
	"strings"

	"sayso"
	"sayso/record"
)

// articlePage is the data of the reader: one article with every statement
// marked in its text.
type articlePage struct {
	layout
	Heading    string // what the article is called
	HasTitle   bool   // the text holds a headline of its own, which is the page's heading
	ID         sayso.ArticleID
	File       string
	Outlet     named
	Basis      string // where the outlet's name was read
	Date       date
	Byline     string
	Place      string
	Agencies   []string
	URL        string
	WebHref    string // URL, when it is one a browser may follow
	Language   string
	Format     string
	Digest     string
	Original   string // address of the archived bytes
	Text       string // address of the text alone
	Versions   []versionRow
	Voices     []bar
	Figures    []claimed
	Statements int
	Blocks     []textBlock
	Found      found
	Story      *storyRow // nil when no other report is of it
	Copies     []copyRow
}

// versionRow is one version of the article's address.
type versionRow struct {
	articleRow
	This bool
}

func (s *site) article(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	doc, err := s.store.Document(ctx, sayso.ArticleID(id))
	if err != nil {
		return lookup(err, "article", id)
	}
	rows, err := s.store.Statements(ctx, record.Query{Article: doc.ID, Limit: -1})
	if err != nil {
		return err
	}
	versions, err := s.store.Versions(ctx, doc.ID)
	if err != nil {
		return err
	}
	p := articlePage{
		layout: s.layout(articleName(doc.Title, doc.Name), "articles"), Heading: articleName(doc.Title, doc.Name),
		ID: doc.ID, File: doc.Name, Basis: doc.Outlet.Basis, Date: showDate(doc.Date),
		Byline: wordsOf(doc.Text, doc.Byline, ", "), Place: wordsOf(doc.Text, []sayso.Span{doc.Place}, ""),
		URL: doc.URL, WebHref: webHref(doc.URL), Language: doc.Language, Format: doc.Format,
		Digest: doc.Original.String(), Original: originalHref(doc.Original), Text: articleHref(doc.ID) + "/text",
		Statements: len(doc.Statements), Outlet: named{Name: "outlet not named"},
	}
	if doc.Outlet.Name != "" {
		p.Outlet = named{Name: doc.Outlet.Name}
	}
	for _, a := range doc.Agencies {
		p.Agencies = append(p.Agencies, a.Name)
	}
	for _, v := range versions {
		if v.ID == doc.ID {
			p.Outlet = showOutlet(v.Outlet)
		}
		if len(versions) > 1 {
			p.Versions = append(p.Versions, versionRow{showArticle(v), v.ID == doc.ID})
		}
	}
	p.Blocks, p.HasTitle = readerBlocks(doc, rows.Rows, r.URL.Query().Get("statement"))
	p.Voices = voices(rows.Rows)
	p.Found = showFound(doc, rows.Rows)
	p.Figures = claimedFigures(doc, rows.Rows, p.Outlet)
	if err := p.tie(ctx, s.store); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "article", p)
}

// wordsOf returns the words of spans that lie in text, joined by sep.
func wordsOf(text string, spans []sayso.Span, sep string) string {
	var words []string
	for _, sp := range spans {
		if sound(text, sp) {
			words = append(words, sp.Of(text))
		}
	}
	return strings.Join(words, sep)
}

// voices counts who speaks in an article, in order of first appearance.
func voices(rows []record.Statement) []bar {
	var bars []bar
	at := map[named]int{}
	for _, st := range rows {
		voice := showVoice(st)
		i, ok := at[voice]
		if !ok {
			i = len(bars)
			at[voice] = i
			bars = append(bars, bar{Label: voice})
		}
		bars[i].Count++
	}
	return scale(bars)
}
