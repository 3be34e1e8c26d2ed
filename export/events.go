package export

import "sayso"

// Event is one dated happening of an Extract. Time is the index, in Times, of
// the expression that dates it; Statement that of the innermost statement that
// tells of it, null where the outlet does.
type Event struct {
	Kind      string `json:"kind"`
	Text      string `json:"text"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Time      int    `json:"time"`
	Ahead     bool   `json:"ahead"`
	Statement *int   `json:"statement"`
}

func newEvents(d *sayso.Document, o *Offsets) []Event {
	out := make([]Event, len(d.Events))
	for i, e := range d.Events {
		out[i] = Event{Kind: e.Kind, Text: e.Span.Of(d.Text), Start: o.At(e.Span.Start), End: o.At(e.Span.End), Time: int(e.Time) - 1,
			Ahead: e.Ahead, Statement: teller(d, e.Span)}
	}
	return out
}

// teller returns the index of the statement whose content holds s, of several
// the one with the shortest span around it.
func teller(d *sayso.Document, s sayso.Span) *int {
	var best *int
	shortest := 0
	for i, st := range d.Statements {
		for _, c := range st.Content {
			if c.Contains(s) && (best == nil || c.Len() < shortest) {
				k := i
				best, shortest = &k, c.Len()
			}
		}
	}
	return best
}
