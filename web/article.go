package web

import (
	"net/http"
	"strings"

	"sayso"
	"sayso/export"
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
	DateRead   *date // as the machine reads it, when a person corrected it
	Byline     string
	Place      string
	Agencies   []string
	URL        string
	WebHref    string // URL, when it is one a browser may follow
	Language   string
	Format     string
	Digest     string
	Original   string // address of the archived bytes
	Pack       string // address of the evidence pack
	Text       string // address of the text alone
	Versions   []versionRow
	Part       pager // of an article that is shown in parts
	Cut        bool  // it is
	Voices     []bar
	Unheard    int // how many more voices there are
	Figures    []claimed
	Statements int
	Aside      int           // statements that are undecided or rejected, and so not shown
	All        bool          // those are shown, too
	Enter      string        // address of the form that adds a statement by hand, empty where nobody may
	Decisions  []decisionRow // about the report itself, its places and figures
	Desk       *desk
	From       int32 // where the part shown begins, in bytes of the text
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
	review := r.URL.Query().Get("review")
	if review != "" && review != "all" {
		return &pageError{http.StatusBadRequest, "The address does not fit", "“review”: leave it out, or ask for all."}
	}
	doc, rows, err := s.reading(ctx, sayso.ArticleID(id), review)
	if err != nil {
		return lookup(err, "article", id)
	}
	aside, err := s.store.Statements(ctx, record.Query{Article: doc.ID, Review: "all", Limit: 1})
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
		URL: doc.URL, WebHref: export.WebURL(doc.URL), Language: doc.Language, Format: doc.Format,
		Digest: doc.Original.String(), Original: originalHref(doc.Original), Pack: packHref(doc.ID), Text: articleHref(doc.ID) + "/text",
		Statements: len(doc.Statements), Outlet: named{Name: "outlet not named"},
	}
	if p.All = review != ""; !p.All {
		p.Aside = aside.Total - len(rows)
	}
	if doc.Outlet.Name != "" {
		p.Outlet = named{Name: doc.Outlet.Name}
	}
	for _, a := range doc.Agencies {
		p.Agencies = append(p.Agencies, a.Name)
	}
	for _, v := range versions {
		if v.ID == doc.ID {
			if v.DateRead != nil {
				read := showDate(*v.DateRead)
				p.DateRead = &read
			}
			p.Outlet = showOutlet(v.Outlet)
		}
		if len(versions) > 1 {
			p.Versions = append(p.Versions, versionRow{showArticle(v), v.ID == doc.ID})
		}
	}
	parts := articleParts(doc)
	n, err := choosePart(doc, rows, parts, r.URL.Query())
	if err != nil {
		return err
	}
	part := parts[n-1]
	if p.From, p.Desk = part.Start, s.desk(r); p.Desk != nil {
		p.Enter = enterHref(doc.ID)
	}
	decided, err := s.aboutArticle(ctx, doc.ID)
	if err != nil {
		return err
	}
	if len(decided) > 0 {
		read, err := s.store.Document(ctx, doc.ID)
		if err != nil {
			return err
		}
		p.Decisions = showAbout(read, decided)
	}
	p.Part, p.Cut = partPager(doc.ID, review, n, len(parts)), len(parts) > 1
	p.Blocks, p.HasTitle = readerBlocks(doc, rows, r.URL.Query().Get("statement"), part)
	p.Voices, p.Unheard = firstVoices(voices(rows))
	p.Found = showFound(doc, rows, part)
	p.Figures = claimedFigures(doc, rows, p.Outlet, part)
	if p.Enter != "" {
		p.editable()
	}
	if err := p.tie(ctx, s.store); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "article", p)
}

// editable lets the places and figures lead to the forms that correct them.
func (p *articlePage) editable() {
	for i := range p.Figures {
		for k := range p.Figures[i].Figures {
			f := &p.Figures[i].Figures[k]
			f.Edit = itemHref(p.ID, strings.TrimPrefix(f.At, "#"))
		}
	}
	for i := range p.Found.Places {
		f := &p.Found.Places[i]
		f.Edit = itemHref(p.ID, strings.TrimPrefix(f.Href, "#"))
	}
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

// firstVoices returns as many voices as a chart shows, and how many it leaves out.
func firstVoices(bars []bar) ([]bar, int) {
	const most = 200
	n := min(len(bars), most)
	return bars[:n], len(bars) - n
}
