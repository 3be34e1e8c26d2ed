package recordtest

import (
	"slices"
	"strings"

	"sayso"
)

// kindsOfEvent, with how many of 125 events are of each.
var kindsOfEvent = []struct {
	name string
	many int
}{{"meeting", 30}, {"attack", 19}, {"vote", 17}, {"protest", 15}, {"speech", 14}, {"plan", 12}, {"visit", 11}, {"agreement", 7}}

// full adds what a report of a full pile has besides. Day is its date.
func (w *piled) full(day string) {
	for i := range w.doc.Statements {
		d := w.rng.IntN(10)
		w.doc.Statements[i].Score = scores[d] + w.rng.Float32()*(scores[d+1]-scores[d])
	}
	for range w.draw(undecidedIn) {
		w.paragraph(sayso.ZoneBody, w.undecided)
	}
	for _, at := range w.spots(w.draw(eventsIn)) {
		w.event(at, day)
	}
	w.namings(w.draw(namingsIn))
}

// undecided writes a statement of which the machine is not sure.
func (w *piled) undecided() {
	st := sayso.Statement{Kind: sayso.Indirect, Score: w.rng.Float32() / 3, Said: sayso.Date{Why: "the text does not say when"}}
	st.Cue = []sayso.Span{w.write("thinks")}
	w.text.WriteString(" that ")
	st.Content = []sayso.Span{w.write(w.sentence(w.draw(contentBytes)))}
	w.doc.Undecided = append(w.doc.Undecided, st)
}

// event reads an event in the word at a place of a content.
func (w *piled) event(at sayso.Span, day string) {
	kind, n := 0, w.rng.IntN(125)
	for n -= kindsOfEvent[0].many; n >= 0; n -= kindsOfEvent[kind].many {
		kind++
	}
	e := sayso.Event{Span: at, Kind: kindsOfEvent[kind].name, Ahead: w.chance(perMilleAhead)}
	if w.chance(perMilleDated) {
		value := day
		switch w.rng.IntN(5) {
		case 0:
			value = day[:len("2006-01")]
		case 1:
			value = day[:len("2006")]
		}
		w.doc.Times = append(w.doc.Times, sayso.TimeExpr{Span: at, Value: value, Why: "written so"})
		e.Time = sayso.Ref[sayso.TimeExpr](len(w.doc.Times))
	}
	if n := len(w.doc.Places); n > 0 && w.chance(perMillePlaced) {
		e.Place = sayso.RefTo[sayso.Place](w.rng.IntN(n))
	}
	if n := len(w.doc.Events); n > 0 && w.chance(perMilleAgain) && w.doc.Events[n-1].Again == 0 {
		e.Again, e.Kind = sayso.RefTo[sayso.Event](n-1), w.doc.Events[n-1].Kind
	}
	w.doc.Events = append(w.doc.Events, e)
}

// spots returns about n words of contents, in the order of the text.
func (w *piled) spots(n int) []sayso.Span {
	var out []sayso.Span
	for range n {
		out = append(out, w.word())
	}
	slices.SortFunc(out, sayso.CompareSpans)
	return slices.Compact(out)
}

// word returns a word of a content.
func (w *piled) word() sayso.Span {
	content := w.doc.Statements[w.rng.IntN(len(w.doc.Statements))].Content[0]
	text := content.Of(w.text.String())
	from := strings.LastIndexByte(text[:w.rng.IntN(len(text))], ' ') + 1
	length := strings.IndexByte(text[from:], ' ')
	if length < 0 {
		length = len(text) - from
	}
	return sayso.Span{Start: content.Start + int32(from), End: content.Start + int32(from+length)}
}

// namings reads n namings: in the outlet's own voice the sources first, then words
// of a last paragraph; the others are words of contents.
func (w *piled) namings(n int) {
	own := 0
	for range n {
		if w.chance(perMilleOwn) {
			own++
		}
	}
	add := func(at sayso.Span, entity sayso.Ref[sayso.Entity]) {
		w.doc.Namings = append(w.doc.Namings, sayso.Naming{Span: at, Core: at, Head: at, Type: sayso.EntityPerson, Entity: entity})
	}
	for _, at := range w.spots(n - own) {
		add(at, 0)
	}
	for _, m := range w.doc.Mentions[:min(own, len(w.doc.Mentions))] {
		add(m.Span, m.Entity)
	}
	w.paragraph(sayso.ZoneBody, func() {
		for range max(1, own-len(w.doc.Mentions)) {
			add(w.write(w.sentence(1)), 0)
			w.text.WriteByte(' ')
		}
		w.write("end")
	})
	slices.SortFunc(w.doc.Namings, func(a, b sayso.Naming) int { return sayso.CompareSpans(a.Span, b.Span) })
}
