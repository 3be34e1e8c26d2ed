// Package events finds the happenings that a text dates: a noun such as "talks"
// or a verb such as "signed" with the one expression of time that its own words
// tie to it. It looks words up and reads no trees, and so holds back: what is not
// plainly tied to a time is no event here. It knows no language.
package events

import (
	"cmp"
	"slices"
	"strings"

	"sayso"
)

// Words are what a language brings, all in lower case.
type Words struct {
	Nouns, Verbs map[string]string // what names a happening, with its kind
	PastSuffix   string            // ends most verbs that tell of the past: "ed"
	Participles  map[string]bool   // may stand between a noun and its time: "held", "scheduled"
	On           map[string]bool   // joins a time to what happens at it: "on", "in"
	Breaks       map[string]bool   // another clause begins: "that", "who"
	Joins        map[string]bool   // another phrase or clause begins: "and"
	Verbal       map[string]bool   // other verbs, and what stands before one: "was"
	Ahead        map[string]bool   // puts what follows into the future: "will"
	Not          map[string]bool   // says that it does not happen: "not", "if"
	To           string            // one of Ahead that is a preposition too
	Possessive   string            // "'s"
}

// Annotator returns the stage that fills the layer of events.
func Annotator(w Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "events", Version: "1",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTimes},
		Gives: []sayso.Layer{sayso.LayerEvents},
		Run: func(d *sayso.Document) error {
			for _, s := range d.Sentences {
				r := newReader(d, &w, s)
				if len(r.times) > 0 {
					d.Events = append(d.Events, r.events()...)
				}
			}
			return nil
		},
	}
}

// reader reads one sentence.
type reader struct {
	d      *sayso.Document
	w      *Words
	tokens []sayso.Token
	words  []string    // in lower case
	times  map[int]int // the first token of a time that may date something → its index in d.Times
	ends   map[int]int // the token behind it → the same
}

func newReader(d *sayso.Document, w *Words, s sayso.Sentence) *reader {
	r := &reader{d: d, w: w, tokens: d.Tokens[s.First:s.Last]}
	i, _ := slices.BinarySearchFunc(d.Times, r.tokens[0].Span.Start, func(t sayso.TimeExpr, at int32) int { return cmp.Compare(t.Span.Start, at) })
	for ; i < len(d.Times) && d.Times[i].Span.Start < r.tokens[len(r.tokens)-1].Span.End; i++ {
		t := d.Times[i]
		if t.Type != sayso.TimeDate && t.Type != sayso.TimeOfDay || strings.HasSuffix(t.Value, "_REF") {
			continue
		}
		if r.times == nil {
			r.times, r.ends = map[int]int{}, map[int]int{}
		}
		r.times[r.at(t.Span.Start)] = i
		r.ends[r.at(t.Span.End)] = i
	}
	if r.times != nil {
		r.words = make([]string, len(r.tokens))
		for k, t := range r.tokens {
			r.words[k] = strings.ToLower(t.Span.Of(d.Text))
		}
	}
	return r
}

// at returns the index of the first token that starts at or behind b.
func (r *reader) at(b int32) int {
	k, _ := slices.BinarySearchFunc(r.tokens, b, func(t sayso.Token, at int32) int { return cmp.Compare(t.Span.Start, at) })
	return k
}

func (r *reader) events() []sayso.Event {
	var out []sayso.Event
	opening, verb := r.opening(), false
	for k, word := range r.words {
		kind, noun := r.w.Nouns[word]
		if !noun {
			kind = r.w.Verbs[word]
		}
		if kind == "" || r.negated(k) || r.named(k) {
			continue
		}
		time, ok := r.behind(k)
		if !ok && noun {
			time, ok = r.before(k)
		}
		if !ok && !noun && !verb && opening >= 0 && !r.broken(0, k) {
			time, ok, verb = opening, true, true
		}
		if ok {
			out = append(out, sayso.Event{Span: r.tokens[k].Span, Kind: kind, Time: sayso.RefTo[sayso.TimeExpr](time), Ahead: r.ahead(k, time)})
		}
	}
	return out
}

