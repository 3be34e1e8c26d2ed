package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// editPage is the data of the form that corrects a statement.
type editPage struct {
	layout
	form
	Row    statementRow
	Desk   *desk
	Seen   string
	Blocks []block
}

// form is what people write of a statement.
type form struct {
	Speaker string
	Kind    sayso.Kind
	Date    string // empty for an open one
	Edges   []edge
	Note    string
	Problem string // with the date
}

const dateProblem = "Write a date as 2018-11-28, a month as 2018-11, a year as 2018, or nothing for an open one."

// openDate reads what was written for a date: the word the pages show for an open
// one is no date.
func openDate(s string) string {
	if strings.EqualFold(s, "open") {
		return ""
	}
	return s
}

// edge is a role whose words can be corrected.
type edge struct {
	Field   record.DecisionKind
	Label   string
	Key     string // the key that takes the selected words for it
	Words   string // as they are, without characters that turn the direction; several passages are joined by " … "
	Spans   string // where, in bytes of the text: "12-40 55-80"
	Problem string // why what was typed cannot be read
}

// edges are the roles in the order of the form.
var edges = []edge{
	{Field: record.CorrectContent, Label: "Content", Key: "1"},
	{Field: record.CorrectSource, Label: "Source", Key: "2"},
	{Field: record.CorrectCue, Label: "Cue", Key: "3"},
	{Field: record.CorrectAddressee, Label: "Addressee", Key: "4"},
}

// passagesOf returns the passages of the role.
// isDate reports whether s is an ISO date, month or year that the calendar has.
func isDate(s string) bool {
	_, _, err := record.Period(s)
	return err == nil
}

func (e edge) passagesOf(st *sayso.Statement) []sayso.Span {
	switch e.Field {
	case record.CorrectContent:
		return st.Content
	case record.CorrectSource:
		return st.Source
	case record.CorrectCue:
		return st.Cue
	}
	if st.Addressee.Empty() {
		return nil
	}
	return []sayso.Span{st.Addressee}
}

// editing is a statement on its way through the form.
type editing struct {
	row  record.Statement
	i    int // of the statement among those of view
	view *sayso.Document
}

func (s *site) editing(ctx context.Context, id string) (*editing, error) {
	row, err := s.store.Statement(ctx, id)
	if err != nil {
		return nil, lookup(err, "statement", id)
	}
	if row.ID != id { // read otherwise since the form was made
		return nil, notFound("statement", id)
	}
	e := &editing{row: row}
	view, rows, err := s.reading(ctx, row.Article.ID, "all")
	if err != nil {
		return nil, err
	}
	e.view = view
	if e.i = slices.IndexFunc(rows, func(o record.Statement) bool { return o.ID == id }); e.i < 0 {
		return nil, fmt.Errorf("statement %s is not among those of its article %s", id, row.Article.ID)
	}
	return e, nil
}

