package export

import (
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// Words returns a cell that holds s; an empty s is not known.
func Words(s string) Cell { return Cell{text: s, missing: s == ""} }

// Int returns a cell that holds a number.
func Int(n int) Cell { return Cell{text: strconv.Itoa(n), kind: cellInt} }

// KnownInt returns a cell that holds a number where that is known.
func KnownInt(n int, known bool) Cell {
	if !known {
		return Cell{kind: cellKnownInt, missing: true}
	}
	return Cell{text: strconv.Itoa(n), kind: cellKnownInt}
}

// Float returns a cell that holds a finite number, as short as it can be
// written.
func Float(f float32) Cell {
	return Cell{text: strconv.FormatFloat(float64(f), 'f', -1, 32), kind: cellFloat}
}

// List returns a cell that holds several words.
func List(ss []string) Cell { return Cell{list: ss, kind: cellList} }

// StatementColumns returns the columns of statements.
func StatementColumns() []Column[record.Statement] {
	type R = record.Statement
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"said", Whole, func(r R) Cell { return Words(r.Said.Value) }},
		{"said_candidates", Hidden, func(r R) Cell { return List(r.Said.Candidates) }},
		{"said_why", Hidden, func(r R) Cell { return Words(r.Said.Why) }},
		{"speaker", Shown, func(r R) Cell { return Words(r.Speaker.Name) }},
		{"speaker_id", Hidden, func(r R) Cell { return Words(r.Speaker.ID) }},
		{"kind", Whole, func(r R) Cell { return Words(r.Kind.String()) }},
		{"source", Hidden, func(r R) Cell { return Words(r.SpanTexts.Source) }},
		{"cue", Hidden, func(r R) Cell { return Words(r.SpanTexts.Cue) }},
		{"content", Flexible, func(r R) Cell { return Words(r.SpanTexts.Content) }},
		{"addressee", Hidden, func(r R) Cell { return Words(r.Addressee) }},
		{"occasion", Hidden, func(r R) Cell { return Words(r.Occasion) }},
		{"chain", Hidden, func(r R) Cell { return List(chain(r.Chain)) }},
		{"outlet", Shown, func(r R) Cell { return Words(r.Article.Outlet.Name) }},
		{"article", Hidden, func(r R) Cell { return Words(string(r.Article.ID)) }},
		{"report", Hidden, func(r R) Cell { return Words(r.Article.Name) }},
		{"title", Hidden, func(r R) Cell { return Words(r.Article.Title) }},
		{"published", Hidden, func(r R) Cell { return Words(r.Article.Date.Value) }},
		{"url", Hidden, func(r R) Cell { return Words(r.Article.URL) }},
		{"level", Hidden, func(r R) Cell { return Words(r.Level.String()) }},
		{"score", Hidden, func(r R) Cell { return Float(r.Score) }},
		{"review", Hidden, func(r R) Cell { return Words(string(r.Review)) }},
		{"as_read", Hidden, func(r R) Cell { return List(AsRead(r)) }},
		{"entered_by", Hidden, func(r R) Cell { return Words(r.Entered) }},
	}
}

// ArticleColumns returns the columns of articles.
func ArticleColumns() []Column[record.Article] {
	type R = record.Article
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(string(r.ID)) }},
		{"published", Whole, func(r R) Cell { return Words(r.Date.Value) }},
		{"published_candidates", Hidden, func(r R) Cell { return List(r.Date.Candidates) }},
		{"published_why", Hidden, func(r R) Cell { return Words(r.Date.Why) }},
		{"outlet", Shown, func(r R) Cell { return Words(r.Outlet.Name) }},
		{"agencies", Hidden, func(r R) Cell { return List(r.Agencies) }},
		{"statements", Whole, func(r R) Cell { return Int(r.Statements) }},
		{"title", Flexible, func(r R) Cell { return Words(r.Title) }},
		{"report", Flexible, func(r R) Cell { return Words(r.Name) }},
		{"url", Hidden, func(r R) Cell { return Words(r.URL) }},
		{"language", Hidden, func(r R) Cell { return Words(r.Language) }},
		{"format", Hidden, func(r R) Cell { return Words(r.Format) }},
		{"version", Hidden, func(r R) Cell { return Int(r.Version) }},
		{"original", Hidden, func(r R) Cell { return Words(digest(r.Original)) }},
		{"pipeline", Hidden, func(r R) Cell { return Words(r.Pipeline) }},
		{"published_as_read", Hidden, func(r R) Cell {
			if r.DateRead == nil {
				return Words("")
			}
			return Words(dated(*r.DateRead))
		}},
	}
}

