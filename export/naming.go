package export

import (
	"sayso"
	"sayso/record"
)

// Referred is what `link --what naming` prints for one naming: those of a list by
// hand have an ID and nothing else beside the referent.
type Referred struct {
	ID       string  `json:"id"`
	Article  string  `json:"article,omitempty"` // the report's name as given
	Span     *At     `json:"span,omitempty"`
	Words    string  `json:"words,omitempty"`
	Voice    string  `json:"voice,omitempty"`
	Speaker  *string `json:"speaker,omitempty"` // who says it, when it does not stand in the outlet's own voice
	Referent string  `json:"referent"`          // namings of one person, body, group or thing share it
}

// NamingColumns returns the columns of namings.
func NamingColumns() []Column[record.Naming] {
	type R = record.Naming
	return []Column[R]{
		{"referent", Shown, func(r R) Cell { return Words(r.Referent.Name) }},
		{"referent_id", Hidden, func(r R) Cell { return Words(r.Referent.ID) }},
		{"words", Flexible, func(r R) Cell { return Words(r.Words) }},
		{"way", Hidden, func(r R) Cell { return Words(r.Way) }},
		{"type", Hidden, func(r R) Cell { return Words(r.Type.String()) }},
		{"voice", Whole, func(r R) Cell { return Words(r.Voice.String()) }},
		{"speaker", Shown, func(r R) Cell { return Words(r.Speaker.Name) }},
		{"speaker_id", Hidden, func(r R) Cell { return Words(r.Speaker.ID) }},
		{"source", Hidden, func(r R) Cell { return Words(r.Source) }},
		{"statement", Hidden, func(r R) Cell { return Words(r.Statement) }},
		{"outlet", Shown, func(r R) Cell { return Words(r.Article.Outlet.Name) }},
		{"published", Whole, func(r R) Cell { return Words(r.Article.Date.Value) }},
		{"why", Hidden, func(r R) Cell { return Words(r.Why) }},
		{"said", Hidden, func(r R) Cell { return Words(map[bool]string{true: "yes", false: "no"}[r.Said]) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.Article.ID)) }},
		{"report", Hidden, func(r R) Cell { return Words(r.Article.Name) }},
		{"start", Hidden, func(r R) Cell { return Int(int(r.Span.Start)) }},
		{"end", Hidden, func(r R) Cell { return Int(int(r.Span.End)) }},
	}
}

// ReferentColumns returns the columns of referents.
func ReferentColumns() []Column[record.Referent] {
	type R = record.Referent
	columns := []Column[R]{
		{"id", Hidden, func(r R) Cell { return Words(r.ID) }},
		{"referent", Flexible, func(r R) Cell { return Words(r.Name) }},
		{"type", Whole, func(r R) Cell { return Words(r.Type.String()) }},
		{"outlets", Whole, func(r R) Cell { return Int(r.Outlets) }},
		{"ways", Whole, func(r R) Cell { return Int(r.Ways) }},
		{"namings", Whole, func(r R) Cell { return Int(r.Namings) }},
		{"confirmed", Hidden, func(r R) Cell { return Int(r.Confirmed) }},
	}
	for _, v := range sayso.Voices() {
		columns = append(columns, Column[R]{v.String(), Whole, func(r R) Cell { return Int(r.Voices[v]) }})
	}
	return append(columns, Column[R]{"why", Hidden, func(r R) Cell { return Words(r.Why) }})
}
