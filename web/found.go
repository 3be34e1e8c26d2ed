package web

import (
	"fmt"
	"strings"

	"sayso"
	"sayso/record"
)

// foundRow is a time or a place that was read in an article.
type foundRow struct {
	Words   string
	Href    string // of the passage, on the same page
	Value   string
	Why     string
	Speaker named // who says it, without name in the article's own words
}

// found is what was read in an article besides its statements and figures.
type found struct{ Times, Places []foundRow }

// showFound lists the times and places of a part of doc, whose statements rows are.
func showFound(doc *sayso.Document, rows []record.Statement, part sayso.Span) found {
	voices := make(map[string]named, len(rows))
	for _, st := range rows {
		voices[st.ID] = showVoice(st)
	}
	row := func(r role, i int, at sayso.Span, value, why string) foundRow {
		f := foundRow{Href: "#" + itemID(r, i), Value: value, Why: why}
		if sound(doc.Text, at) {
			f.Words = at.Of(doc.Text)
		}
		if st, ok := doc.Claim(at).At(doc.Statements); ok {
			f.Speaker = voices[st.ID(doc.ID)]
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
		all.Places = append(all.Places, row(roleToponym, i, p.Span, value, p.Why))
	}
	return all
}
