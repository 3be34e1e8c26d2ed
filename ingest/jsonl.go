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
	id                 json.RawMessage
	published, date    json.RawMessage
	text, html         *string
	title, outlet, url string
}

// readReport reads one JSON object. Its keys are matched to the letter, which
// encoding/json does not do for a struct, and none of them may stand twice: who
// wrote the line cannot have meant both.
func readReport(b []byte) (jsonReport, error) {
	var r jsonReport
	var whole json.RawMessage
	if err := json.Unmarshal(b, &whole); err != nil {
		return r, jsonError(err)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	if first, err := dec.Token(); err != nil || first != json.Delim('{') {
		return r, fmt.Errorf("a JSON %s, want an object", jsonKind(whole))
	}
	keys := map[string]any{
		"id": &r.id, "text": &r.text, "html": &r.html, "title": &r.title, "outlet": &r.outlet, "url": &r.url, "published": &r.published,
		"date": &r.date,
	}
	seen := map[string]bool{}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return r, jsonError(err)
		}
		key, _ := token.(string) // the key of an object is nothing else
		to, known := keys[key]
		if !known {
			to = new(json.RawMessage)
		} else if seen[key] {
			return r, fmt.Errorf("%q stands twice, the second time before byte %d", key, dec.InputOffset())
		}
		seen[key] = known
		var kind *json.UnmarshalTypeError
		if err := dec.Decode(to); errors.As(err, &kind) {
			return r, fmt.Errorf("%q is a JSON %s, want a string", key, kind.Value)
		} else if err != nil {
			return r, jsonError(err)
		}
	}
	return r, nil
}

// jsonKind names the type of a JSON value.
func jsonKind(raw json.RawMessage) string {
	switch raw = bytes.TrimSpace(raw); raw[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	case 'n':
		return "null"
	}
	return "number"
}

// line fills a from one JSON object. What the line states besides the text goes
// before what the text says.
func (e *engine) line(a *sayso.Article, original []byte) error {
	r, err := readReport(bytes.TrimPrefix(original, []byte("\xef\xbb\xbf")))
	if err != nil {
		return err
	}
	if id := idText(r.id); id != "" {
		a.Name = id
	}
	if r.text == nil && r.html == nil {
		return errors.New(`a JSON object without "text" or "html", one of which must hold the report`)
	}
	title := oneLine(r.title)
	if r.html == nil && strings.TrimSpace(*r.text) == "" {
		r.text = &title // a headline is all there is
	}
	if r.text != nil && (strings.TrimSpace(*r.text) != "" || r.html == nil) {
		if err := e.plain(a, strings.ReplaceAll(*r.text, "\x00", "\uFFFD"), zone.Hints{Title: title}); err != nil {
			return err
		}
	} else if err := e.page(a, *r.html, ""); err != nil {
		return err
	}
	if title != "" {
		a.Title = title
	}
	if r.url != "" {
		a.URL = r.url
	}
	if name := oneLine(r.outlet); name != "" {
		a.Outlet = sayso.Outlet{Name: name, Basis: `"outlet" of the JSON line`}
	}
	d, ok := e.publishedDate(r.published, "published")
	if !ok {
		d, ok = e.publishedDate(r.date, "date")
	}
	if ok {
		if d.Value != "" && d.Value == a.Date.Value {
			d.At = a.Date.At
		}
		a.Date = d
	} else {
		e.dateByAddress(a)
	}
	return nil
}

// publishedDate reads the value of key, "published" or "date"; false when it
// states nothing. What is no date leaves the date open, and the report is read
// all the same.
func (e *engine) publishedDate(raw json.RawMessage, key string) (sayso.Date, bool) {
	where := fmt.Sprintf("%q of the JSON line", key)
	if raw == nil || jsonKind(raw) == "null" {
		return sayso.Date{}, false
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return sayso.Date{Why: fmt.Sprintf("%s is a JSON %s, want a string", where, jsonKind(raw))}, true
	}
	if strings.TrimSpace(s) == "" {
		return sayso.Date{}, false
	}
	if d, ok := e.statedDate(s, where); ok {
		return d, true
	}
	return sayso.Date{Why: fmt.Sprintf("%s is no date: %q", where, clip(s))}, true
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
	if errors.As(err, &syntax) {
		return fmt.Errorf("not a JSON object: %w at byte %d", err, syntax.Offset)
	}
	return fmt.Errorf("not a JSON object: %w", err)
}

// lineName names a line that has no "id".
func lineName(name string, n int) string { return name + ":" + strconv.Itoa(n) }
