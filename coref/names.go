package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// name is one capitalised name with the title that stands before it.
type name struct {
	first, last int // tokens [first, last]
	title       []string
	titleFirst  int // first token of the title, or first
	entity      int // index of the person or thing, or -1
	sentence    int
	why         string
	phrase      sayso.Span // the source that it heads, empty when it heads none
}

// thing is an entity under construction.
type thing struct {
	names   []int // indices of its names
	typ     sayso.EntityType
	roles   map[string]bool
	nations map[string]bool
	gender  Gender
	words   [][]string // its distinct names, folded, longest first
	label   string     // for a nameless one
	apart   bool       // an institution under the name of a state, which is none of the phrases for the state
}

func (r *resolver) lower(i int) string { return lowerOf(r.d, i) }

// lowerOf returns token i of d as word lists have it.
func lowerOf(d *sayso.Document, i int) string {
	return strings.ReplaceAll(strings.ToLower(d.Tokens[i].Span.Of(d.Text)), "’", "'")
}

func (r *resolver) text(i int) string { return r.d.Tokens[i].Span.Of(r.d.Text) }

func (r *resolver) capital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.text(i))
	if unicode.IsUpper(c) {
		return true
	}
	// al-Rashid, d'Arvel: the name proper is capitalised behind its article
	t := r.text(i)
	if k := strings.IndexAny(t, "-'’"); k > 0 && k <= 3 {
		n, _ := utf8.DecodeRuneInString(strings.TrimLeft(t[k:], "-'’"))
		return unicode.IsUpper(n)
	}
	return false
}

func isWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c)
}

// findNames reads the capitalised names of every sentence. In a headline, where
// every word may be capitalised, only names known from the text count.
func (r *resolver) findNames() {
	lower := map[string]bool{} // words that the text also writes without a capital
	inner := map[string]bool{} // words capitalised in the middle of a sentence
	for s, sent := range r.d.Sentences {
		if r.zoneOf(s) == sayso.ZoneHeadline {
			continue
		}
		for i := int(sent.First); i < int(sent.Last); i++ {
			if !isWord(r.text(i)) {
				continue
			}
			if !r.capital(i) {
				lower[r.lower(i)] = true
			} else if !r.opensSentence(i, sent) {
				inner[r.lower(i)] = true
			}
		}
	}
	for s, sent := range r.d.Sentences {
		if !r.readable(s) {
			continue
		}
		headline := r.zoneOf(s) == sayso.ZoneHeadline
		for i := int(sent.First); i < int(sent.Last); {
			end := r.run(i, int(sent.Last))
			if end == i {
				i++
				continue
			}
			first := i
			if r.opensSentence(i, sent) || headline {
				// a capital that the position demands says nothing
				for first < end {
					w := r.lower(first)
					if !r.w.NameStop[w] && (inner[w] || !lower[w]) && (inner[w] || end-first > 1 || r.isSource(first)) {
						break
					}
					first++
				}
			}
			if headline {
				for end > first && !inner[r.lower(end-1)] {
					end--
				}
			}
			if first < end {
				r.addName(first, end, s)
			}
			i = max(end, i+1)
		}
	}
}

// opensSentence reports whether token i is the first word of its sentence or of
// a quotation.
func (r *resolver) opensSentence(i int, sent sayso.Sentence) bool {
	for k := i - 1; k >= int(sent.First); k-- {
		if isWord(r.text(k)) {
			return false
		}
		if strings.ContainsAny(r.text(k), "“\"«‘`:") {
			return true
		}
	}
	return true
}

// run returns the end of the run of capitalised words that starts at token i.
func (r *resolver) run(i, limit int) int {
	if !isWord(r.text(i)) || !r.capital(i) {
		return i
	}
	k := i + 1
	for k < limit {
		switch {
		case isWord(r.text(k)) && r.capital(k):
			k++
		case r.w.Particles[r.lower(k)] && k+1 < limit && r.capital(k+1) && isWord(r.text(k+1)):
			k += 2
		case r.text(k) == "." && k+1 < limit && r.capital(k+1) && isWord(r.text(k+1)) && (len(r.text(k-1)) <= 4 || r.isHonorific(k-1)) && r.d.Tokens[k].Span.Start == r.d.Tokens[k-1].Span.End && r.shortStop(k-1):
			k++
		default:
			return k
		}
	}
	return k
}

// shortStop reports whether the stop behind token i is part of a name: behind an
// initial or a title.
func (r *resolver) shortStop(i int) bool {
	return utf8.RuneCountInString(r.text(i)) == 1 || r.isHonorific(i) || r.w.Roles[r.lower(i)]
}

func (r *resolver) isHonorific(i int) bool {
	_, ok := r.w.Honorifics[r.lower(i)]
	return ok
}

// addName splits a run of capitalised words into title and name and keeps it.
func (r *resolver) addName(first, end, sentence int) {
	cut := first
	for k := first; k < end; k++ {
		w := r.lower(k)
		if r.w.Roles[w] || r.isHonorific(k) || w == r.w.Counterpart {
			cut = k + 1
			if cut < end && r.text(cut) == "." {
				cut++
			}
		}
	}
	n := name{first: cut, last: end - 1, titleFirst: first, entity: -1, sentence: sentence}
	for n.first <= n.last && r.calendar(n.first) {
		n.first++
	}
	for n.last >= n.first && (r.calendar(n.last) || !isWord(r.text(n.last))) {
		n.last--
	}
	if n.first > n.last {
		return
	}
	if cut == end || r.w.Breaks[r.lower(cut)] {
		return // a title without a name: a description
	}
	// "Special Envoy for Arvena Ilo Brandt": a nation before the name is no part of it
	for n.first < n.last && r.w.Nations[r.lower(n.first)] != "" && !r.isThingHead(n.last) {
		n.first++
	}
	for k := first; k < n.first; k++ {
		n.title = append(n.title, r.lower(k))
	}
	// lower-case words of the title before the run: "Kremlin spokesman Ilo Brandt"
	k := first - 1
	if r.w.Nations[r.lower(n.first)] != "" && n.first == n.last {
		k = -1 // "envoy to Arvena": the nation is not who is titled
	}
	for k >= 0 && first-k < 9 {
		w := r.lower(k)
		if !(r.w.Roles[w] || r.w.RoleModifier[w] || r.w.Nations[w] != "" || w == r.w.Genitive || w == r.w.Counterpart || r.w.Breaks[w] && r.w.Nations[r.lower(k+1)] != "" || r.capital(k) && k > 0 && r.titleAhead(k, first)) {
			break
		}
		n.title = append(n.title, w)
		n.titleFirst = k
		k--
	}
	if !r.titled(n) {
		n.titleFirst = n.first
		if n.first == first {
			n.title = nil
		}
	}
	r.names = append(r.names, n)
}

// calendar reports whether token i is a capitalised word that names nobody, such
// as a month.
func (r *resolver) calendar(i int) bool {
	return r.w.NotNames[r.lower(i)] || !isWord(r.text(i))
}

// titleAhead reports whether a role stands between token k and first.
func (r *resolver) titleAhead(k, first int) bool {
	for j := k + 1; j < first; j++ {
		if r.w.Roles[r.lower(j)] {
			return isWord(r.text(k))
		}
	}
	return false
}

func (r *resolver) titled(n name) bool {
	for _, w := range n.title {
		if r.w.Roles[w] || w == r.w.Counterpart {
			return true
		}
		if _, ok := r.w.Honorifics[w]; ok {
			return true
		}
	}
	return false
}

func (r *resolver) isThingHead(i int) bool {
	_, ok := r.w.Heads[r.lower(i)]
	return ok
}
