package sqlite

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"sayso"
)

// spanList writes spans as the columns hold them: "12-40 55-80".
func spanList(spans []sayso.Span) string {
	var b []byte
	for i, s := range spans {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(s.Start), 10)
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(s.End), 10)
	}
	return string(b)
}

// oneSpan writes s, or nothing when it covers nothing and starts the text.
func oneSpan(s sayso.Span) string {
	if s == (sayso.Span{}) {
		return ""
	}
	return spanList([]sayso.Span{s})
}

// parseSpans reads what spanList wrote.
func parseSpans(list string) ([]sayso.Span, error) {
	if list == "" {
		return nil, nil
	}
	spans := make([]sayso.Span, 0, strings.Count(list, " ")+1)
	for part := range strings.SplitSeq(list, " ") {
		from, to, _ := strings.Cut(part, "-")
		start, err := strconv.ParseInt(from, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("span %q: want two offsets as 12-40", part)
		}
		end, err := strconv.ParseInt(to, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("span %q: want two offsets as 12-40", part)
		}
		spans = append(spans, sayso.Span{Start: int32(start), End: int32(end)})
	}
	return spans, nil
}

// parseSpan reads what oneSpan wrote.
func parseSpan(s string) (sayso.Span, error) {
	spans, err := parseSpans(s)
	if err != nil || len(spans) == 0 {
		return sayso.Span{}, err
	}
	return spans[0], nil
}

// at is a list of spans inside JSON.
type at []sayso.Span

func (a at) MarshalText() ([]byte, error) { return []byte(spanList(a)), nil }

func (a *at) UnmarshalText(b []byte) error {
	spans, err := parseSpans(string(b))
	*a = spans
	return err
}

// The shapes of the columns of JSON.
type (
	jsonReason struct {
		Candidates []string `json:"candidates,omitempty"`
		Why        string   `json:"why,omitempty"`
		At         at       `json:"at,omitempty"`
	}
	jsonCredit struct {
		Name string `json:"name"`
		At   at     `json:"at,omitempty"`
	}
	jsonZone struct {
		At     at             `json:"at"`
		Kind   sayso.ZoneKind `json:"kind"`
		Reason string         `json:"reason,omitempty"`
	}
	jsonMention struct {
		At     at                `json:"at"` // the span, then the head when it is shorter
		Kind   sayso.MentionKind `json:"kind,omitempty"`
		Type   string            `json:"type"`
		Entity int32             `json:"entity,omitempty"`
		Why    string            `json:"why,omitempty"`
	}
	jsonEntity struct {
		Name string `json:"name"`
		Type string `json:"type"`
	}
	jsonLink struct {
		Role string `json:"role"`
		Name string `json:"name,omitempty"`
		At   at     `json:"at,omitempty"`
	}
)

// encode writes items as JSON in the shape that to gives them, "" for none.
func encode[T, J any](items []T, to func(T) J) (string, error) {
	if len(items) == 0 {
		return "", nil
	}
	list := make([]J, len(items))
	for i, it := range items {
		list[i] = to(it)
	}
	b, err := json.Marshal(list)
	return string(b), err
}

// decode reads what encode wrote.
func decode[T, J any](s string, from func(J) (T, error)) ([]T, error) {
	if s == "" {
		return nil, nil
	}
	var list []J
	if err := json.Unmarshal([]byte(s), &list); err != nil {
		return nil, err
	}
	items := make([]T, len(list))
	for i, j := range list {
		var err error
		if items[i], err = from(j); err != nil {
			return nil, fmt.Errorf("item %d: %w", i+1, err)
		}
	}
	return items, nil
}

func encodeReason(d sayso.Date) (string, error) {
	if len(d.Candidates) == 0 && d.Why == "" && len(d.At) == 0 {
		return "", nil
	}
	b, err := json.Marshal(jsonReason{d.Candidates, d.Why, d.At})
	return string(b), err
}

func decodeDate(value, reason string) (sayso.Date, error) {
	var r jsonReason
	if reason != "" {
		if err := json.Unmarshal([]byte(reason), &r); err != nil {
			return sayso.Date{}, err
		}
	}
	return sayso.Date{Value: value, Candidates: r.Candidates, Why: r.Why, At: r.At}, nil
}

// jsonDate is a date in one column.
type jsonDate struct {
	Value string `json:"value,omitempty"`
	jsonReason
}

func encodeDate(d sayso.Date) (string, error) {
	b, err := json.Marshal(jsonDate{d.Value, jsonReason{d.Candidates, d.Why, d.At}})
	return string(b), err
}

// machineDate returns what encodeDate wrote, nil for an empty column.
func machineDate(column string) (*sayso.Date, error) {
	if column == "" {
		return nil, nil
	}
	var j jsonDate
	if err := json.Unmarshal([]byte(column), &j); err != nil {
		return nil, err
	}
	return &sayso.Date{Value: j.Value, Candidates: j.Candidates, Why: j.Why, At: j.At}, nil
}

func toCredit(c sayso.Credit) jsonCredit { return jsonCredit{c.Name, spansOf(c.At)} }

func fromCredit(j jsonCredit) (sayso.Credit, error) {
	c := sayso.Credit{Name: j.Name}
	if len(j.At) > 0 {
		c.At = j.At[0]
	}
	return c, nil
}

func toZone(z sayso.Zone) jsonZone { return jsonZone{at{z.Span}, z.Kind, z.Reason} }

func fromZone(j jsonZone) (sayso.Zone, error) {
	if len(j.At) != 1 {
		return sayso.Zone{}, fmt.Errorf("%d spans, want 1", len(j.At))
	}
	return sayso.Zone{Span: j.At[0], Kind: j.Kind, Reason: j.Reason}, nil
}

func toMention(m sayso.Mention) jsonMention {
	j := jsonMention{at{m.Span}, m.Kind, m.Type.String(), int32(m.Entity), m.Why}
	if m.Head != m.Span {
		j.At = append(j.At, m.Head)
	}
	return j
}

func fromMention(j jsonMention) (sayso.Mention, error) {
	if len(j.At) != 1 && len(j.At) != 2 {
		return sayso.Mention{}, fmt.Errorf("%d spans, want 1 or 2", len(j.At))
	}
	return sayso.Mention{Span: j.At[0], Head: j.At[len(j.At)-1], Kind: j.Kind,
		Type: sayso.ParseEntityType(j.Type), Entity: sayso.Ref[sayso.Entity](j.Entity), Why: j.Why}, nil
}

func toEntity(e sayso.Entity) jsonEntity { return jsonEntity{e.Name, e.Type.String()} }

func fromEntity(j jsonEntity) (sayso.Entity, error) {
	return sayso.Entity{Name: j.Name, Type: sayso.ParseEntityType(j.Type)}, nil
}

func toLink(l sayso.Link) jsonLink { return jsonLink{l.Role, l.Name, l.At} }

func fromLink(j jsonLink) (sayso.Link, error) {
	return sayso.Link{Role: j.Role, Name: j.Name, At: j.At}, nil
}

// spansOf returns s as a list, an empty one for the zero span.
func spansOf(s sayso.Span) at {
	if s == (sayso.Span{}) {
		return nil
	}
	return at{s}
}
