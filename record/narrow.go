package record

import (
	"cmp"
	"context"
	"slices"
)

// Narrowing counts by month and by place what a list of statements holds.
type Narrowing interface {
	// Narrow returns the n months and the n places that most of the statements which q
	// selects are dated by, and name. It goes by Query.CountTo as Facets does.
	Narrow(ctx context.Context, q Query, n int) (Narrowed, error)
}

// Narrowed are counts of the statements of one list.
type Narrowed struct {
	Months       []MonthCount
	Places       []PlaceCount // most first, then by name, then by ID
	MonthsCapped bool         // months are counted over the first statements found alone
	PlacesCapped bool
}

// MonthCount is how many statements may be of a month, as a query From and To it
// selects them: those dated by its year are among them.
type MonthCount struct {
	Month      string // ISO
	Statements int
}

// PlaceCount is how many statements name a place.
type PlaceCount struct {
	GeoNameID  int32
	Name       string
	Statements int
}

// PeriodCount is how many statements are dated by a period, which begins and ends in
// two months, or in one.
type PeriodCount struct {
	First, Last string // ISO months
	Statements  int
}

// Months returns the n months that most statements may be of, latest first. A month
// by which none is dated, but its year alone, is left out.
func Months(periods []PeriodCount, n int) []MonthCount {
	counts := map[string]int{}
	for _, p := range periods {
		if p.First == p.Last {
			counts[p.First] += p.Statements
		}
	}
	var all []MonthCount
	for month, c := range counts {
		for _, p := range periods {
			if p.First != p.Last && p.First <= month && month <= p.Last {
				c += p.Statements
			}
		}
		all = append(all, MonthCount{month, c})
	}
	slices.SortFunc(all, func(a, b MonthCount) int { return cmp.Or(b.Statements-a.Statements, cmp.Compare(b.Month, a.Month)) })
	all = all[:min(n, len(all))]
	slices.SortFunc(all, func(a, b MonthCount) int { return cmp.Compare(b.Month, a.Month) })
	return all
}
