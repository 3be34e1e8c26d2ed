package export

import "sayso/record"

// AccountCell is one report's account of something that reports of a story tell
// differently.
type AccountCell struct {
	record.Account
	record.AccountCell
}

// AccountCells returns the cells of accounts, those of one account after one another.
func AccountCells(accounts []record.Account) []AccountCell {
	var out []AccountCell
	for _, a := range accounts {
		for _, c := range a.Cells {
			out = append(out, AccountCell{a, c})
		}
	}
	return out
}

// AccountColumns returns the columns of differing accounts, a row for each report's.
func AccountColumns() []Column[AccountCell] {
	type R = AccountCell
	figure := func(r R) bool { return r.Account.Kind.OfFigure() }
	speaker := func(r R) record.Speaker {
		switch {
		case figure(r):
			return r.Figure.Speaker
		case r.Account.Kind == record.AccountEvent:
			return r.Event.Speaker
		}
		return r.Statement.Speaker
	}
	return []Column[R]{
		{"story", Whole, func(r R) Cell { return Words(r.Story) }},
		{"differs", Whole, func(r R) Cell { return Words(r.Account.Kind.String()) }},
		{"about", Flexible, func(r R) Cell { return Words(r.About) }},
		{"value", Flexible, func(r R) Cell { return Words(r.Value) }},
		{"outlet", Shown, func(r R) Cell { return Words(r.Article.Outlet.Name) }},
		{"speaker", Shown, func(r R) Cell { return Words(speaker(r).Name) }},
		{"speaker_id", Hidden, func(r R) Cell { return Words(speaker(r).ID) }},
		{"told", Hidden, func(r R) Cell {
			switch {
			case figure(r):
				return Words(r.Figure.Before + r.Figure.Words + r.Figure.After)
			case r.Account.Kind == record.AccountEvent:
				return Words(r.Event.Before + r.Event.Words + r.Event.After)
			}
			return Words(r.Statement.SpanTexts.Content)
		}},
		{"voice", Hidden, func(r R) Cell {
			if r.Account.Kind != record.AccountNaming {
				return Words("")
			}
			return Words(r.Naming.Voice.String())
		}},
		{"utterance", Hidden, func(r R) Cell { return Words(r.Utterance) }},
		{"statement", Hidden, func(r R) Cell {
			switch {
			case figure(r):
				return Words(r.Figure.Statement)
			case r.Account.Kind == record.AccountEvent:
				return Words(r.Event.Statement)
			}
			return Words(r.Statement.ID)
		}},
		{"unit", Hidden, func(r R) Cell { return Words(r.Figure.Unit) }},
		{"figure", Hidden, func(r R) Cell {
			if !figure(r) {
				return Words("")
			}
			return Words(FigureValue(&r.Figure.Figure))
		}},
		{"published", Hidden, func(r R) Cell { return Words(r.Article.Date.Value) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.Article.ID)) }},
		{"report", Hidden, func(r R) Cell { return Words(r.Article.Name) }},
	}
}
