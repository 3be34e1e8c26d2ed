package web

import (
	"context"

	"sayso"
	"sayso/record"
)

// reading returns an article as it is after review: its document, of which figures
// that are none stand nowhere, with those statements that review selects (see record.Query), and their rows, one by one.
func (s *site) reading(ctx context.Context, id sayso.ArticleID, review string) (*sayso.Document, []record.Statement, error) {
	doc, err := s.store.Document(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	decided, err := s.aboutArticle(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	doc, items := record.Correct(doc, decided)
	page, err := s.store.Statements(ctx, record.Query{Article: id, Review: review, Limit: -1})
	if err != nil {
		return nil, nil, err
	}
	place := make(map[int]int, len(page.Rows))
	for i, row := range page.Rows {
		place[row.Ordinal] = i + 1
	}
	d := *doc
	for i, state := range items.Figures {
		if state == record.Rejected {
			d.Figures[i].Span = sayso.Span{} // nowhere, and so shown nowhere
		}
	}
	d.Statements, d.Undecided = make([]sayso.Statement, len(page.Rows)), nil
	for i, row := range page.Rows {
		d.Statements[i] = row.Statement
		d.Statements[i].Within = sayso.Ref[sayso.Statement](place[int(row.Within)])
	}
	return &d, page.Rows, nil
}

// reviewed names a statement's state of review, and is empty for one that nobody
// has seen.
func reviewed(st record.Statement) string {
	if st.Review == record.Open {
		return ""
	}
	return string(st.Review)
}

// uncorrected is what a row was before people corrected it.
type uncorrected struct {
	Label  string // who says so
	Fields []changed
}

// changed is a field as it was.
type changed struct{ Field, Was string }

// asRead lists what the machine reads, or what was entered, otherwise than the row
// has it; nil when there is nothing.
func asRead(st record.Statement) *uncorrected {
	m := st.AsRead
	if m == nil {
		return nil
	}
	out := &uncorrected{Label: "The machine reads"}
	if st.Entered != "" {
		out.Label = "As entered"
	}
	add := func(field, was, is, none string) {
		if was == is {
			return
		}
		if was == "" {
			was = none
		}
		out.Fields = append(out.Fields, changed{field, was})
	}
	add("speaker", m.Speaker, st.Speaker.Name, "nobody known")
	add("kind", m.Kind.String(), st.Kind.String(), "")
	add("source", m.SpanTexts.Source, st.SpanTexts.Source, "no words")
	add("cue", m.SpanTexts.Cue, st.SpanTexts.Cue, "no words")
	add("content", m.SpanTexts.Content, st.SpanTexts.Content, "")
	add("addressee", m.Addressee, st.Addressee, "no words")
	add("date", showDate(m.Said).Label, showDate(st.Said).Label, "")
	if len(out.Fields) == 0 {
		return nil
	}
	return out
}
