package main

import (
	"context"
	"slices"
	"strings"

	"sayso"
	"sayso/lang/en"
	"sayso/link"
	"sayso/record"
)

// aligner sets tellings of one utterance side by side, word by word.
type aligner struct {
	words  *link.Words
	quotes *sayso.Pipeline // from text to quotations, which a record does not keep
	store  record.Store
}

func newAligner(store record.Store) (*aligner, error) {
	words, err := en.LinkWords(en.Models())
	if err != nil {
		return nil, err
	}
	quotes, err := en.QuotationPipeline()
	if err != nil {
		return nil, err
	}
	return &aligner{words, quotes, store}, nil
}

// told is a telling with what aligning asks of it.
type told struct {
	link.Telling
	quoted []sayso.Span // sorted
}

// align returns the tellings, the least changed first, each against that.
func (al *aligner) align(ctx context.Context, list []record.Statement) ([]record.Telling, error) {
	docs := map[sayso.ArticleID]*sayso.Document{}
	all := make([]*told, len(list))
	tellings := make([]*link.Telling, len(list))
	for i, st := range list {
		d := docs[st.Article.ID]
		if d == nil {
			stored, err := al.store.Document(ctx, st.Article.ID)
			if err != nil {
				return nil, err
			}
			if d, err = al.quotes.Run(ctx, stored.Article); err != nil {
				return nil, err
			}
			docs[st.Article.ID] = d
		}
		all[i] = &told{Telling: link.Telling{Article: d.ID, Text: d.Text, Content: st.Statement.Content}, quoted: quotedIn(d, &st.Statement)}
		tellings[i] = &all[i].Telling
	}
	out := make([]record.Telling, 0, len(list))
	seen := map[sayso.ArticleID]bool{}
	var first *told
	for _, i := range link.LeastChanged(al.words, tellings) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if first == nil {
			first = all[i]
		}
		x := link.Align(al.words, &first.Telling, tellings[i], first.quoted, all[i].quoted)
		out = append(out, record.Telling{Statement: list[i], Runs: runs(first, all[i], x.Steps), Distance: x.Distance, Again: seen[list[i].Article.ID]})
		seen[list[i].Article.ID] = true
	}
	return out, nil
}

// quotedIn returns what stands between quotation marks of a statement's content:
// all of it where the statement is direct, whatever became of its marks.
func quotedIn(d *sayso.Document, st *sayso.Statement) []sayso.Span {
	if st.Kind == sayso.Direct {
		return st.Content
	}
	var spans []sayso.Span
	for _, q := range d.Quotes {
		if q.Depth == 0 && slices.ContainsFunc(st.Content, q.Inner.Overlaps) {
			spans = append(spans, q.Inner)
		}
	}
	return spans
}

var runNames = map[string]string{link.Same: record.RunSame, link.Reworded: record.RunReworded, link.Added: record.RunAdded, link.Cut: record.RunCut}

// runs returns the content of a telling as the steps of its alignment with the
// first have it, with what stands between the words.
func runs(first, t *told, steps []link.Step) []record.Run {
	var out []record.Run
	at := t.Content[0].Start
	between := func(to int32) {
		if words := t.words(sayso.Span{Start: at, End: to}); words != "" {
			out = append(out, record.Run{Words: words})
		}
		at = max(at, to)
	}
	for _, s := range steps {
		r := record.Run{Op: runNames[s.Op], Unfaithful: s.Unfaithful}
		if !s.B.Empty() {
			between(s.B.Start)
			r.Words = t.words(s.B)
			at = s.B.End
		}
		if s.Op == link.Cut || s.Op == link.Reworded {
			r.First = first.words(s.A)
		}
		out = append(out, r)
	}
	between(t.Content[len(t.Content)-1].End)
	return out
}

// words returns what the content has of a stretch of the text. What lies between
// two of its spans is left out.
func (t *told) words(at sayso.Span) string {
	var b strings.Builder
	for i, c := range t.Content {
		if i > 0 && at.Start < c.Start && at.End > t.Content[i-1].End {
			b.WriteString(" … ")
		}
		if part := (sayso.Span{Start: max(c.Start, at.Start), End: min(c.End, at.End)}); !part.Empty() {
			b.WriteString(part.Of(t.Text))
		}
	}
	return b.String()
}
