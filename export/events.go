package export

import (
	"sayso"
	"sayso/record"
)

// Event is one happening of an Extract. Date is what Time gives; Time and Place
// are indices in Times and Places, Again is the index, in Events, of the first
// mention of the same event, all null where there is none. Statement is the ID of
// the innermost statement that tells of it, null where the outlet does.
type Event struct {
	Kind      string  `json:"kind"`
	Text      string  `json:"text"`
	Start     int     `json:"start"`
	End       int     `json:"end"`
	Date      Date    `json:"date"`
	Time      *int    `json:"time"`
	Bound     string  `json:"bound,omitempty"` // "deadline": then at the latest; "start": from then on
	Ahead     bool    `json:"ahead"`
	Place     *int    `json:"place"`
	Again     *int    `json:"again,omitempty"`
	Statement *string `json:"statement"`
}

func newEvents(d *sayso.Document, o *Offsets) []Event {
	out := make([]Event, len(d.Events))
	for i := range d.Events {
		e := &d.Events[i]
		out[i] = Event{Kind: e.Kind, Text: e.Span.Of(d.Text), Start: o.At(e.Span.Start), End: o.At(e.Span.End), Date: Date{record.EventDate(d, e)},
			Time: index(e.Time), Ahead: e.Ahead, Place: index(e.Place), Again: index(e.Again), Bound: e.Bound.String()}
		if st, ok := d.Claim(e.Span).At(d.Statements); ok {
			id := st.ID(d.ID)
			out[i].Statement = &id
		}
	}
	return out
}

// index returns the zero-based index of r, nil where it refers to nothing.
func index[T any](r sayso.Ref[T]) *int {
	if r <= 0 {
		return nil
	}
	i := int(r) - 1
	return &i
}
