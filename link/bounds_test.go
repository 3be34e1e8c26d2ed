package link

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sayso"
)

// randomWords returns words of few syllables, so that many are alike.
func randomWords(r *rand.Rand, n int) []string {
	syllables := strings.Fields("ba ka lo ren tis ment ed ing ver or an u")
	out := make([]string, n)
	for i := range out {
		for range 1 + r.IntN(4) {
			out[i] += syllables[r.IntN(len(syllables))]
		}
	}
	return out
}

// testWords knows every word: its company is made of its letters.
func testWords() *Words {
	f, err := ReadFrequencies(strings.NewReader("\t1000\nbaba\t900\nrenment\t20\n"))
	if err != nil {
		panic(err)
	}
	return &Words{Frequencies: f,
		Classes: func(w string) [3]uint16 { return [3]uint16{uint16(len(w)), uint16(w[0]), uint16(w[len(w)-1])} },
		Vector: func(w string) []int8 {
			if len(w) < 4 {
				return nil
			}
			r := rand.New(rand.NewPCG(uint64(w[0]), uint64(w[2])))
			v := make([]int8, 48)
			for i := range v {
				v[i] = int8(r.IntN(40) - 12 + i%3*int(w[3]&7))
			}
			return v
		}}
}

// What is passed over because of a bound is what the full product would refuse.
func TestBoundsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	v := newVocabulary(testWords())
	words := randomWords(r, 400)
	alike, near := 0, 0
	for _, a := range words {
		x := v.lexeme(a)
		for _, b := range words[:200] {
			y := v.lexeme(b)
			want := x.grams.dot(y.grams)
			if want <= leastAlike {
				want = 0
			} else {
				alike++
			}
			if got := x.letters(y); got != want {
				t.Fatalf("%s and %s are alike by %v, want %v", a, b, got, want)
			}
			if x.length == 0 || y.length == 0 {
				continue
			}
			least := r.Float64()
			cosine := float64(inner8(x.company, y.company)) / (x.length * y.length)
			got, above := x.near(y, least)
			if above != (cosine > least) || above && got != cosine {
				t.Fatalf("%s and %s: company %v, %v, want %v above %v", a, b, got, above, cosine, least)
			}
			if above {
				near++
			}
		}
	}
	if alike < 100 || near < 100 {
		t.Errorf("only %d pairs alike and %d near were tried", alike, near)
	}
}

// Matching both ways at once gives what matching each way by itself does.
func TestMatchEachWay(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	v := newVocabulary(testWords())
	seen := map[match]int{}
	for range 300 {
		contents := make([]*content, 2)
		for i := range contents {
			text := strings.Join(randomWords(r, 1+r.IntN(12)), " ")
			if r.IntN(2) == 0 {
				text = strings.ReplaceAll(text, " ba", " Ba")
			}
			contents[i] = v.content(&Telling{Text: text, Content: []sayso.Span{whole(text)}})
		}
		a, b := contents[0], contents[1]
		mine, theirs := make([]matching, len(a.words)), make([]matching, len(b.words))
		a.match(b, mine, theirs)
		for _, way := range []struct {
			from, to *content
			got      []matching
		}{{a, b, mine}, {b, a, theirs}} {
			for i := range way.from.words {
				w := &way.from.words[i]
				var want matching
				company := leastCompany
				for j := range way.to.words {
					o := &way.to.words[j]
					m, letters := w.like(o)
					if w.stem == o.stem {
						m, letters = matchSame, 1
					}
					want.better(m, letters)
					if w.kept() && o.kept() {
						company = max(company, float64(inner8(w.company, o.company))/(w.length*o.length))
					}
				}
				got := way.got[i]
				seen[want.match]++
				if got.match != want.match || got.kept() != want.kept() || got.match < matchAlike && got.company != company {
					t.Fatalf("%q in %q: %+v, want %+v and company %v", w.form, way.to.telling.Text, got, want, company)
				}
			}
		}
	}
	for m := unmatched; m <= matchSame; m++ {
		if seen[m] == 0 {
			t.Errorf("no match of kind %d was tried: %v", m, seen)
		}
	}
}

func TestProbe(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var p probe
	for range 200 {
		a, b := gramsOf(strings.Join(randomWords(r, 20), " "), 4), gramsOf(strings.Join(randomWords(r, r.IntN(20)), " "), 4)
		p.set(a)
		if got, want := p.dot(b), a.dot(b); math.Abs(got-want) > 1e-12 || want > 1+1e-6 {
			t.Fatalf("probed %v, want %v", got, want)
		}
	}
}

func TestTallyMost(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	var of tally
	for range 100 {
		lists := make([][]int, r.IntN(13))
		count := map[int]int{}
		for k := range lists {
			for item := range 1 + r.IntN(300) {
				if r.IntN(1+k) == 0 {
					lists[k] = append(lists[k], item)
					count[item]++
				}
			}
		}
		var want []int
		for item := range count {
			want = append(want, item)
		}
		slices.SortFunc(want, func(a, b int) int { return cmp.Or(count[b]-count[a], b-a) })
		n := 1 + r.IntN(80)
		if got := of.most(lists, n); !slices.Equal(got, want[:min(n, len(want))]) {
			t.Fatalf("the %d that most of %d lists have: %v, want %v", n, len(lists), got, want[:min(n, len(want))])
		}
	}
}
