package record

import (
	"cmp"
	"slices"

	"sayso"
)

// counting is a figure with what it is compared by.
type counting struct {
	*Figure
	at      int // among the figures of the story
	unit    string
	low     float64 // the least and the greatest value that it may mean, in base
	high    float64 // units of its dimension where it has one
	subject subject
	counted map[string]bool // beginnings of the words of Counted
	toll    string          // of which victims it is told, empty of other figures
	head    bool            // the first figure of its toll in its article
}

// How wide is looked for the subject of a figure, in words.
const subjectWords = 7

// figureAccounts returns the tolls, the other figures and the printed conversions
// that differ.
func figureAccounts(story string, rows []Figure, words *AccountWords) []Account {
	all := make([]counting, len(rows))
	subjects := make([]*subject, len(rows))
	for i := range rows {
		all[i] = words.counting(&rows[i], i)
		subjects[i] = &all[i].subject
	}
	rare := weigh(subjects)
	heads := map[string]int{} // the first figure of a toll in an article
	for i := range all {
		f := &all[i]
		key := string(f.Article.ID) + " " + f.toll
		if first, ok := heads[key]; f.toll != "" && f.unit != "" && (!ok || f.Ordinal < all[first].Ordinal) {
			heads[key] = i
		}
	}
	for _, i := range heads {
		all[i].head = true
	}
	out := conversions(story, rows)
	for _, members := range differing(all, rare) {
		a := Account{Story: story, Kind: AccountFigure}
		if all[members[0]].toll != "" {
			a.Kind, a.About = AccountToll, all[members[0]].toll
		}
		for _, i := range members {
			a.Cells = append(a.Cells, AccountCell{Article: rows[i].Article, Value: rows[i].Words, Figure: rows[i]})
		}
		a.Cells = onceEach(a.Cells)
		first := &a.Cells[0].Figure
		a.About = cmp.Or(a.About, first.Counted, first.Unit, first.Words)
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Account) int {
		x, y := &a.Cells[0].Figure, &b.Cells[0].Figure
		return cmp.Or(cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.Article.ID, y.Article.ID), cmp.Compare(x.Ordinal, y.Ordinal))
	})
	return out
}

// conversions returns the figures that a report prints in two units which do not
// agree.
func conversions(story string, rows []Figure) []Account {
	var out []Account
	for _, f := range rows {
		if f.Exact == 0 || f.Bound != sayso.BoundNone {
			continue // what bounds a figure in one unit need not be the same in the other
		}
		i := slices.IndexFunc(rows, func(g Figure) bool { return g.Article.ID == f.Article.ID && g.Ordinal == int(f.Restates) })
		if i < 0 {
			continue
		}
		a := Account{Story: story, Kind: AccountConversion, About: rows[i].Words + " (" + f.Words + ")"}
		for _, x := range []Figure{rows[i], f} {
			a.Cells = append(a.Cells, AccountCell{Article: x.Article, Value: x.Words, Figure: x})
		}
		out = append(out, a)
	}
	return out
}

// onceEach leaves out what an article says again: the same value by the same
// claimant. The figures of an article stand in the order of its text.
func onceEach(cells []AccountCell) []AccountCell {
	slices.SortStableFunc(cells, func(a, b AccountCell) int {
		x, y := a.Article.Date.Value, b.Article.Date.Value
		if (x == "") != (y == "") { // an open date last
			return cmp.Compare(y, x)
		}
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.Article.ID, b.Article.ID), cmp.Compare(a.Figure.Ordinal, b.Figure.Ordinal))
	})
	return slices.CompactFunc(cells, func(a, b AccountCell) bool {
		return a.Article.ID == b.Article.ID && a.Figure.From == b.Figure.From && a.Figure.To == b.Figure.To &&
			a.Figure.Unit == b.Figure.Unit && a.Figure.Speaker.ID == b.Figure.Speaker.ID
	})
}

