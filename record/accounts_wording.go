package record

import (
	"slices"
	"strings"
	"time"

	"sayso"
)

// statementAccounts returns the accounts of an utterance, told by rows, that differ
// in the words inside quotation marks and in the day.
func statementAccounts(base Account, rows []Statement) []Account {
	var out []Account
	for _, kind := range []AccountKind{AccountWording, AccountDate} {
		a := base
		if a.statements(kind, rows) {
			out = append(out, a)
		}
	}
	return out
}

// statements fills an account from the tellings of an utterance: those that differ
// from one of another article. It reports whether there are any.
func (a *Account) statements(kind AccountKind, rows []Statement) bool {
	a.Kind = kind
	differ := kind.differ()
	for i := range rows {
		if slices.ContainsFunc(rows, func(o Statement) bool { return o.Article.ID != rows[i].Article.ID && differ(&rows[i], &o) }) {
			value := rows[i].SpanTexts.Content
			if kind == AccountDate {
				value = rows[i].Said.Value
			}
			a.Cells = append(a.Cells, AccountCell{Article: rows[i].Article, Value: value, Statement: rows[i]})
		}
	}
	if len(a.Cells) == 0 {
		return false
	}
	a.About = a.Cells[0].Statement.SpanTexts.Content
	return true
}

// differ returns whether two tellings differ by kind.
func (k AccountKind) differ() func(a, b *Statement) bool {
	if k == AccountDate {
		return otherDay
	}
	return otherWords
}

// otherWords reports whether both are quotations of one passage that differ: words
// of which a part is no quotation are the reporter's, too.
func otherWords(a, b *Statement) bool {
	if a.Kind != sayso.Direct || b.Kind != sayso.Direct {
		return false
	}
	x, y := spokenWords(a.SpanTexts.Content), spokenWords(b.SpanTexts.Content)
	p := passageOf(x, y)
	return p.one() && p.reworded()
}

// otherDay reports whether two quotations of one passage are put on other days.
// What is told in the reporters' own words is mostly said twice.
func otherDay(a, b *Statement) bool {
	if a.Kind != sayso.Direct || b.Kind != sayso.Direct {
		return false
	}
	x, y := a.Said.Value, b.Said.Value
	if len(x) != len(time.DateOnly) || len(y) != len(time.DateOnly) || x == y {
		return false
	}
	p := passageOf(spokenWords(a.SpanTexts.Content), spokenWords(b.SpanTexts.Content))
	return p.one()
}

// passage is the words of two tellings with those that both have.
type passage struct {
	a, b []spoken
	both [][2]int
	runs []int // of each pair: how many pairs follow each other where it stands
}

func passageOf(a, b []spoken) passage {
	p := passage{a: a, b: b, both: inCommon(a, b)}
	p.runs = make([]int, len(p.both))
	for first, k := 0, 1; k <= len(p.both); k++ {
		if k < len(p.both) && p.both[k][0] == p.both[k-1][0]+1 && p.both[k][1] == p.both[k-1][1]+1 {
			continue
		}
		for i := first; i < k; i++ {
			p.runs[i] = k - first
		}
		first = k
	}
	return p
}

// Two tellings give one passage when of the words of the shorter one leastQuoted
// stand in the other in the same order, leastInRuns in runs of two and more, and
// one run is as long as leastRun. Else they are two passages of a speech.
const (
	leastQuoted = 0.5
	leastInRuns = 0.35
	leastRun    = 3
)

// one reports whether the two give one passage.
func (p *passage) one() bool {
	inRuns, longest := 0, 0
	for _, n := range p.runs {
		if n > 1 {
			inRuns++
		}
		longest = max(longest, n)
	}
	shorter := float64(min(len(p.a), len(p.b)))
	return float64(len(p.both)) >= leastQuoted*shorter && float64(inRuns) >= leastInRuns*shorter && longest >= leastRun
}

// How many words may stand between two that both tellings have: where there are
// more, a part was left out. Between words of which those on one side stand alone,
// it is shortGap.
const (
	longGap  = 8
	shortGap = 2
)

// reworded reports whether the two differ between words that both have: one has a
// word that the other has not, and neither says that it leaves something out
// there. Ends that one leaves off are no difference, nor is another way of writing
// the same letters.
func (p *passage) reworded() bool {
	left := func(w spoken) bool { return w.word == omission }
	for k := 1; k < len(p.both); k++ {
		x, y := p.a[p.both[k-1][0]+1:p.both[k][0]], p.b[p.both[k-1][1]+1:p.both[k][1]]
		gap, most := max(len(x), len(y)), longGap
		switch before, after := p.runs[k-1] > 1, p.runs[k] > 1; {
		case !before && !after:
			continue
		case !before || !after:
			most = shortGap
		}
		if gap > 0 && gap <= most && !slices.ContainsFunc(x, left) && !slices.ContainsFunc(y, left) && !sameLetters(x, y) {
			return true
		}
	}
	return false
}

// spellable is how long words must be to be one word spelt in two ways when they
// differ in one letter.
const spellable = 6

// sameLetters reports whether two passages differ in how they are written alone:
// "worldview" and "world view", "colour" and "color".
func sameLetters(a, b []spoken) bool {
	join := func(ws []spoken) string {
		var s strings.Builder
		for _, w := range ws {
			s.WriteString(w.word)
		}
		return s.String()
	}
	x, y := join(a), join(b)
	if x == y {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y) < spellable || len(y)-len(x) > 1 {
		return false
	}
	i, j := 0, 0 // what the two have in common at either end
	for i < len(x) && x[i] == y[i] {
		i++
	}
	for j < len(x)-i && x[len(x)-1-j] == y[len(y)-1-j] {
		j++
	}
	return i+j == len(x) && len(y) > len(x) || i+j == len(x)-1 && len(x) == len(y)
}
