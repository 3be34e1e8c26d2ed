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

// EventColumns returns the columns of events.
func EventColumns() []Column[record.Event] {
	type R = record.Event
	return []Column[R]{
		{"date", Whole, func(r R) Cell { return Words(r.Date.Value) }},
		{"date_candidates", Hidden, func(r R) Cell { return List(r.Date.Candidates) }},
		{"date_why", Hidden, func(r R) Cell { return Words(r.Date.Why) }},
		{"bound", Hidden, func(r R) Cell { return Words(r.Bound.String()) }},
		{"status", Whole, func(r R) Cell { return Words(status(r.Ahead)) }},
		{"kind", Whole, func(r R) Cell { return Words(r.Event.Kind) }},
		{"place", Shown, func(r R) Cell { return Words(r.Where.Name) }},
		{"geonameid", Hidden, func(r R) Cell { return KnownInt(int(r.Where.GeoNameID), r.Where.Placed()) }},
		{"country", Hidden, func(r R) Cell { return Words(r.Where.Country) }},
		{"told", Flexible, func(r R) Cell { return Words(r.Before + r.Words + r.After) }},
		{"words", Hidden, func(r R) Cell { return Words(r.Words) }},
		{"when", Hidden, func(r R) Cell { return Words(r.When) }},
		{"where", Hidden, func(r R) Cell { return Words(r.WhereWords) }},
		{"mentions", Hidden, func(r R) Cell { return Int(r.Mentions) }},
		{"speaker", Shown, func(r R) Cell { return Words(r.Speaker.Name) }},
		{"speaker_id", Hidden, func(r R) Cell { return Words(r.Speaker.ID) }},
		{"source", Hidden, func(r R) Cell { return Words(r.Source) }},
		{"statement", Hidden, func(r R) Cell { return Words(r.Statement) }},
		{"outlet", Shown, func(r R) Cell { return Words(r.Article.Outlet.Name) }},
		{"published", Hidden, func(r R) Cell { return Words(r.Article.Date.Value) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.Article.ID)) }},
		{"report", Hidden, func(r R) Cell { return Words(r.Article.Name) }},
		{"start", Hidden, func(r R) Cell { return Int(int(r.Span.Start)) }},
		{"end", Hidden, func(r R) Cell { return Int(int(r.Span.End)) }},
	}
}

// status is the word of Query.When for an event.
func status(ahead bool) string {
	if ahead {
		return "ahead"
	}
	return "past"
}
