package export

import "sayso"

// Event is one dated happening of an Extract. Time is the index, in Times, of
// the expression that dates it; Statement is the ID of the innermost statement
// that tells of it, null where the outlet does.
type Event struct {
	Kind      string  `json:"kind"`
	Text      string  `json:"text"`
	Start     int     `json:"start"`
	End       int     `json:"end"`
	Time      int     `json:"time"`
	Ahead     bool    `json:"ahead"`
	Statement *string `json:"statement"`
}

func newEvents(d *sayso.Document, o *Offsets) []Event {
	out := make([]Event, len(d.Events))
	for i, e := range d.Events {
		out[i] = Event{Kind: e.Kind, Text: e.Span.Of(d.Text), Start: o.At(e.Span.Start), End: o.At(e.Span.End), Time: int(e.Time) - 1,
			Ahead: e.Ahead}
		if st, ok := d.Claim(e.Span).At(d.Statements); ok {
			id := st.ID(d.ID)
			out[i].Statement = &id
		}
	}
	return out
}
