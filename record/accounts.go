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
			if a := base; a.statements(kind, page.Rows) {
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

// statements fills an account from the tellings of an utterance, and reports
// whether two articles differ.
func (a *Account) statements(kind AccountKind, rows []Statement) bool {
	a.Kind = kind
	values := map[string]bool{}
	for _, st := range slices.Backward(rows) { // the earliest article first
		c := AccountCell{Article: st.Article, Statement: st}
		switch kind {
		case AccountWording:
			if st.Kind != sayso.Direct {
				continue
			}
			c.Value = st.SpanTexts.Content
		default:
			if st.Said.Value == "" {
				continue
			}
			c.Value = st.Said.Value
		}
		a.Cells = append(a.Cells, c)
		values[c.Value] = true
	}
	if len(values) < 2 {
		return false
	}
	a.About = a.Cells[0].Statement.SpanTexts.Content
	return slices.ContainsFunc(a.Cells, func(c AccountCell) bool {
		return slices.ContainsFunc(a.Cells, func(o AccountCell) bool {
			if c.Article.ID == o.Article.ID {
				return false
			}
			if kind == AccountDate {
				return !strings.HasPrefix(c.Value, o.Value) && !strings.HasPrefix(o.Value, c.Value)
			}
			x, y := quotedWords(c.Value), quotedWords(o.Value)
			return !strings.Contains(x, y) && !strings.Contains(y, x)
		})
	})
}

// quotedWords returns the words of a quotation, with a space before and after
// each: one that is only cut shorter is part of the other.
func quotedWords(s string) string {
	return " " + strings.Join(plainWords(s), " ") + " "
}

// plainWords returns the letters and digits of s as words in small letters.
func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
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
// change while the other is a state.
func oneUnit(a, b *Figure) bool {
	return a.Unit != "" && a.Unit == b.Unit && a.Kind == b.Kind && a.Figure.Change == b.Figure.Change
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
// reverse: then the two do not differ, the figures are of two things.
func repeats(cells []AccountCell, c, o AccountCell) bool {
	return slices.ContainsFunc(cells, func(x AccountCell) bool {
		same := func(y AccountCell) bool { return x.Figure.From == y.Figure.From && x.Figure.To == y.Figure.To }
		return x.Article.ID == c.Article.ID && same(o) || x.Article.ID == o.Article.ID && same(c)
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
	out := map[string]bool{}
	before, after := f.Before, f.After
	if i := strings.LastIndexAny(before, ".!?;\n"); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexAny(after, ".!?;\n"); i >= 0 {
		after = after[:i]
	}
	left, right := plainWords(before), plainWords(after)
	for _, w := range slices.Concat(left[max(0, len(left)-subjectWords):], right[:min(len(right), subjectWords)], plainWords(f.Counted)) {
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