// SpeakerColumns returns the columns of speakers.
func SpeakerColumns() []Column[record.Speaker] {
	type R = record.Speaker
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"name", Flexible, func(r R) Cell { return Words(r.Name) }},
		{"type", Whole, func(r R) Cell { return Words(r.Type.String()) }},
		{"statements", Whole, func(r R) Cell { return Int(r.Statements) }},
		{"articles", Whole, func(r R) Cell { return Int(r.Articles) }},
		{"outlets", Whole, func(r R) Cell { return Int(r.Outlets) }},
		{"as_written", Flexible, func(r R) Cell { return List(r.AsWritten) }},
	}
}

// OutletColumns returns the columns of outlets.
func OutletColumns() []Column[record.Outlet] {
	type R = record.Outlet
	return []Column[R]{
		{"id", Whole, func(r R) Cell { return Words(r.ID) }},
		{"name", Flexible, func(r R) Cell { return Words(r.Name) }},
		{"articles", Whole, func(r R) Cell { return Int(r.Articles) }},
		{"statements", Whole, func(r R) Cell { return Int(r.Statements) }},
	}
}

// chain writes each hand as "role: name", or as its role when it has no name.
func chain(links []sayso.Link) []string {
	ss := make([]string, len(links))
	for i, l := range links {
		ss[i] = strings.TrimSuffix(l.Role+": "+l.Name, ": ")
	}
	return ss
}

// digest is empty for the digest of no original.
func digest(d sayso.Digest) string {
	if d == (sayso.Digest{}) {
		return ""
	}
	return d.String()
}

// FigureColumns returns the columns of figures.
func FigureColumns() []Column[record.Figure] {
	type R = record.Figure
	return []Column[R]{
		{"value", Whole, func(r R) Cell { return Words(FigureValue(&r.Figure)) }},
		{"unit", Shown, func(r R) Cell { return Words(r.Unit) }},
		{"how", Whole, func(r R) Cell { return Words(figureChange(&r.Figure)) }},
		{"kind", Hidden, func(r R) Cell { return Words(r.Figure.Kind.String()) }},
		{"counted", Hidden, func(r R) Cell { return Words(r.Counted) }},
		{"words", Flexible, func(r R) Cell { return Words(r.Words) }},
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

// PlaceColumns returns the columns of places.
func PlaceColumns() []Column[record.Place] {
	type R = record.Place
	return []Column[R]{
		{"geonameid", Whole, func(r R) Cell { return Int(int(r.GeoNameID)) }},
		{"name", Flexible, func(r R) Cell { return Words(r.Name) }},
		{"country", Whole, func(r R) Cell { return Words(r.Country) }},
		{"feature", Hidden, func(r R) Cell { return Words(r.Feature) }},
		{"lat", Whole, func(r R) Cell { return Float(r.Lat) }},
		{"lon", Whole, func(r R) Cell { return Float(r.Lon) }},
		{"named", Whole, func(r R) Cell { return Int(r.Named) }},
		{"articles", Whole, func(r R) Cell { return Int(r.Articles) }},
		{"statements", Whole, func(r R) Cell { return Int(r.In) }},
		{"events", Whole, func(r R) Cell { return Int(r.Held) }},
	}
}

// DayColumns returns the columns of the days of a timeline: statements said and
// told then, and events.
func DayColumns() []Column[record.Day] {
	type R = record.Day
	return []Column[R]{
		{"date", Whole, func(r R) Cell { return Words(r.Date) }},
		{"said", Whole, func(r R) Cell { return Int(r.Said) }},
		{"told", Whole, func(r R) Cell { return Int(r.Told) }},
		{"events", Whole, func(r R) Cell { return Int(r.Held) }},
	}
}
