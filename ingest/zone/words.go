package zone

import (
	"strings"

	"sayso"
)

// gapWords is how many words "…" in a pattern may stand for.
const gapWords = 12

// pattern is a compiled sayso.PageWords pattern.
type pattern struct {
	words      []string
	start, end bool // "^", "$"
	fixed      int  // how many words say something: all but "…" and "*"
	mark       int  // index of the list it belongs to
}

func (p *pattern) String() string { return strings.Join(p.words, " ") }

func compilePattern(s string, mark int) (pattern, bool) {
	p := pattern{mark: mark}
	if rest, ok := strings.CutPrefix(s, "^"); ok {
		p.start, s = true, rest
	}
	if rest, ok := strings.CutSuffix(strings.TrimSpace(s), "$"); ok {
		p.end, s = true, rest
	}
	for _, f := range strings.Fields(s) {
		if f == "…" || f == "*" || f == "#" {
			p.words = append(p.words, f)
			if f == "#" {
				p.fixed++
			}
			continue
		}
		for _, t := range tokenise(f, 0) {
			p.words = append(p.words, t.text)
			p.fixed++
		}
	}
	for len(p.words) > 0 && p.words[len(p.words)-1] == "…" { // a gap at the end says nothing
		p.words = p.words[:len(p.words)-1]
	}
	return p, len(p.words) > 0 && p.words[0] != "…"
}

// match returns how many tokens p takes at the start of ts, and whether it
// matches there.
func (p *pattern) match(ts []token) (int, bool) {
	n, ok := matchWords(p.words, ts, p.end)
	return n, ok
}

func matchWords(ws []string, ts []token, end bool) (int, bool) {
	n := 0
	for i, w := range ws {
		if w == "…" {
			for gap := 0; gap <= gapWords && n+gap <= len(ts); gap++ {
				if m, ok := matchWords(ws[i+1:], ts[n+gap:], end); ok {
					return n + gap + m, true
				}
			}
			return 0, false
		}
		if n == len(ts) {
			return 0, false
		}
		switch {
		case w == "*":
		case w == "#":
			if ts[n].kind != number {
				return 0, false
			}
		case w != ts[n].text:
			return 0, false
		}
		n++
	}
	return n, !end || n == len(ts)
}

// patternSet finds patterns by their first word.
type patternSet struct {
	first map[string][]pattern // in the order they were given
	wild  []pattern            // begin with "*" or "#"
}

func compileSet(lists ...[]string) patternSet {
	s := patternSet{first: map[string][]pattern{}}
	for mark, list := range lists {
		for _, text := range list {
			p, ok := compilePattern(text, mark)
			switch {
			case !ok:
			case p.words[0] == "*" || p.words[0] == "#":
				s.wild = append(s.wild, p)
			default:
				s.first[p.words[0]] = append(s.first[p.words[0]], p)
			}
		}
	}
	return s
}

// find returns the first pattern that matches in ts and that ok accepts, with
// the tokens [from, to) it takes. A nil ok accepts every one.
func (s *patternSet) find(ts []token, ok func(p *pattern, n int) bool) (p *pattern, from, to int) {
	for i := range ts {
		if p, n := s.atIf(ts, i, ok); p != nil {
			return p, i, i + n
		}
	}
	return nil, 0, 0
}

// at returns the first pattern that matches at ts[i:] and how many tokens it
// takes.
func (s *patternSet) at(ts []token, i int) (*pattern, int) { return s.atIf(ts, i, nil) }

func (s *patternSet) atIf(ts []token, i int, accept func(p *pattern, n int) bool) (*pattern, int) {
	for _, ps := range [...][]pattern{s.first[ts[i].text], s.wild} {
		for k := range ps {
			if ps[k].start && i > 0 {
				continue
			}
			if n, ok := ps[k].match(ts[i:]); ok && (accept == nil || accept(&ps[k], n)) {
				return &ps[k], n
			}
		}
	}
	return nil, 0
}

// cover reports whether ts consists of nothing but patterns of s.
func (s *patternSet) cover(ts []token) bool {
	for i := 0; i < len(ts); {
		best := 0
		for _, ps := range [...][]pattern{s.first[ts[i].text], s.wild} {
			for k := range ps {
				if n, ok := ps[k].match(ts[i:]); ok {
					best = max(best, n)
				}
			}
		}
		if best == 0 {
			return false
		}
		i += best
	}
	return len(ts) > 0
}

// Finder is a language's page words, ready to be used. It is never changed and
// may be used by many goroutines at once.
type Finder struct {
	words        sayso.PageWords
	boilerplate  patternSet
	services     patternSet
	captions     patternSet
	labels       patternSet // mark 0: published, 1: updated
	agencyList   patternSet
	creditList   patternSet
	outletList   patternSet
	staff        patternSet
	fillers      map[string]bool
	by, and      map[string]bool
	roles        map[string]bool
	prepositions map[string]bool
	kickers      map[string]bool
	copyright    map[string]bool
	notServices  map[string]bool
	agencyNames  map[string]string // folded → as the list writes it
}

// NewFinder compiles w.
func NewFinder(w sayso.PageWords) *Finder {
	marks := make([][]string, len(w.Boilerplate))
	for i, m := range w.Boilerplate {
		marks[i] = m.Patterns
	}
	f := &Finder{
		words:        w,
		boilerplate:  compileSet(marks...),
		services:     compileSet(w.Services),
		captions:     compileSet(w.Captions),
		labels:       compileSet(w.Published, w.Updated),
		agencyList:   compileSet(w.Agencies),
		creditList:   compileSet(w.Credits),
		outletList:   compileSet(w.Outlets),
		staff:        compileSet(w.Staff),
		fillers:      set(w.DateFillers),
		by:           set(w.By),
		and:          set(w.And),
		roles:        set(w.Roles),
		prepositions: set(w.Prepositions),
		kickers:      set(w.Kickers),
		copyright:    set(append([]string{"©"}, w.Copyright...)),
		notServices:  set(w.NotServices),
		agencyNames:  map[string]string{},
	}
	for _, a := range w.Agencies {
		f.agencyNames[fold(a)] = a
	}
	return f
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// fold reduces s to its tokens, so that two writings of one name compare equal.
func fold(s string) string {
	ts := tokenise(s, 0)
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = t.text
	}
	return strings.Join(parts, " ")
}
