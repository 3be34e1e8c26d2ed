package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// omission is the word that stands for a mark of omission, and for what an editor
// put in brackets.
const omission = "…"

// spoken is a word of a passage in small letters, with the bytes of the passage it
// stands on.
type spoken struct {
	word       string
	start, end int
}

// spokenWords returns the letters and digits of s as words in small letters, and
// marks of omission. Apostrophes, and full stops inside a word ("U.S."), are left
// out of the words they stand in; what stands in square or round brackets is an omission.
func spokenWords(s string) []spoken {
	var out []spoken
	var word strings.Builder
	start, depth, stop := -1, 0, false
	end := func(at int) {
		if start >= 0 {
			out = append(out, spoken{word.String(), start, at})
		}
		word.Reset()
		start, stop = -1, false
	}
	mark := func(at int) {
		if len(out) == 0 || out[len(out)-1].word != omission {
			out = append(out, spoken{omission, at, at})
		}
	}
	last := 0 // end of the last letter
	for i, r := range s {
		switch {
		case r == '[' || r == '(':
			end(last)
			depth++
			mark(i)
		case (r == ']' || r == ')') && depth > 0:
			depth--
		case depth > 0:
		case r == '…' || r == '.' && strings.HasPrefix(s[i:], "..."):
			end(last)
			mark(i)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if stop && utf8.RuneCountInString(word.String()) > 1 && !strings.Contains(s[start:last], ".") {
				end(last) // a sentence begins without a space
			}
			if start < 0 {
				start = i
			}
			word.WriteRune(unicode.ToLower(r))
			last, stop = i+utf8.RuneLen(r), false
		case start >= 0 && (r == '\'' || r == '’'):
		case start >= 0 && r == '.' && !stop:
			stop = true
		default:
			end(last)
		}
	}
	end(last)
	return out
}

// plainWords returns the words of s alone.
func plainWords(s string) []string {
	all := spokenWords(s)
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = w.word
	}
	return out
}

// inCommon returns the pairs of places at which a and b have the same word, in one
// order: as many as can be, words that follow each other in both counting twice.
// Marks of omission are like nothing.
func inCommon(a, b []spoken) [][2]int {
	// Of what is left from a place in each: the best score, and that of a pair there.
	best, pair := make([][]int, len(a)+1), make([][]int, len(a)+1)
	for i := range best {
		best[i], pair[i] = make([]int, len(b)+1), make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].word == b[j].word && a[i].word != omission {
				pair[i][j] = 1 + best[i+1][j+1]
				if next := pair[i+1][j+1]; next > 0 {
					pair[i][j] = max(pair[i][j], 2+next)
				}
			}
			best[i][j] = max(pair[i][j], best[i+1][j], best[i][j+1])
		}
	}
	var out [][2]int
	for i, j, follow := 0, 0, false; i < len(a) && j < len(b) && best[i][j] > 0; {
		switch {
		case follow || pair[i][j] == best[i][j]:
			out = append(out, [2]int{i, j})
			follow = pair[i+1][j+1] > 0 && pair[i][j] == 2+pair[i+1][j+1]
			i, j = i+1, j+1
		case best[i+1][j] == best[i][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// How long a word must be to say what is spoken of; of a longer one the beginning
// counts, whatever its ending is.
const (
	leastWord = 4
	beginning = 5
)

// beginnings returns the beginnings of the words that count.
func beginnings(words []string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		if utf8.RuneCountInString(w) >= leastWord && !unicode.IsDigit(rune(w[0])) {
			r := []rune(w)
			out[string(r[:min(len(r), beginning)])] = true
		}
	}
	return out
}

// subject is the beginnings of the words that stand near something; a word is true
// when it is written with a capital.
type subject struct {
	words  map[string]bool
	weight float64 // of all of them, once weighed
}

// rarity weighs the words of subjects: those that stand in few of them count more.
type rarity struct {
	at  map[string]int
	all int
}

// weigh returns the weights of the words of subjects, and weighs these.
func weigh(subjects []*subject) rarity {
	r := rarity{map[string]int{}, len(subjects)}
	for _, s := range subjects {
		for w := range s.words {
			r.at[w]++
		}
	}
	for _, s := range subjects {
		s.weight = 0
		for _, w := range sortedKeys(s.words) {
			s.weight += r.weight(w)
		}
	}
	return r
}

// shared returns how many words both have, and how much of the lesser one that is.
func (r rarity) shared(a, b *subject) (n int, share float64) {
	var both []string
	for w := range a.words {
		if _, ok := b.words[w]; ok {
			both = append(both, w)
		}
	}
	slices.Sort(both) // so that the sum is the same every time
	sum := 0.0
	for _, w := range both {
		sum += r.weight(w)
	}
	if sum > 0 {
		share = sum / min(a.weight, b.weight)
	}
	return len(both), share
}

func (r rarity) weight(w string) float64 { return float64(r.all) / float64(r.all+4*r.at[w]) }

// sharesName reports whether two subjects share a word that both write with a
// capital.
func (a *subject) sharesName(b *subject) bool {
	for w := range a.words {
		if a.words[w] && b.words[w] {
			return true
		}
	}
	return false
}

func sortedKeys(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// subjectOf returns the words of passages that say what is spoken of: those that
// every text has are left out.
func (w *AccountWords) subjectOf(passages ...string) subject {
	out := map[string]bool{}
	for _, p := range passages {
		for _, x := range spokenWords(p) {
			if w.Common[x.word] {
				continue
			}
			for b := range beginnings([]string{x.word}) {
				r, _ := utf8.DecodeRuneInString(p[x.start:])
				out[b] = out[b] || unicode.IsUpper(r)
			}
		}
	}
	return subject{words: out}
}

// clause returns what stands before and after a passage in its sentence, as far as
// marks tell, n words on either side at most.
func clause(before, after string, n int) (left, right string) {
	left, right = before, after
	if i := strings.LastIndexAny(before, ".!?;\n"); i >= 0 {
		left = before[i+1:]
	}
	if i := strings.IndexAny(after, ".!?;\n"); i >= 0 {
		right = after[:i]
	}
	if ws := spokenWords(left); len(ws) > n {
		left = left[ws[len(ws)-n].start:]
	}
	if ws := spokenWords(right); len(ws) > n {
		right = right[:ws[n-1].end]
	}
	return left, right
}
