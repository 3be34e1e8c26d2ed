package attribution

import (
	"sort"
	"strings"

	"sayso"
)

// Provenance returns the stage that says where each statement came from: who the
// speaker is, when it was said as far as the text tells, and the chain from the
// page back to the speaker.
func Provenance(w *Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "provenance", Version: "3",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTimes, sayso.LayerEvents, sayso.LayerQuotes, sayso.LayerStatements, sayso.LayerMentions, sayso.LayerEntities},
		Gives: []sayso.Layer{sayso.LayerProvenance},
		Run: func(d *sayso.Document) error {
			written := d.Written()
			entities := map[sayso.Span]sayso.Ref[sayso.Entity]{}
			for _, m := range d.Mentions {
				if entities[m.Span] == 0 {
					entities[m.Span] = m.Entity
				}
			}
			for i := range d.Statements {
				st := &d.Statements[i]
				if h, ok := sayso.Hull(st.Source); ok {
					st.Speaker = entities[h] // the mention that covers the source
				}
				st.Said = said(written, w, st)
				st.Chain = chain(written, w, st)
			}
			carryDates(d)
			dateHeadlines(d)
			return nil
		},
	}
}

func sentenceAt(d *sayso.Document, at int32) (sayso.Sentence, bool) {
	i := sort.Search(len(d.Sentences), func(k int) bool { return d.Tokens[d.Sentences[k].Last-1].Span.End > at })
	if i == len(d.Sentences) {
		return sayso.Sentence{}, false
	}
	return d.Sentences[i], true
}

func inAny(s sayso.Span, spans []sayso.Span) bool {
	for _, t := range spans {
		if t.Contains(s) {
			return true
		}
	}
	return false
}

func quotedAt(d *sayso.Document, s sayso.Span) bool {
	i := sort.Search(len(d.Quotes), func(k int) bool { return d.Quotes[k].Span.Start > s.Start })
	for i--; i >= 0; i-- {
		if d.Quotes[i].Span.Contains(s) {
			return true
		}
		if d.Quotes[i].Depth == 0 {
			break
		}
	}
	return false
}

// chain lists the hands a statement passed through, from the page back to the
// speaker: outlet, agencies credited for the page, an agency that the reporting
// words name as carrier, speaker.
func chain(d *sayso.Document, w *Words, st *sayso.Statement) []sayso.Link {
	links := []sayso.Link{{Role: "outlet", Name: d.Outlet.Name}}
	for _, a := range d.Agencies {
		l := sayso.Link{Role: "agency", Name: a.Name}
		if !a.At.Empty() {
			l.At = []sayso.Span{a.At}
		}
		links = append(links, l)
	}
	if name, at, ok := carrier(d, w, st); ok {
		links = append(links, sayso.Link{Role: "agency", Name: name, At: []sayso.Span{at}})
	}
	if e, ok := st.Speaker.At(d.Entities); ok {
		links = append(links, sayso.Link{Role: "speaker", Name: e.Name, At: st.Source})
	}
	return links
}

// carrier finds the agency in "said in comments carried by the state agency
// Tarn": a name behind a verb of carrying and the preposition of the agent, in
// the sentence that reports the statement.
func carrier(d *sayso.Document, w *Words, st *sayso.Statement) (string, sayso.Span, bool) {
	if len(st.Cue) == 0 {
		return "", sayso.Span{}, false
	}
	s, ok := sentenceAt(d, st.Cue[0].Start)
	if !ok {
		return "", sayso.Span{}, false
	}
	for i := int(s.First); i+1 < int(s.Last); i++ {
		if !w.CarrierVerbs[strings.ToLower(d.Tokens[i].Span.Of(d.Text))] || strings.ToLower(d.Tokens[i+1].Span.Of(d.Text)) != w.By || inAny(d.Tokens[i].Span, st.Content) {
			continue
		}
		from := d.Tokens[i+1].Span.End
		end := d.Tokens[s.Last-1].Span.End
		k := sort.Search(len(d.Mentions), func(k int) bool { return d.Mentions[k].Span.Start >= from })
		for _, m := range d.Mentions[k:] {
			if m.Span.Start >= end {
				break
			}
			if m.Kind == sayso.MentionName && m.Head.Start > from && m.Head.End <= end {
				if e, ok := m.Entity.At(d.Entities); ok {
					return e.Name, m.Head, true
				}
			}
		}
	}
	return "", sayso.Span{}, false
}
