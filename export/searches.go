package export

import (
	"time"

	"sayso/record"
)

// SearchColumns returns the columns of saved searches.
func SearchColumns() []Column[record.Search] {
	type R = record.Search
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"name", Flexible, func(r R) Cell { return Words(r.Name) }},
		{"list", Whole, func(r R) Cell { return Words(r.List) }},
		{"filters", Flexible, func(r R) Cell { return Words(r.Filters) }},
		{"by", Shown, func(r R) Cell { return Words(r.By) }},
		{"made", Whole, func(r R) Cell { return Words(r.Made.Format(time.RFC3339)) }},
	}
}
