package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
	"sayso/record"
)

// enterPage is the data of the form that adds a statement by hand.
type enterPage struct {
	layout
	form
	Article   named
	ArticleID sayso.ArticleID
	Outlet    named
	Desk      *desk
	Blocks    []block
	Clash     *statementRow // a statement that reads the words already
}

func enterHref(id sayso.ArticleID) string { return articleHref(id) + "/add" }

// entry is a statement on its way into an article.
type entry struct {
	doc  *sayso.Document // as it is after review
	rows []record.Statement
	all  []record.Statement // those that do not count, too
}

func (s *site) entry(ctx context.Context, id sayso.ArticleID) (*entry, error) {
	doc, rows, err := s.reading(ctx, id, "")
	if err != nil {
		return nil, lookup(err, "article", string(id))
	}
	_, all, err := s.reading(ctx, id, "all")
	return &entry{doc, rows, all}, err
}

func (s *site) enter(w http.ResponseWriter, r *http.Request) error {
	if s.desk(r) == nil {
		return &pageError{http.StatusForbidden, "Read only", "These pages can be read but not written to."}
	}
	e, err := s.entry(r.Context(), sayso.ArticleID(r.PathValue("id")))
	if err != nil {
		return err
	}
	var st sayso.Statement
	f := form{Kind: sayso.Indirect}
	for _, ed := range edges {
		if at, ok := parseSpanField(r.URL.Query().Get(string(ed.Field) + "-at")); ok && !slices.ContainsFunc(at, func(s sayso.Span) bool { return !sound(e.doc.Text, s) }) {
			ed.Words, ed.Spans = stripBidi(wordsOf(e.doc.Text, at, " … ")), spanField(at)
			if ed.Field == record.CorrectContent {
				st.Content, f.Kind = at, kindOf(e.doc.Text, at)
			}
		}
		f.Edges = append(f.Edges, ed)
	}
	return s.render(w, r, http.StatusOK, "enter", s.enterPage(r, e, f, st))
}

// enterPage shows the form over the report, in which the statements that count and
// the one to be added are marked.
func (s *site) enterPage(r *http.Request, e *entry, f form, st sayso.Statement) enterPage {
	d := *e.doc
	d.Statements = append(slices.Clone(d.Statements), st)
	var marks []mark
	for i := range e.rows {
		marks = append(marks, statementMarks(&d, i, e.rows[i].ID, false)...)
	}
	marks = append(marks, statementMarks(&d, len(e.rows), "", true)...)
	p := enterPage{layout: s.layout("Add a statement: "+articleName(d.Title, d.Name), "review"), form: f,
		Article: named{articleName(d.Title, d.Name), articleHref(d.ID)}, ArticleID: d.ID, Outlet: named{Name: d.Outlet.Name}, Desk: s.desk(r),
		Blocks: cutBlocks(d.Text, d.Zones, marks)}
	if p.Desk != nil {
		p.Desk.Back = articleHref(d.ID)
	}
	return p
}

// entered answers the form.
func (s *site) entered(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r.Context(), sayso.ArticleID(r.PathValue("id")))
	if err != nil {
		return err
	}
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	f := form{Speaker: field("speaker"), Date: openDate(field("date")), Note: field("note")}
	if f.Kind, err = sayso.ParseKind(field("as")); err != nil {
		return &pageError{http.StatusBadRequest, "The form does not fit", "Nothing was written. " + err.Error() + "."}
	}
	var st sayso.Statement
	var addressee []sayso.Span
	wrong := false
	to := []*[]sayso.Span{&st.Content, &st.Source, &st.Cue, &addressee} // as edges has them
	for i, ed := range edges {
		words, spans := strings.TrimSpace(r.PostFormValue(string(ed.Field))), field(string(ed.Field)+"-at")
		found, problem := findWords(e.doc, st, words, spans)
		switch {
		case problem != "":
		case len(found) == 0 && ed.Field == record.CorrectContent:
			problem = "A statement has a content: select its words in the text, or write them here."
		case len(found) > 1 && ed.Field == record.CorrectAddressee:
			problem = "One passage alone."
		}
		if ed.Words, ed.Spans, ed.Problem = words, "", problem; problem == "" {
			*to[i], ed.Spans = found, spanField(found)
		}
		wrong = wrong || problem != ""
		f.Edges = append(f.Edges, ed)
	}
	if f.Date != "" && !isDate(f.Date) {
		f.Problem, wrong = dateProblem, true
	}
	p := s.enterPage(r, e, f, st)
	if !wrong {
		p.Clash = e.clash(&st)
	}
	if wrong || p.Clash != nil {
		return s.render(w, r, http.StatusBadRequest, "enter", p)
	}
	d := record.Decision{Kind: record.Add, Target: record.TargetOf(e.doc, &st), Value: record.Value{
		Speaker: f.Speaker, Kind: f.Kind.String(), Date: f.Date, Spans: record.Quote(e.doc.Text, addressee...)}}
	if d.Value.Speaker == "" {
		d.Value.Speaker = namedBy(e.doc, st.Source)
	}
	id := d.Target.Statement
	return s.putAt(w, r, onward(articleHref(e.doc.ID)+"?statement="+url.QueryEscape(id), "s-"+id), d)
}

// clash returns a statement of the article that reads the words of st, in whichever
// state of review, or in another way, if that one counts; nil when there is none.
func (e *entry) clash(st *sayso.Statement) *statementRow {
	id := st.ID(e.doc.ID)
	for i := range e.all {
		row := &e.all[i]
		if row.ID == id || row.Review.Counts() && record.Rivals(&row.Statement, st) {
			shown := showStatement(*row)
			return &shown
		}
	}
	return nil
}

// namedBy returns the name of the entity that the article reads in the words of a
// source, empty for none.
func namedBy(doc *sayso.Document, source []sayso.Span) string {
	for _, m := range doc.Mentions {
		if e, ok := m.Entity.At(doc.Entities); ok && slices.ContainsFunc(source, m.Span.Overlaps) {
			return e.Name
		}
	}
	return ""
}

// kindOf says how words are quoted that stand at spans: directly when marks of
// quotation stand before and after each.
func kindOf(text string, spans []sayso.Span) sayso.Kind {
	marked := func(r rune, facing *unicode.RangeTable) bool { return r == '"' || unicode.Is(facing, r) }
	for _, s := range spans {
		before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		after, _ := utf8.DecodeRuneInString(text[s.End:])
		if !marked(before, unicode.Pi) || !marked(after, unicode.Pf) {
			return sayso.Indirect
		}
	}
	return sayso.Direct
}
