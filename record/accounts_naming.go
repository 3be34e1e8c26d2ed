package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// namingsByArticle puts namings together by article, those outside others only.
func namingsByArticle(rows []Naming) map[sayso.ArticleID][]Naming {
	out := map[sayso.ArticleID][]Naming{}
	for _, n := range rows {
		list := out[n.Article.ID]
		if len(list) == 0 || !list[len(list)-1].Span.Contains(n.Span) { // in order of the text, outer ones first
			out[n.Article.ID] = append(list, n)
		}
	}
	return out
}

// namedIn is a naming in the words of a telling.
type namedIn struct {
	Naming
	first, last int // half-open range of the telling's words
}

// telling is a statement with its words and who is named in them.
type telling struct {
	st    *Statement
	words []spoken
	named []namedIn
}

// namingAccounts returns what somebody is called in the tellings of an utterance,
// where two articles differ in it. Whom two namings are of is judged by the words
// around that both tellings have.
func namingAccounts(base Account, rows []Statement, byArticle map[sayso.ArticleID][]Naming) []Account {
	var all []telling
	for i := range rows {
		all = append(all, newTelling(&rows[i], byArticle[rows[i].Article.ID]))
	}
	type at struct{ telling, named int }
	joined := map[at]int{} // account
	var found [][]at
	for i := range all {
		for j := range i {
			if all[i].st.Article.ID == all[j].st.Article.ID {
				continue
			}
			for _, p := range aligned(&all[j], &all[i]) {
				x, y := at{j, p[0]}, at{i, p[1]}
				k, ok := joined[x]
				if !ok {
					if k, ok = joined[y]; !ok {
						k, found = len(found), append(found, nil)
					}
				}
				for _, e := range []at{x, y} {
					if _, ok := joined[e]; !ok {
						joined[e], found[k] = k, append(found[k], e)
					}
				}
			}
		}
	}
	var out []Account
	for _, members := range found {
		a := base
		a.Kind = AccountNaming
		slices.SortFunc(members, func(x, y at) int {
			if x.telling != y.telling {
				return x.telling - y.telling
			}
			return x.named - y.named
		})
		for _, m := range members {
			n := all[m.telling].named[m.named].Naming
			a.Cells = append(a.Cells, AccountCell{Article: n.Article, Value: n.Words, Statement: *all[m.telling].st, Naming: n})
		}
		if len(a.Cells) > 1 {
			a.About = a.Cells[0].Statement.SpanTexts.Content
			out = append(out, a)
		}
	}
	return out
}

// newTelling finds the words of a statement's content and who is named in them.
func newTelling(st *Statement, namings []Naming) telling {
	t := telling{st: st, words: spokenWords(st.SpanTexts.Content)}
	for i, w := range t.words { // whatever the endings are
		for t.words[i].word = range beginnings([]string{w.word}) {
		}
	}
	base := 0 // where a span of the content begins in its words
	for _, c := range st.Statement.Content {
		for _, n := range namings {
			if !c.Contains(n.Span) {
				continue
			}
			from, to := base+int(n.Span.Start-c.Start), base+int(n.Span.End-c.Start)
			first := slices.IndexFunc(t.words, func(w spoken) bool { return w.start >= from && w.end <= to && w.word != omission })
			last := first
			for last >= 0 && last < len(t.words) && t.words[last].end <= to {
				last++
			}
			if first >= 0 {
				t.named = append(t.named, namedIn{n, first, last})
			}
		}
		base += c.Len() + len(between)
	}
	return t
}

// length counts the words without marks of omission.
func (t *telling) length() int {
	n := 0
	for _, w := range t.words {
		if w.word != omission {
			n++
		}
	}
	return n
}

// How two tellings are aligned: by the two namings, with one word between at most,
// stands a word of anchorWord letters that both tellings have; or any two words in a
// row, where those that both have are leastAlike of the shorter and leastAlikeOf of
// the longer one.
const (
	leastAlike   = 0.35
	leastAlikeOf = 0.25
	anchorWord   = 5
)

// aligned returns the pairs of namings of two tellings that are of one person or
// group in other words.
func aligned(a, b *telling) [][2]int {
	p := passageOf(a.words, b.words)
	n := float64(len(p.both))
	shorter, longer := float64(min(a.length(), b.length())), float64(max(a.length(), b.length()))
	alike := n >= leastAlike*shorter && n >= leastAlikeOf*longer
	var out [][2]int
	for i, x := range a.named {
		match := -1
		for j, y := range b.named {
			if x.sameGap(&y, &p, alike) {
				if match >= 0 {
					match = -1
					break
				}
				match = j
			}
		}
		if match >= 0 && x.otherwise(&b.named[match].Naming) {
			out = append(out, [2]int{i, match})
		}
	}
	return out
}

// sameGap reports whether two namings stand between the same words of those that
// both tellings have, and by one of them.
func (n *namedIn) sameGap(m *namedIn, p *passage, alike bool) bool {
	near := false
	for k, at := range p.both {
		if (at[0] < n.first) != (at[1] < m.first) || (at[0] >= n.last) != (at[1] >= m.last) {
			return false
		}
		if !(alike && p.runs[k] > 1) && utf8.RuneCountInString(p.a[at[0]].word) < anchorWord {
			continue
		}
		switch {
		case at[0] < n.first:
			near = near || n.first-at[0]+m.first-at[1]-2 <= 1
		case at[0] >= n.last:
			near = near || at[0]-n.last+at[1]-m.last <= 1
		}
	}
	return near
}

// otherwise reports whether two namings call somebody something else: each has a
// word of its own. A person's name and what the person is, and two forms of a
// name, are no other names.
func (n *namedIn) otherwise(m *Naming) bool {
	if !several(&n.Naming) || !several(m) {
		return false
	}
	x, y := plainWords(n.core()), plainWords(m.core())
	own := func(a, b []string) bool {
		has := beginnings(b)
		for w := range beginnings(a) {
			if !has[w] {
				return true
			}
		}
		return false
	}
	return own(x, y) && own(y, x) && !(properName(&n.Naming) && properName(m))
}

// several reports whether a naming is of a body or of several persons.
func several(n *Naming) bool {
	return n.Several || n.Type == sayso.EntityGroup || n.Type == sayso.EntityOrganisation
}

// core returns the words that n is counted by, as written.
func (n *Naming) core() string { return n.cut(n.Core) }

func (n *Naming) cut(at sayso.Span) string {
	return n.Words[at.Start-n.Span.Start : at.End-n.Span.Start]
}

// properName reports whether the head of a naming is written with a capital.
func properName(n *Naming) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(n.cut(n.Head)))
	return unicode.IsUpper(r)
}
