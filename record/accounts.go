package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// AccountKind says in what the reports of a story differ.
type AccountKind uint8

// The kinds of account.
const (
	AccountWording AccountKind = iota // one utterance, other words inside quotation marks
	AccountDate                       // one utterance, said on other days
	AccountFigure                     // one unit, one subject, another value
)

var accountNames = [...]string{"wording", "date", "figure"}

// String returns the kind's name.
func (k AccountKind) String() string {
	if int(k) < len(accountNames) {
		return accountNames[k]
	}
	return fmt.Sprintf("AccountKind(%d)", uint8(k))
}

// Account is one thing of which reports of a story give differing accounts, the
// accounts beside each other and none preferred.
type Account struct {
	Story     string // ID
	Kind      AccountKind
	Utterance string // ID, empty of figures
	About     string // the first of the cells: what was said, or what is counted
	Cells     []AccountCell
}

// AccountCell is what one report says, with its passage: a statement, or a figure.
type AccountCell struct {
	Article   Article
	Value     string    // what differs: the words, the day, the number with its unit as written
	Statement Statement // empty of a figure
	Figure    Figure    // empty of a statement
}

// Accounts returns the differing accounts of a story: of each utterance that
// several of its articles tell those that differ in the words inside quotation
// marks or in the day, and the figures of one unit and one subject that differ.
// It fails as Store.Story does.
func Accounts(ctx context.Context, s Store, story string) ([]Account, error) {
	if _, err := s.Story(ctx, story); err != nil {
		return nil, err
	}
	told, err := s.Utterances(ctx, Query{Story: story, Limit: -1})
	if err != nil {
		return nil, err
	}
	var out []Account
	for _, u := range told.Rows {
		page, err := s.Statements(ctx, Query{Told: u.ID, Story: story, Limit: -1})
		if err != nil {
			return nil, err
		}
		base := Account{Story: story, Utterance: u.ID}
		for _, kind := range []AccountKind{AccountWording, AccountDate} {
			a := base
			if !a.statements(kind, page.Rows) {
				continue
			}
			// Statements that tell two utterances differ in both: once is enough.
			if !slices.ContainsFunc(out, func(o Account) bool { return o.Kind == kind && sameCells(o.Cells, a.Cells) }) {
				out = append(out, a)
			}
		}
	}
	figures, err := s.Figures(ctx, Query{Story: story, Limit: -1})
	if err != nil {
		return nil, err
	}
	return append(out, figureAccounts(story, figures.Rows)...), nil
}

func sameCells(a, b []AccountCell) bool {
	return slices.EqualFunc(a, b, func(x, y AccountCell) bool { return x.Statement.ID == y.Statement.ID })
}

// statements fills an account from the tellings of an utterance: those that differ
// from one of another article. It reports whether there are any.
func (a *Account) statements(kind AccountKind, rows []Statement) bool {
	a.Kind = kind
	rows = slices.Clone(rows)
	slices.Reverse(rows) // the earliest article first
	for _, st := range rows {
		if value := st.account(kind); value != "" && slices.ContainsFunc(rows, func(o Statement) bool {
			return o.Article.ID != st.Article.ID && o.account(kind) != "" && kind.differ(value, o.account(kind))
		}) {
			a.Cells = append(a.Cells, AccountCell{Article: st.Article, Value: value, Statement: st})
		}
	}
	if len(a.Cells) == 0 {
		return false
	}
	a.About = a.Cells[0].Statement.SpanTexts.Content
	return true
}

// account returns what a telling says, empty when it says nothing: words of which
// a part is no quotation are the reporter's too.
func (st *Statement) account(kind AccountKind) string {
	switch {
	case kind == AccountDate:
		return st.Said.Value
	case st.Kind == sayso.Direct:
		return st.SpanTexts.Content
	}
	return ""
}

func (k AccountKind) differ(a, b string) bool {
	if k == AccountDate {
		return !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a)
	}
	x, y := plainWords(a), plainWords(b)
	return reworded(x, y) || reworded(y, x)
}

// leastQuoted is the part of the shorter of two quotations that stands in the
// other, below which they are two passages of a speech and not one reworded.
const leastQuoted = 0.5

// omission is the word that stands for a mark of omission.
const omission = "…"

// reworded reports whether two quotations give one passage in other words: between
// words that both have, one has a word that the other has not, and neither says
// that it leaves something out there. Ends that one leaves off are no difference.
func reworded(a, b []string) bool {
	length := make([][]int, len(a)+1) // of the longest common subsequence of what is left
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] && a[i] != omission {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	if float64(length[0][0]) < leastQuoted*float64(min(len(a), len(b))) {
		return false
	}
	begun, gap, left := false, false, false
	for i, j := 0, 0; length[i][j] > 0; {
		switch {
		case a[i] == b[j] && a[i] != omission:
			if begun && gap && !left {
				return true
			}
			begun, gap, left = true, false, false
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			gap, left = true, left || a[i] == omission
			i++
		default:
			gap, left = true, left || b[j] == omission
			j++
		}
	}
	return false
}

