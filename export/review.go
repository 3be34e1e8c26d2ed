package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"sayso/record"
)

// AsRead lists what the machine reads of a statement, or what was entered, where a person corrected it,
// as "kind: indirect".
func AsRead(r record.Statement) []string {
	m := r.AsRead
	if m == nil {
		return nil
	}
	var out []string
	for _, f := range []struct{ name, was, is string }{
		{"speaker", m.Speaker, r.Speaker.Name}, {"kind", m.Kind.String(), r.Kind.String()},
		{"source", m.SpanTexts.Source, r.SpanTexts.Source}, {"cue", m.SpanTexts.Cue, r.SpanTexts.Cue},
		{"content", m.SpanTexts.Content, r.SpanTexts.Content}, {"addressee", m.Addressee, r.Addressee}, {"said", dated(m.Said), dated(r.Said)},
	} {
		if f.was != f.is {
			out = append(out, strings.TrimSuffix(f.name+": "+f.was, " "))
		}
	}
	return out
}

// DecisionColumns returns the columns of decisions.
func DecisionColumns() []Column[record.Decided] {
	type R = record.Decided
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"made", Whole, func(r R) Cell { return Words(r.Made.Format("2006-01-02T15:04:05Z")) }},
		{"by", Shown, func(r R) Cell { return Words(r.By) }},
		{"kind", Whole, func(r R) Cell { return Words(string(r.Kind)) }},
		{"value", Shown, func(r R) Cell { return Words(decisionValue(r.Decision)) }},
		{"at_odds", Hidden, func(r R) Cell { return Words(map[bool]string{true: "yes", false: "no"}[r.AtOdds]) }},
		{"in_force", Whole, func(r R) Cell { return Words(map[bool]string{true: "yes", false: "no"}[r.InForce]) }},
		{"standing", Whole, func(r R) Cell { return Words(string(r.Standing)) }},
		{"statement", Whole, func(r R) Cell { return Words(r.Statement) }},
		{"words", Flexible, func(r R) Cell { return Words(decisionWords(r.Decision)) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.Article)) }},
		{"earlier_version", Hidden, func(r R) Cell { return Words(map[bool]string{true: "yes", false: "no"}[r.CarriedOver()]) }},
		{"undoes", Hidden, func(r R) Cell { return Words(r.Undoes) }},
		{"note", Hidden, func(r R) Cell { return Words(r.Note) }},
	}
}

func decisionValue(d record.Decision) string {
	v := d.Value
	switch {
	case d.Kind == record.Add:
		return strings.Join(slices.DeleteFunc([]string{v.Speaker, v.Kind, v.Date}, func(s string) bool { return s == "" }), ", ")
	case v.Place != nil:
		return fmt.Sprintf("%s (GeoNames %d)", v.Place.Name, v.Place.GeoNameID)
	case v.Figure != nil:
		return strings.TrimSpace(fmt.Sprintf("%g to %g %s", v.Figure.From, v.Figure.To, v.Figure.Unit))
	case v.Into != "":
		return v.Speaker + " → " + v.Into
	case len(v.Spans) > 0:
		return quotedWords(v.Spans)
	}
	return v.Speaker + v.Kind + v.Date + v.Name
}

// decisionWords are the words that a decision is about.
func decisionWords(d record.Decision) string {
	words := targetWords(d.Target)
	if d.Other != nil {
		words += " | " + targetWords(d.Other)
	}
	for i, n := range d.Namings {
		if i > 0 {
			words += " | "
		}
		words += n.Words.Exact
	}
	return words
}

func targetWords(t *record.Target) string {
	if t == nil {
		return ""
	}
	return quotedWords(t.Content)
}

func quotedWords(list []record.Quoted) string {
	parts := make([]string, len(list))
	for i, q := range list {
		parts[i] = q.Exact
	}
	return strings.Join(parts, " … ")
}

// WriteDecisions writes decisions as they were made, one JSON object a line.
func WriteDecisions(w io.Writer, list []record.Decided) error {
	out := bufio.NewWriter(w)
	for _, d := range list {
		b, err := marshal(d.Decision)
		if err != nil {
			return err
		}
		if _, err := out.Write(append(b, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}