func (s *site) edit(w http.ResponseWriter, r *http.Request) error {
	e, err := s.editing(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p, err := s.editPage(r, e)
	if err != nil {
		return err
	}
	if p.Desk == nil {
		return &pageError{http.StatusForbidden, "Read only", "These pages can be read but not written to."}
	}
	return s.render(w, r, http.StatusOK, "edit", p)
}

// editPage fills the form with the statement as it is.
func (s *site) editPage(r *http.Request, e *editing) (editPage, error) {
	on, err := s.decisionsOn(r.Context(), e.row.ID)
	if err != nil {
		return editPage{}, err
	}
	p := editPage{layout: s.layout("Correct: "+headline(e.row), "review"), Row: showStatement(e.row), Desk: s.desk(r), Seen: seen(on),
		form:   form{Speaker: e.row.Speaker.Name, Kind: e.row.Kind, Date: e.row.Said.Value},
		Blocks: cutBlocks(e.view.Text, e.view.Zones, statementMarks(e.view, e.i, e.row.ID, false))}
	if p.Desk != nil {
		if p.Desk.Back = back(r.URL.Query().Get("back")); p.Desk.Back == "/" {
			p.Desk.Back = statementHref(e.row.ID)
		}
	}
	for _, ed := range edges {
		spans := ed.passagesOf(&e.row.Statement)
		ed.Words, ed.Spans = stripBidi(wordsOf(e.view.Text, spans, " … ")), spanField(spans)
		p.Edges = append(p.Edges, ed)
	}
	return p, nil
}

// correct answers the form: one decision for each field that was changed.
func (s *site) correct(w http.ResponseWriter, r *http.Request) error {
	e, err := s.editing(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p, err := s.editPage(r, e)
	if err != nil {
		return err
	}
	target := record.TargetOf(e.view, e.row.Uncorrected())
	var decisions []record.Decision
	add := func(kind record.DecisionKind, v record.Value) {
		decisions = append(decisions, record.Decision{Kind: kind, Target: target, Value: v, Seen: strings.Fields(r.PostFormValue("seen"))})
	}
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	wrong := false
	for i := range p.Edges {
		ed := &p.Edges[i]
		words, spans := strings.TrimSpace(r.PostFormValue(string(ed.Field))), field(string(ed.Field)+"-at")
		if words == strings.TrimSpace(ed.Words) && (spans == "" || spans == ed.Spans) {
			continue
		}
		found, problem := findWords(e.view, e.row.Statement, words, spans)
		if problem == "" && len(found) == 0 && ed.Field == record.CorrectContent {
			problem = "A statement has a content. Reject it if it is none."
		}
		if problem == "" && len(found) > 1 && ed.Field == record.CorrectAddressee {
			problem = "One passage alone."
		}
		if ed.Words, ed.Spans, ed.Problem = words, "", problem; problem != "" {
			wrong = true
			continue
		}
		add(ed.Field, record.Value{Spans: record.Quote(e.view.Text, found...)})
	}
	if speaker := field("speaker"); speaker != p.Speaker {
		p.Speaker = speaker
		add(record.CorrectSpeaker, record.Value{Speaker: speaker})
	}
	if kind := field("as"); kind != p.Kind.String() {
		add(record.CorrectKind, record.Value{Kind: kind})
	}
	if date := openDate(field("date")); date != p.Date {
		if p.Date = date; date != "" && !isDate(date) {
			p.Problem, wrong = dateProblem, true
		}
		add(record.CorrectDate, record.Value{Date: date})
	}
	p.Note = field("note")
	switch {
	case wrong:
		p.Desk.Back = back(r.PostFormValue("back"))
		return s.render(w, r, http.StatusBadRequest, "edit", p)
	case len(decisions) == 0:
		add(record.Accept, record.Value{}) // looked at, and left as it is
	}
	return s.put(w, r, decisions...)
}

// findWords reads the words of a role, several passages joined by "…". Spans say
// where they stand; without them, or when the words there are others, the passage is
// the only place of the article, or of the paragraphs of the statement, that has the
// words. Problem says why there is none.
func findWords(doc *sayso.Document, st sayso.Statement, words, spans string) (found []sayso.Span, problem string) {
	if words == "" {
		return nil, ""
	}
	if at, ok := parseSpanField(spans); ok && !slices.ContainsFunc(at, func(s sayso.Span) bool { return !sound(doc.Text, s) }) {
		if oneLine(stripBidi(wordsOf(doc.Text, at, " … "))) == oneLine(stripBidi(words)) {
			return at, ""
		}
	}
	end := int32(0)
	for part := range strings.SplitSeq(words, "…") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		at, ok := onlyPlace(doc, st, part)
		if !ok {
			return nil, "“" + part + "” does not stand in the report, or more than once near the statement. Copy more of its words, or select them in the text."
		}
		if at.Start < end {
			return nil, "“" + part + "” stands before the passage named before it: write them in the order of the text."
		}
		end = at.End
		found = append(found, at)
	}
	return found, ""
}

// onlyPlace returns the only place of words in the paragraphs of st, or else in the
// whole text.
func onlyPlace(doc *sayso.Document, st sayso.Statement, words string) (sayso.Span, bool) {
	var near, all []sayso.Span
	roles := slices.Concat(st.Source, st.Cue, st.Content)
	for from := 0; ; {
		i := strings.Index(doc.Text[from:], words)
		if i < 0 || len(all) > 1000 {
			break
		}
		at := sayso.Span{Start: int32(from + i), End: int32(from + i + len(words))}
		all = append(all, at)
		for _, z := range doc.Zones {
			if z.Span.Contains(at) && slices.ContainsFunc(roles, z.Span.Overlaps) {
				near = append(near, at)
			}
		}
		from += i + 1
	}
	switch {
	case len(near) == 1:
		return near[0], true
	case len(near) == 0 && len(all) == 1:
		return all[0], true
	}
	return sayso.Span{}, false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// spanField writes spans for a field of a form: "12-40 55-80".
func spanField(spans []sayso.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, fmt.Sprintf("%d-%d", s.Start, s.End))
	}
	return strings.Join(parts, " ")
}

// parseSpanField reads what spanField wrote; false when it is something else, or
// the spans are not sorted and disjoint.
func parseSpanField(s string) (spans []sayso.Span, ok bool) {
	end := int32(0)
	for _, part := range strings.Fields(s) {
		from, to, _ := strings.Cut(part, "-")
		a, err := strconv.ParseInt(from, 10, 32)
		b, err2 := strconv.ParseInt(to, 10, 32)
		if err != nil || err2 != nil || int32(a) < end || b <= a {
			return nil, false
		}
		spans, end = append(spans, sayso.Span{Start: int32(a), End: int32(b)}), int32(b)
	}
	return spans, len(spans) > 0
}