// plainWords returns the letters and digits of s as words in small letters, and
// marks of omission.
func plainWords(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "...", " "+omission+" ")
	s = strings.NewReplacer(omission, " "+omission+" ", "'", "", "’", "").Replace(s)
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '…' })
}

// figureAccounts groups figures by unit and subject, and returns the groups in
// which two articles give another value.
func figureAccounts(story string, rows []Figure) []Account {
	subjects := make([]map[string]bool, len(rows))
	for i := range rows {
		subjects[i] = subject(&rows[i])
	}
	counts := map[string]int{} // figures that a word stands at
	for _, s := range subjects {
		for w := range s {
			counts[w]++
		}
	}
	group := make([]int, len(rows))
	for i := range group {
		group[i] = i
	}
	for i := range rows {
		for j := range i {
			if group[i] != group[j] && oneUnit(&rows[i], &rows[j]) && sameSubject(subjects[i], subjects[j], counts, len(rows)) {
				was := group[i]
				for k := range group {
					if group[k] == was {
						group[k] = group[j]
					}
				}
			}
		}
	}
	members := map[int][]int{}
	for i, g := range group {
		members[g] = append(members[g], i)
	}
	var out []Account
	for _, is := range members {
		a := Account{Story: story, Kind: AccountFigure}
		for _, i := range is {
			a.Cells = append(a.Cells, AccountCell{Article: rows[i].Article, Value: rows[i].Words, Figure: rows[i]})
		}
		if !differ(a.Cells) {
			continue
		}
		first := &a.Cells[0].Figure
		a.About = cmp.Or(first.Counted, first.Unit, first.Words)
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Account) int {
		x, y := &a.Cells[0].Figure, &b.Cells[0].Figure
		return cmp.Or(cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.Article.ID, y.Article.ID), cmp.Compare(x.Ordinal, y.Ordinal))
	})
	return out
}

// oneUnit reports whether two figures measure or count in one unit, neither a
// change while the other is a state. What is counted may have other names when they
// share a word: "displaced people", "displaced citizens".
func oneUnit(a, b *Figure) bool {
	if a.Unit == "" || b.Unit == "" || a.Figure.Kind != b.Figure.Kind || a.Figure.Change != b.Figure.Change {
		return false
	}
	if a.Unit == b.Unit {
		return true
	}
	words := beginnings(plainWords(a.Counted))
	for w := range beginnings(plainWords(b.Counted)) {
		if words[w] {
			return a.Figure.Kind == sayso.FigureCount
		}
	}
	return false
}

// differ reports whether two articles give other values. A bound or an
// approximation that the other value meets is another value too: the reader
// judges.
func differ(cells []AccountCell) bool {
	return slices.ContainsFunc(cells, func(c AccountCell) bool {
		return slices.ContainsFunc(cells, func(o AccountCell) bool {
			return c.Article.ID != o.Article.ID && (c.Figure.From != o.Figure.From || c.Figure.To != o.Figure.To) && !repeats(cells, c, o)
		})
	})
}

// repeats reports whether the article of c also gives the value of o, or the
// reverse, by the same claimant: then the two do not differ, the figures are of two
// things. A report that sets one claimant's figure against another's does differ.
func repeats(cells []AccountCell, c, o AccountCell) bool {
	return slices.ContainsFunc(cells, func(x AccountCell) bool {
		same := func(y AccountCell) bool { return x.Figure.From == y.Figure.From && x.Figure.To == y.Figure.To }
		by := func(y AccountCell) bool {
			return x.Article.ID == y.Article.ID && x.Figure.Speaker.ID == y.Figure.Speaker.ID
		}
		return by(c) && same(o) || by(o) && same(c)
	})
}

// How wide is looked for the subject of a figure, and how long a word must be to
// count; of a longer one the beginning counts, whatever its ending is.
const (
	subjectWords = 7
	leastWord    = 4
	beginning    = 5
)

// subject returns the beginnings of the words near a figure, in its sentence as
// far as marks tell.
func subject(f *Figure) map[string]bool {
	before, after := f.Before, f.After
	if i := strings.LastIndexAny(before, ".!?;\n"); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexAny(after, ".!?;\n"); i >= 0 {
		after = after[:i]
	}
	left, right := plainWords(before), plainWords(after)
	return beginnings(slices.Concat(left[max(0, len(left)-subjectWords):], right[:min(len(right), subjectWords)], plainWords(f.Counted)))
}

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

// leastShared is how much of the lesser subject two figures must share, by words
// that stand at few figures.
const leastShared = 0.5

// sameSubject reports whether two figures are of one subject: most of what stands
// at the one also stands at the other, rare words counting more.
func sameSubject(a, b map[string]bool, counts map[string]int, all int) bool {
	weight := func(w string) float64 { return float64(all) / float64(all+4*counts[w]) }
	sum := func(s map[string]bool) float64 {
		t := 0.0
		for _, w := range sortedKeys(s) {
			t += weight(w)
		}
		return t
	}
	shared, n := 0.0, 0
	for _, w := range sortedKeys(a) {
		if b[w] {
			shared += weight(w)
			n++
		}
	}
	return n >= 2 && shared >= leastShared*min(sum(a), sum(b))
}

func sortedKeys(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
