package events

import (
	"cmp"
	"slices"
	"strings"

	"sayso"
)

// reader reads one sentence.
type reader struct {
	d      *sayso.Document
	w      *Words
	tokens []sayso.Token
	words  []string    // in lower case
	first  int32       // the index of the first token in d.Tokens
	times  map[int]int // the first token of a time that may date something → its index in d.Times
	ends   map[int]int // the token behind it → the same
	dates  []int       // those times, in order
}

func newReader(d *sayso.Document, w *Words, s sayso.Sentence) *reader {
	r := &reader{d: d, w: w, tokens: d.Tokens[s.First:s.Last], first: s.First}
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
		r.dates = append(r.dates, i)
	}
	r.words = make([]string, len(r.tokens))
	for k, t := range r.tokens {
		r.words[k] = strings.ToLower(t.Span.Of(d.Text))
	}
	return r
}

// at returns the index of the first token that starts at or behind b.
func (r *reader) at(b int32) int {
	k, _ := slices.BinarySearchFunc(r.tokens, b, func(t sayso.Token, at int32) int { return cmp.Compare(t.Span.Start, at) })
	return k
}

// happenings returns what may be an event, in the order of the text.
func (r *reader) happenings() []happening {
	var out []happening
	dates := map[int]bool{} // the times that date something
	opening, verb := r.opening(), false
	for k, word := range r.words {
		kind, noun := r.w.Nouns[word]
		if !noun {
			kind = r.w.Verbs[word]
		}
		if kind == "" || r.negated(k) || r.named(k) {
			continue
		}
		time, bound, ok := r.tied(k)
		if !ok {
			time, ok = r.behind(k)
			bound = sayso.TimeAt
		}
		if !ok && noun {
			time, ok = r.before(k)
		}
		if !ok && !noun && !verb && opening >= 0 && !r.broken(0, k) {
			time, ok, verb = opening, true, true
		}
		if !ok && !noun {
			continue
		}
		h := happening{Event: sayso.Event{Span: r.tokens[k].Span, Kind: kind, Place: r.where(k, kind)}}
		if ok {
			h.Time, h.Bound = sayso.RefTo[sayso.TimeExpr](time), bound
			dates[time] = true
		}
		h.Ahead = r.ahead(k, h.Time)
		if noun {
			h.word, h.definite, h.modifiers, h.occasion = word, r.definite(k), r.modifiers(k), r.occasion(k)
		}
		h.at = k
		out = append(out, h)
	}
	return r.plans(slices.DeleteFunc(out, func(h happening) bool { return r.told(out, h) }), dates)
}

// told reports whether the verb of h says of a noun among hs what the noun says
// already: "signed the treaty".
func (r *reader) told(hs []happening, h happening) bool {
	return h.word == "" && slices.ContainsFunc(hs, func(n happening) bool {
		return n.word != "" && n.Kind == h.Kind && n.Time == h.Time && (r.tokens[n.at].Head != 0 && r.head(n.at) == h.at || r.tokens[h.at].Head != 0 && r.head(h.at) == n.at)
	})
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
	if r.words[j] == "," && r.inPlace(j) {
		return false
	}
	return r.w.Breaks[r.words[j]] || r.w.Joins[r.words[j]] || strings.ContainsAny(r.words[j], ",.;:()“”\"«»–—") && len(r.words[j]) <= len("—")
}

// inPlace reports whether the comma at j joins two names to one: "Sennet, Orlan".
// A second one closes it.
func (r *reader) inPlace(j int) bool {
	ends := func(at int32) int {
		i, ok := slices.BinarySearchFunc(r.d.Places, at, func(p sayso.Place, at int32) int { return cmp.Compare(p.Span.End, at) })
		if !ok {
			return -1
		}
		return i
	}
	if j == 0 || j+1 == len(r.tokens) {
		return false
	}
	i := ends(r.tokens[j-1].Span.End)
	if i < 0 {
		return false
	}
	if i+1 < len(r.d.Places) && r.d.Places[i+1].Span.Start == r.tokens[j+1].Span.Start {
		return true
	}
	return i > 0 && r.d.Text[r.d.Places[i-1].Span.End:r.d.Places[i].Span.Start] == ", "
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
func (r *reader) ahead(k int, time sayso.Ref[sayso.TimeExpr]) bool {
	if t, ok := time.At(r.d.Times); ok {
		if order, known := r.order(t); known && order != 0 {
			return order > 0
		}
	}
	const reach = 4
	for j := k - 1; j >= 0 && j >= k-reach; j-- {
		if r.pointsAhead(j) {
			return true
		}
	}
	return k+1 < len(r.words) && r.pointsAhead(k+1)
}

func (r *reader) pointsAhead(j int) bool {
	return r.w.Ahead[r.words[j]] && (r.words[j] != r.w.To || r.tokens[j].UPOS == "PART")
}

// order compares the day, month or year of t with the publication: 1 when it lies
// behind it, -1 before it, 0 when it holds it. Known is false where either is open.
func (r *reader) order(t sayso.TimeExpr) (order int, known bool) {
	day, _, _ := strings.Cut(t.Value, "T")
	published := r.d.Date.Value
	if day == "" || len(day) > len(published) || strings.Trim(day, "0123456789-") != "" {
		return 0, false
	}
	return cmp.Compare(day, published[:len(day)]), true
}
