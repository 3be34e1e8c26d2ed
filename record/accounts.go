package record

import (
	"context"
	"fmt"
	"slices"

	"sayso"
)

// AccountKind says in what the reports of a story differ.
type AccountKind uint8

// The kinds of account, in the order in which Accounts gives them.
const (
	AccountWording    AccountKind = iota // one utterance, other words inside quotation marks
	AccountNaming                        // one utterance, somebody in it called something else
	AccountDate                          // one utterance, said on other days
	AccountEvent                         // one event, on another day or at another place
	AccountToll                          // another number of the killed, the wounded, …
	AccountFigure                        // one unit, one subject, another value
	AccountConversion                    // a figure printed in two units that do not agree
)

var accountNames = [...]string{"wording", "naming", "date", "event", "toll", "figure", "conversion"}

// String returns the kind's name.
func (k AccountKind) String() string {
	if int(k) < len(accountNames) {
		return accountNames[k]
	}
	return fmt.Sprintf("AccountKind(%d)", uint8(k))
}

// OfFigure reports whether the cells of such accounts are figures.
func (k AccountKind) OfFigure() bool { return k >= AccountToll }

// AccountKinds returns every kind, in order.
func AccountKinds() []AccountKind {
	ks := make([]AccountKind, len(accountNames))
	for i := range ks {
		ks[i] = AccountKind(i)
	}
	return ks
}

// Account is one thing of which reports of a story give differing accounts, the
// accounts beside each other and none preferred.
type Account struct {
	Story     string // ID
	Kind      AccountKind
	Utterance string // ID, of wordings, namings and dates
	About     string // what was said, what is counted, the kind of event
	Cells     []AccountCell
}

// AccountCell is what one report says, with its passage.
type AccountCell struct {
	Article   Article
	Value     string    // what differs: the words, the name, the day or the place, the number with its unit as written
	Statement Statement // of wordings, namings and dates
	Naming    Naming    // of namings
	Event     Event     // of events
	Figure    Figure    // of tolls, figures and conversions
}

// AccountWords is what finding differing accounts must know of a language and of
// units. Without it figures of other units are never compared, and no figure is
// held to count the killed. Words are in small letters.
type AccountWords struct {
	Measures map[string]Measure // by Figure.Unit
	Tolls    map[string]string  // words that tell of victims, and of which: "dead" and "killed" of the "killed"
	Victims  map[string]bool    // nouns, as Figure.Unit has them, of whom a toll is told
	Anyone   map[string]bool    // those of them that take in all others: "people"
	Common   map[string]bool    // words that say nothing of what is spoken of: "after"
	Parts    map[string]bool    // words in a figure, or behind it, by which it is a part of another: "of", "other"
	Besides  map[string]bool    // words before a figure by which it comes on top of another: "also"
}

// Measure is what a unit converts by: value × Factor + Offset is the number of base
// units of the dimension.
type Measure struct {
	Dimension string
	Factor    float64
	Offset    float64
}

// Accounts returns the differing accounts of a story, by kind. Of each utterance
// that several of its articles tell: the words inside quotation marks, what
// somebody is called in it, and the day. Of events that several articles tell:
// the day and the place. Of figures: what counts the same and is no value that
// both may mean. It fails as Store.Story does.
func Accounts(ctx context.Context, s Store, story string, words *AccountWords) ([]Account, error) {
	if words == nil {
		words = &AccountWords{}
	}
	if _, err := s.Story(ctx, story); err != nil {
		return nil, err
	}
	all := Query{Story: story, Limit: -1}
	told, err := s.Utterances(ctx, all)
	if err != nil {
		return nil, err
	}
	namings, err := s.Namings(ctx, NamingQuery{Query: all})
	if err != nil {
		return nil, err
	}
	byArticle := namingsByArticle(namings.Rows)
	tellings, err := tellings(ctx, s, all)
	if err != nil {
		return nil, err
	}
	var out []Account
	for _, u := range told.Rows {
		rows := tellings[u.ID]
		base := Account{Story: story, Utterance: u.ID}
		for _, a := range append(statementAccounts(base, rows), namingAccounts(base, rows, byArticle)...) {
			// Statements that tell two utterances differ in both: once is enough.
			if slices.ContainsFunc(out, func(o Account) bool { return o.Kind == a.Kind && cellsIn(a.Cells, o.Cells) }) {
				continue
			}
			out = slices.DeleteFunc(out, func(o Account) bool { return o.Kind == a.Kind && cellsIn(o.Cells, a.Cells) })
			out = append(out, a)
		}
	}
	events, err := s.Events(ctx, all)
	if err != nil {
		return nil, err
	}
	out = append(out, eventAccounts(story, events.Rows, words)...)
	figures, err := s.Figures(ctx, all)
	if err != nil {
		return nil, err
	}
	out = append(out, figureAccounts(story, figures.Rows, words)...)
	slices.SortStableFunc(out, func(a, b Account) int { return int(a.Kind) - int(b.Kind) })
	return out, nil
}

// tellings returns the statements that q selects by the utterances that they tell,
// those of the earliest article first.
func tellings(ctx context.Context, s Store, q Query) (map[string][]Statement, error) {
	q.CountTo = -1
	page, err := s.Statements(ctx, q)
	if err != nil {
		return nil, err
	}
	slices.Reverse(page.Rows)
	out := map[string][]Statement{}
	var article sayso.ArticleID
	var told map[string][]Utterance
	for _, st := range page.Rows {
		if st.Article.ID != article {
			article = st.Article.ID
			if told, err = s.Told(ctx, article); err != nil {
				return nil, err
			}
		}
		for _, u := range told[st.ID] {
			out[u.ID] = append(out[u.ID], st)
		}
	}
	return out, nil
}

// cellsIn reports whether every cell of a is one of b.
func cellsIn(a, b []AccountCell) bool {
	return !slices.ContainsFunc(a, func(x AccountCell) bool {
		return !slices.ContainsFunc(b, func(y AccountCell) bool {
			return x.Statement.ID == y.Statement.ID && x.Naming.Ordinal == y.Naming.Ordinal
		})
	})
}