// differing returns groups of figures of one subject: those that differ from one of
// another article, or of another claimant in the same one, and those that say
// the same as these.
func differing(all []counting, rare rarity) [][]int {
	group := make([]int, len(all))
	for i := range group {
		group[i] = i
	}
	join := func(i, j int) {
		if was := group[i]; was != group[j] {
			for k := range group {
				if group[k] == was {
					group[k] = group[j]
				}
			}
		}
	}
	differs := make([]bool, len(all))
	var same [][2]int
	for i := range all {
		for j := range i {
			f, g := &all[i], &all[j]
			if !f.comparable(g) {
				continue
			}
			switch like := f.like(g, rare); {
			case like == 0 || f.faroff(g):
			case f.agrees(g):
				same = append(same, [2]int{i, j})
			case answered(all, f, g) || answered(all, g, f):
			case best(all, rare, f, g, like) && best(all, rare, g, f, like):
				differs[i], differs[j] = true, true
				join(i, j)
			}
		}
	}
	for _, p := range same {
		if differs[p[0]] || differs[p[1]] {
			join(p[0], p[1])
		}
	}
	byGroup := map[int][]int{}
	for i := range all {
		byGroup[group[i]] = append(byGroup[group[i]], i)
	}
	var out [][]int
	for i := range all {
		if members := byGroup[group[i]]; members[0] == i && slices.ContainsFunc(members, func(k int) bool { return differs[k] }) && !severalThings(all, members) {
			out = append(out, members)
		}
	}
	return out
}

// severalThings reports whether one claimant gives two values in one article that are
// not the same: then the figures are of several things that are spoken of alike.
func severalThings(all []counting, members []int) bool {
	for _, i := range members {
		for _, j := range members {
			f, g := &all[i], &all[j]
			if f.Article.ID == g.Article.ID && f.Speaker.ID == g.Speaker.ID && !f.agrees(g) {
				return true
			}
		}
	}
	return false
}

// comparable reports whether two figures may be of one thing: in one unit, or in
// two that convert, and neither a change while the other is a state. What is counted
// may have other names when they share a word: "displaced people", "displaced
// citizens". In one article two claimants may count one thing.
func (f *counting) comparable(g *counting) bool {
	if f.unit == "" || g.unit == "" || f.toll != g.toll || f.Figure.Figure.Change != g.Figure.Figure.Change {
		return false
	}
	if f.Article.ID == g.Article.ID && (f.Speaker.ID == g.Speaker.ID || f.Speaker.ID == "" || g.Speaker.ID == "") {
		return false
	}
	if f.unit == g.unit {
		return true
	}
	if f.Figure.Figure.Kind != sayso.FigureCount || g.Figure.Figure.Kind != sayso.FigureCount {
		return false
	}
	for w := range f.counted {
		if g.counted[w] {
			return true
		}
	}
	return false
}

// Two figures are of one subject when they share leastWords words, which are
// leastShared of the lesser subject by words that stand at few figures. Of tolls the
// victims are the subject already: of those that two articles begin with, less is
// enough, or a name.
const (
	leastWords  = 3
	leastShared = 0.65
	tollWords   = 2
	tollShared  = 0.25
)

// like returns how much of their subjects two figures share, and 0 where it is not
// enough.
func (f *counting) like(g *counting, rare rarity) float64 {
	n, share := rare.shared(&f.subject, &g.subject)
	switch {
	case n >= leastWords && share >= leastShared:
		return share
	case f.toll == "" || !f.head || !g.head || n == 0:
		return 0
	case n >= tollWords && share >= tollShared || f.subject.sharesName(&g.subject):
		return share
	}
	return 0
}

// agrees reports whether there is a value that both figures may mean.
func (f *counting) agrees(g *counting) bool { return f.low <= g.high && g.low <= f.high }

// best reports whether no other figure of g's article is more like f than g is.
func best(all []counting, rare rarity, f, g *counting, like float64) bool {
	for i := range all {
		if o := &all[i]; o.at != g.at && o.Article.ID == g.Article.ID && o.comparable(f) {
			if l := o.like(f, rare); l > like {
				return false
			}
		}
	}
	return true
}

// answered reports whether the article of f, or its claimant where both are in one
// article, also has a value that g may mean: then the two do not differ, the figures
// are of two things, or the article sets one claimant's against another's.
func answered(all []counting, f, g *counting) bool {
	return slices.ContainsFunc(all, func(o counting) bool {
		return o.Article.ID == f.Article.ID && (f.Article.ID != g.Article.ID || o.Speaker.ID == f.Speaker.ID) && o.comparable(g) && o.agrees(g)
	})
}

// How many times one figure may be another for the two to be of one thing, and the
// first toll of one article that of another.
const (
	farOff     = 3
	farOffToll = 10
)

// faroff reports whether two figures are too different to be of one thing.
func (f *counting) faroff(g *counting) bool {
	most := float64(farOff)
	if f.head && g.head {
		most = farOffToll
	}
	return (f.toll != "" || f.Figure.Unit == g.Figure.Unit) && (f.To > most*g.To || g.To > most*f.To)
}
