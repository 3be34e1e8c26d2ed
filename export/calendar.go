package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/record"
)

// calendar writes what is dated as events of an iCalendar (RFC 5545): the
// statements of which the text tells when they were made, and the happenings
// that statements date. A month or a year is one event over all its days. What
// has an open date is left out; a journal entry at the end counts it.
type calendar struct {
	w       *foldedLines
	begun   bool
	undated int
}

func newCalendar(w io.Writer, _ Options) statementWriter { return &calendar{w: &foldedLines{w: w}} }

func (c *calendar) match(m *record.Match) error {
	c.begin()
	d := m.Document
	published := m.Article.Date.Value
	for i := range m.Statements {
		st := &m.Statements[i]
		about := fmt.Sprintf("“%s”\n%s, %s\n%s", st.SpanTexts.Content, heading(&m.Article), outletName(&m.Article), standsOn(st))
		if first, next, ok := daysOf(st.Said.Value); ok {
			c.event(st.ID, published, first, next, voice(st)+" says: "+short(st.SpanTexts.Content), about, m.Article.URL, "statement")
		} else {
			c.undated++
		}
		for _, e := range d.Events {
			by, ok := d.Claim(e.Span).At(d.Statements)
			if !ok || by.ID(d.ID) != st.ID {
				continue
			}
			t, _ := e.Time.At(d.Times)
			day, _, _ := strings.Cut(t.Value, "T") // a time of day is an event of that day
			if first, next, ok := daysOf(day); ok {
				c.event(st.ID+"-"+strconv.Itoa(int(e.Span.Start)), published, first, next, e.Kind+": "+e.Span.Of(d.Text)+", according to "+voice(st),
					about, m.Article.URL, "event")
			}
		}
	}
	return c.w.err
}

func (c *calendar) begin() {
	if !c.begun {
		c.begun = true
		c.w.line("BEGIN", "VCALENDAR")
		c.w.line("VERSION", "2.0")
		c.w.line("PRODID", "-//sayso//statements//EN")
	}
}

func (c *calendar) event(id, published string, first, next time.Time, summary, about, address, category string) {
	c.w.line("BEGIN", "VEVENT")
	c.w.line("UID", id+"@sayso.invalid")
	c.w.line("DTSTAMP", stamp(published))
	c.w.line("DTSTART;VALUE=DATE", first.Format("20060102"))
	c.w.line("DTEND;VALUE=DATE", next.Format("20060102"))
	c.w.line("SUMMARY", escapeICS(summary))
	c.w.line("DESCRIPTION", escapeICS(about))
	if u := WebURL(address); u != "" {
		c.w.line("URL", u)
	}
	c.w.line("CATEGORIES", category)
	c.w.line("TRANSP", "TRANSPARENT")
	c.w.line("END", "VEVENT")
}

func (c *calendar) close() error {
	c.begin()
	c.w.line("BEGIN", "VJOURNAL") // a calendar must hold something
	c.w.line("UID", "undated@sayso.invalid")
	c.w.line("DTSTAMP", stamp(""))
	c.w.line("SUMMARY", escapeICS(fmt.Sprintf("Left out because the date is open: %d statements", c.undated)))
	c.w.line("X-SAYSO-UNDATED", strconv.Itoa(c.undated))
	c.w.line("END", "VJOURNAL")
	c.w.line("END", "VCALENDAR")
	return c.w.err
}

// daysOf returns the first day of an ISO date, month or year and the day after
// its last.
func daysOf(date string) (first, next time.Time, ok bool) {
	parts := dateParts(date)
	if _, _, err := record.Period(date); err != nil || len(parts) == 0 {
		return first, next, false
	}
	parts = append(parts, 1, 1)
	first = time.Date(parts[0], time.Month(parts[1]), parts[2], 0, 0, 0, 0, time.UTC)
	switch len(parts) - 2 {
	case 1:
		return first, first.AddDate(1, 0, 0), true
	case 2:
		return first, first.AddDate(0, 1, 0), true
	}
	return first, first.AddDate(0, 0, 1), true
}

// stamp is the DTSTAMP that every component needs: when the article was
// published. It is bookkeeping of calendars; an open date has the first moment
// that computers count.
func stamp(published string) string {
	first, _, ok := daysOf(published)
	if !ok {
		first = time.Unix(0, 0).UTC()
	}
	return first.Format("20060102T150405Z")
}

func outletName(a *record.Article) string {
	if a.Outlet.Name == "" {
		return "outlet not named"
	}
	return a.Outlet.Name
}

// shortRunes is how much of a statement stands in a title.
const shortRunes = 80

// short cuts words that are made for one line.
func short(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if r := []rune(words); len(r) > shortRunes {
		words = strings.TrimSpace(string(r[:shortRunes])) + "…"
	}
	return words
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\t", " ")

// escapeICS writes a value of type TEXT. Control characters have no form there.
func escapeICS(s string) string { return icsEscapes.Replace(Text(s)) }

// foldedLines writes content lines, none longer than 75 bytes, and keeps the
// first error.
type foldedLines struct {
	w   io.Writer
	err error
}

const foldAt = 75 // bytes, without the line break

func (f *foldedLines) line(name, value string) {
	if f.err != nil {
		return
	}
	var b strings.Builder
	width := 0
	for _, r := range name + ":" + value {
		if n := utf8.RuneLen(r); width+n > foldAt {
			b.WriteString("\r\n ")
			width = 1
		}
		b.WriteRune(r)
		width += utf8.RuneLen(r)
	}
	b.WriteString("\r\n")
	_, f.err = io.WriteString(f.w, b.String())
}