// behind finds the time that follows the word at k: "talks in the capital on
// Monday", "a deal reached in May".
func (r *reader) behind(k int) (int, bool) {
	const reach = 7
	for j := k + 1; j < len(r.words) && j <= k+reach; j++ {
		if i, ok := r.times[j]; ok {
			return i, j == k+1 || r.w.On[r.words[j-1]] || !r.small(j-1)
		}
		if r.stops(j) || r.verbal(j) && !(j == k+1 && r.w.Participles[r.words[j]]) {
			break
		}
	}
	return 0, false
}

// before finds the time that stands before the noun at k: "Monday's council
// meeting", "the Sept. 11 attacks".
func (r *reader) before(k int) (int, bool) {
	const reach = 3
	for j := k; j > 0 && j >= k-reach; j-- {
		if i, ok := r.ends[j]; ok {
			return i, true
		}
		if w := r.words[j-1]; w != r.w.Possessive && (r.stops(j-1) || r.verbal(j-1) || r.small(j-1)) {
			break
		}
	}
	return 0, false
}

// opening returns the time that opens the sentence, for its verb: "In October,
// the governors agreed"; -1 where there is none, or another one before the verb.
func (r *reader) opening() int {
	first, found := -1, 0
	for j := range r.words {
		if r.broken(j, j+1) {
			break
		}
		if i, ok := r.times[j]; ok {
			if found++; found == 1 && (j == 0 || j == 1 && r.w.On[r.words[0]]) {
				first = i
			}
		}
	}
	if found != 1 {
		return -1
	}
	return first
}

// broken reports whether another clause or a quotation begins in [from, to).
func (r *reader) broken(from, to int) bool {
	for j := from; j < to; j++ {
		if r.w.Breaks[r.words[j]] || strings.ContainsAny(r.words[j], "“”\"«»;:()") {
			return true
		}
	}
	return false
}

func (r *reader) stops(j int) bool {
	return r.w.Breaks[r.words[j]] || r.w.Joins[r.words[j]] || strings.ContainsAny(r.words[j], ",.;:()“”\"«»–—") && len(r.words[j]) <= len("—")
}

// verbal reports whether the word at j is a verb by its ending or by the lists.
func (r *reader) verbal(j int) bool {
	w := r.words[j]
	return r.w.Verbs[w] != "" && r.w.Nouns[w] == "" || r.w.Verbal[w] || r.w.Ahead[w] && w != r.w.To || r.w.Participles[w] || len(w) > len(r.w.PastSuffix)+1 && strings.HasSuffix(w, r.w.PastSuffix)
}

// small reports whether the word at j is a short word in small letters, such as a
// preposition or an article.
func (r *reader) small(j int) bool {
	const longest = 4
	w := r.words[j]
	return len(w) <= longest && w == r.tokens[j].Span.Of(r.d.Text) && w[0] >= 'a'
}

// named reports whether the word at k is part of a name or of a time.
func (r *reader) named(k int) bool {
	s := r.tokens[k].Span
	for _, i := range r.times {
		if r.d.Times[i].Span.Contains(s) {
			return true
		}
	}
	return k > 0 && r.words[k] != s.Of(r.d.Text)
}

func (r *reader) negated(k int) bool {
	const reach = 4
	for j := k - 1; j >= 0 && j >= k-reach; j-- {
		if r.w.Not[r.words[j]] {
			return true
		}
	}
	return false
}

// ahead reports whether the text puts the happening at k into the future: its
// day lies behind the publication, or a word such as "will" stands before it.
func (r *reader) ahead(k, time int) bool {
	day, _, _ := strings.Cut(r.d.Times[time].Value, "T")
	if published := r.d.Date.Value; strings.Trim(day, "0123456789-") == "" && day != "" && len(day) <= len(published) && day != published[:len(day)] {
		return day > published[:len(day)]
	}
	const reach = 4
	for j := k - 1; j >= 0 && j >= k-reach; j-- {
		if r.w.Ahead[r.words[j]] {
			return true
		}
	}
	return k+1 < len(r.words) && r.w.Ahead[r.words[k+1]]
}
