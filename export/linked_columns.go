package export

import (
	"strings"

	"sayso/record"
)

// StoryColumns returns the columns of stories.
func StoryColumns() []Column[record.Story] {
	type R = record.Story
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"first", Whole, func(r R) Cell { return Words(r.First.Date.Value) }},
		{"last", Whole, func(r R) Cell { return Words(r.Last) }},
		{"outlets", Whole, func(r R) Cell { return Int(r.Outlets) }},
		{"articles", Whole, func(r R) Cell { return Int(r.Articles) }},
		{"origins", Whole, func(r R) Cell { return Int(r.Origins) }},
		{"utterances", Whole, func(r R) Cell { return Int(r.Utterances) }},
		{"title", Flexible, func(r R) Cell { return Words(r.First.Title) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.First.ID)) }},
		{"report", Hidden, func(r R) Cell { return Words(r.First.Name) }},
	}
}

// UtteranceColumns returns the columns of utterances.
func UtteranceColumns() []Column[record.Utterance] {
	type R = record.Utterance
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"published", Whole, func(r R) Cell { return Words(r.First.Article.Date.Value) }},
		{"outlets", Whole, func(r R) Cell { return Int(r.Outlets) }},
		{"articles", Whole, func(r R) Cell { return Int(r.Articles) }},
		{"origins", Whole, func(r R) Cell { return Int(r.Origins) }},
		{"tellings", Whole, func(r R) Cell { return Int(r.Tellings) }},
		{"speaker", Shown, func(r R) Cell { return Words(r.First.Speaker.Name) }},
		{"speaker_id", Hidden, func(r R) Cell { return Words(r.First.Speaker.ID) }},
		{"content", Flexible, func(r R) Cell { return Words(r.First.SpanTexts.Content) }},
		{"statement", Hidden, func(r R) Cell { return Words(r.First.ID) }},
	}
}

// TellingRow is one telling among those of its utterance.
type TellingRow struct {
	Utterance record.Utterance
	Place     int // from 1, the least changed first
	record.Telling
}

// TellingRows returns the tellings of an utterance as rows.
func TellingRows(u record.Utterance, tellings []record.Telling) []TellingRow {
	rows := make([]TellingRow, len(tellings))
	for i, t := range tellings {
		rows[i] = TellingRow{u, i + 1, t}
	}
	return rows
}

// TellingColumns returns the columns of tellings.
func TellingColumns() []Column[TellingRow] {
	type R = TellingRow
	yes := func(b bool) Cell {
		if b {
			return Words("yes")
		}
		return Words("no")
	}
	return []Column[R]{
		{"utterance", Whole, func(r R) Cell { return Words(r.Utterance.ID) }},
		{"place", Whole, func(r R) Cell { return Int(r.Place) }},
		{"statement", Hidden, func(r R) Cell { return Words(r.ID) }},
		{"outlet", Shown, func(r R) Cell { return Words(r.Article.Outlet.Name) }},
		{"published", Whole, func(r R) Cell { return Words(r.Article.Date.Value) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.Article.ID)) }},
		{"report", Hidden, func(r R) Cell { return Words(r.Article.Name) }},
		{"again", Hidden, func(r R) Cell { return yes(r.Again) }},
		{"speaker", Hidden, func(r R) Cell { return Words(r.Speaker.Name) }},
		{"kind", Whole, func(r R) Cell { return Words(r.Kind.String()) }},
		{"distance", Whole, func(r R) Cell { return Float(float32(int(r.Distance*1000+.5)) / 1000) }},
		{"unfaithful", Whole, func(r R) Cell { return yes(r.Unfaithful()) }},
		{"content", Hidden, func(r R) Cell { return Words(r.SpanTexts.Content) }},
		{"marked", Flexible, func(r R) Cell { return Words(Marked(r.Runs)) }},
	}
}

// Marked writes runs with their differences marked, as wdiff does: [-…-] is what
// the first telling has, {+…+} what this one has, and ! behind either says that
// it was changed inside quotation marks.
func Marked(runs []record.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.First != "" {
			if b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
				b.WriteByte(' ')
			}
			b.WriteString("[-" + r.First + "-]")
		}
		switch r.Op {
		case record.RunAdded, record.RunReworded:
			b.WriteString("{+" + r.Words + "+}")
		default:
			b.WriteString(r.Words)
		}
		if r.Unfaithful {
			b.WriteByte('!')
		}
	}
	return b.String()
}
