package export

import "sayso"

// Time is one expression of time of an Extract. Value is its TIMEX3 value, null
// while it is open; an expression with several values has them in Candidates.
// Anchor is the index, in Times, of the expression that it was reckoned from.
type Time struct {
	Text       string   `json:"text"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Type       string   `json:"type"`
	Value      *string  `json:"value"`
	Candidates []string `json:"candidates,omitempty"`
	Mod        string   `json:"mod,omitempty"`
	Quant      string   `json:"quant,omitempty"`
	Freq       string   `json:"freq,omitempty"`
	Anchor     *int     `json:"anchor,omitempty"`
	Why        string   `json:"why"`
}

func newTimes(d *sayso.Document, o *Offsets) []Time {
	out := make([]Time, len(d.Times))
	for i, t := range d.Times {
		out[i] = Time{Text: t.Span.Of(d.Text), Start: o.At(t.Span.Start), End: o.At(t.Span.End), Type: t.Type.String(), Value: orNull(t.Value),
			Candidates: t.Candidates, Mod: t.Mod, Quant: t.Quant, Freq: t.Freq, Why: t.Why}
		if _, ok := t.Anchor.At(d.Times); ok {
			anchor := int(t.Anchor) - 1
			out[i].Anchor = &anchor
		}
	}
	return out
}
