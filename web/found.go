package web

import (
	"fmt"
	"strings"

	"sayso"
	"sayso/record"
)

// foundRow is a time, a place or an event that was read in an article.
type foundRow struct {
	Words   string
	Href    string // of the passage, on the same page
	Value   string
	Why     string
	Speaker named  // who says it, without name in the article's own words
	Edit    string // of the form that corrects it, empty where nobody may
}

// found is what was read in an article besides its statements and figures.
type found struct{ Times, Places, Events []foundRow }

// showFound lists the times, places and events of a part of doc; rows are those of
// its statements, one by one.
func showFound(doc *sayso.Document, rows []record.Statement, part sayso.Span) found {
	row := func(r role, i int, at sayso.Span, value, why string) foundRow {
		f := foundRow{Href: "#" + itemID(r, i), Value: value, Why: why}
		if sound(doc.Text, at) {
			f.Words = at.Of(doc.Text)
		}
		if row, ok := sayso.Ref[record.Statement](doc.Claim(at)).At(rows); ok {
			f.Speaker = showVoice(row)
		}
		return f
	}
	var all found
	for i, t := range doc.Times {
		if !part.Contains(t.Span) {
			continue
		}
		value := t.Value
		switch {
		case t.Open() && len(t.Candidates) > 0:
			value = strings.Join(t.Candidates, " or ") + ", open"
		case t.Open():
			value = "open"
		}
		all.Times = append(all.Times, row(roleTime, i, t.Span, strings.TrimSpace(value+" "+strings.ToLower(t.Mod)), t.Why))
	}
	for i, p := range doc.Places {
		if !part.Contains(p.Span) {
			continue
		}
		value := "not in the gazetteer"
		if p.Placed() {
			value = p.Name
			if p.Country != "" {
				value += ", " + p.Country
			}
			value += fmt.Sprintf(" (%.2f, %.2f)", p.Lat, p.Lon)
		}
		if p.Kind == sayso.PlaceAssociative {
			value += ", associative"
		}
		all.Places = append(all.Places, row(roleToponym, i, p.Span, value, p.Why))
	}
	for i := range doc.Events {
		if !part.Contains(doc.Events[i].Span) {
			continue
		}
		e := &doc.Events[i]
		if e.Again != 0 {
			continue
		}
		date := showDate(record.EventDate(doc, e))
		value := e.Kind + ", " + boundWords[e.Bound] + date.Label
		if p, ok := e.Place.At(doc.Places); ok {
			value += ", " + p.Name
		}
		if e.Ahead {
			value += ", told as yet to come"
		}
		all.Events = append(all.Events, row(roleEvent, i, e.Span, value, date.Why))
	}
	return all
}
