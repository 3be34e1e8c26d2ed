package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"sayso"
	"sayso/ingest/zone"
)

// jsonReport is one line of JSON Lines. Other keys stay in the original alone.
type jsonReport struct {
	ID        json.RawMessage `json:"id"`
	Text      *string         `json:"text"`
	HTML      *string         `json:"html"`
	Title     string          `json:"title"`
	Outlet    string          `json:"outlet"`
	URL       string          `json:"url"`
	Published *string         `json:"published"`
}

// line fills a from one JSON object. What the line states besides the text goes
// before what the text says.
func (e *engine) line(a *sayso.Article, original []byte) error {
	var r jsonReport
	if err := json.Unmarshal(bytes.TrimPrefix(original, []byte("\xef\xbb\xbf")), &r); err != nil {
		return jsonError(err)
	}
	if id := idText(r.ID); id != "" {
		a.Name = id
	}
	switch {
	case r.Text == nil && r.HTML == nil:
		return errors.New(`a JSON object without "text" or "html", one of which must hold the report`)
	}
	title := oneLine(r.Title)
	if r.Text != nil && (strings.TrimSpace(*r.Text) != "" || r.HTML == nil) {
		if err := e.plain(a, strings.ReplaceAll(*r.Text, "\x00", "\uFFFD"), zone.Hints{Title: title}); err != nil {
			return err
		}
	} else if err := e.page(a, *r.HTML); err != nil {
		return err
	}
	if title != "" {
		a.Title = title
	}
	if r.URL != "" {
		a.URL = r.URL
	}
	if name := oneLine(r.Outlet); name != "" {
		a.Outlet = sayso.Outlet{Name: name, Basis: `"outlet" of the JSON line`}
	}
	if r.Published != nil && strings.TrimSpace(*r.Published) != "" {
		const where = `"published" of the JSON line`
		d, ok := e.statedDate(*r.Published, where)
		if !ok {
			d = sayso.Date{Why: fmt.Sprintf("%s is no date: %q", where, clip(*r.Published))}
		}
		if d.Value != "" && d.Value == a.Date.Value {
			d.At = a.Date.At
		}
		a.Date = d
	} else if a.Date.Open() && a.Date.Candidates == nil {
		if d, ok := e.addressDate(a.URL); ok {
			a.Date = d
		}
	}
	return nil
}

// idText returns an "id" that is a string or a number.
func idText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// jsonError says what is wrong with a line and where.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not a JSON object: %w at byte %d", err, syntax.Offset)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%q is a JSON %s, want %s", kind.Field, kind.Value, kind.Type)
	case errors.As(err, &kind):
		return fmt.Errorf("a JSON %s, want an object", kind.Value)
	}
	return fmt.Errorf("not a JSON object: %w", err)
}

// lineName names a line that has no "id".
func lineName(name string, n int) string { return name + ":" + strconv.Itoa(n) }
