package export

import (
	"encoding/json"
	"io"
	"strings"

	"sayso"
)

// Extract is what `extract` prints for one report: its statements with spans
// into its text, free of any record. A value the report does not give is null,
// never guessed.
type Extract struct {
	ID         string      `json:"id"` // the report's name as given: a path, or the "id" of a JSON line
	Title      *string     `json:"title"`
	Outlet     *string     `json:"outlet"`
	Language   *string     `json:"language"`
	Published  Date        `json:"published"`
	Zones      []Zone      `json:"zones"`
	Statements []Statement `json:"statements"` // those of the text; the ones inside another are in its "reports"
	Undecided  []Statement `json:"undecided"`  // possible ones, of too low a score
	Times      []Time      `json:"times"`
	Places     []Place     `json:"places"`
	Figures    []Figure    `json:"figures"`
	Names      []Name      `json:"names"`
	Events     []Event     `json:"events"`
}

// At is a half-open range [start, end) in the unit asked for.
type At [2]int

// Date is a date with its reason. It prints as {"value":…,"why":…}, or with
// "candidates" in place of "value" when there are several, or with a null value
// when it is open.
type Date struct {
	sayso.Date
}

// MarshalJSON writes the one of the three forms that holds.
func (d Date) MarshalJSON() ([]byte, error) {
	switch {
	case !d.Open():
		return marshal(struct {
			Value string `json:"value"`
			Why   string `json:"why"`
		}{d.Value, d.Why})
	case len(d.Candidates) > 0:
		return marshal(struct {
			Candidates []string `json:"candidates"`
			Why        string   `json:"why"`
		}{d.Candidates, d.Why})
	}
	return marshal(struct {
		Value *string `json:"value"`
		Why   string  `json:"why"`
	}{nil, d.Why})
}

// Zone is one zone of the page.
type Zone struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Statement is one statement of an Extract.
type Statement struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind"`
	Source    []At     `json:"source"`
	Cue       []At     `json:"cue"`
	Content   []At     `json:"content"`
	Speaker   *Speaker `json:"speaker"` // null when nobody was found
	Addressee *Passage `json:"addressee"`
	Occasion  *Passage `json:"occasion"`
	Said      Date     `json:"said"`
	Chain     []Link   `json:"chain"`
	Score     float32  `json:"score"`

	Reports []Statement `json:"reports,omitempty"` // statements that lie inside the content
}

// Speaker is whom a statement is attributed to. AsWritten is null in a
// quotation that goes on without naming its source again.
type Speaker struct {
	Name      string  `json:"name"`
	AsWritten *string `json:"as_written"`
}

// Passage is a stretch of the text.
type Passage struct {
	Text string `json:"text"`
	Span At     `json:"span"`
}

// Link is one hand that a statement passed through.
type Link struct {
	Role string  `json:"role"`
	Name *string `json:"name"`
	At   []At    `json:"at"`
}

// Name is one person, body, place or group that the report names.
type Name struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Mentions []At   `json:"mentions"`
}

// NewExtract returns what d holds, with every offset in unit. The document must
// have passed Document.Check.
func NewExtract(d *sayso.Document, unit Unit) *Extract {
	o := NewOffsets(d.Text, unit)
	x := &Extract{
		ID:         d.Article.Name,
		Title:      orNull(d.Title),
		Outlet:     orNull(d.Outlet.Name),
		Language:   orNull(d.Language),
		Published:  Date{d.Article.Date},
		Zones:      make([]Zone, len(d.Zones)),
		Statements: nested(d, 0, o),
		Undecided:  make([]Statement, len(d.Undecided)),
		Times:      newTimes(d, o),
		Places:     make([]Place, len(d.Places)),
		Figures:    make([]Figure, len(d.Figures)),
		Events:     newEvents(d, o),
		Names:      make([]Name, len(d.Entities)),
	}
	for i, z := range d.Zones {
		x.Zones[i] = Zone{z.Kind.String(), o.At(z.Span.Start), o.At(z.Span.End)}
	}
	for i := range d.Undecided {
		x.Undecided[i] = newStatement(d, &d.Undecided[i], o)
	}
	for i, p := range d.Places {
		x.Places[i] = o.place(p)
	}
	for i := range d.Figures {
		x.Figures[i] = NewFigure(d, &d.Figures[i], o)
	}
	for i, e := range d.Entities {
		x.Names[i] = Name{Name: e.Name, Type: e.Type.String(), Mentions: []At{}}
	}
	for _, m := range d.Mentions {
		if m.Entity > 0 {
			n := &x.Names[m.Entity-1]
			n.Mentions = append(n.Mentions, o.span(m.Span))
		}
	}
	return x
}

// nested returns the statements that lie within the one of that number, with
// those inside them; number 0 has the outermost.
func nested(d *sayso.Document, within sayso.Ref[sayso.Statement], o *Offsets) []Statement {
	out := []Statement{}
	for i := range d.Statements {
		if st := &d.Statements[i]; st.Within == within {
			x := newStatement(d, st, o)
			x.Reports = nested(d, sayso.RefTo[sayso.Statement](i), o)
			out = append(out, x)
		}
	}
	return out
}

func newStatement(d *sayso.Document, s *sayso.Statement, o *Offsets) Statement {
	st := Statement{
		ID:        s.ID(d.Article.ID),
		Kind:      s.Kind.String(),
		Source:    o.spans(s.Source),
		Cue:       o.spans(s.Cue),
		Content:   o.spans(s.Content),
		Addressee: o.passage(s.Addressee),
		Occasion:  o.passage(s.Occasion),
		Said:      Date{s.Said},
		Chain:     make([]Link, len(s.Chain)),
		Score:     s.Score,
	}
	if e, ok := s.Speaker.At(d.Entities); ok {
		st.Speaker = &Speaker{Name: e.Name, AsWritten: orNull(words(d.Text, s.Source))}
	}
	for i, l := range s.Chain {
		st.Chain[i] = Link{l.Role, orNull(l.Name), o.spans(l.At)}
	}
	return st
}

// words returns the passages of one role as a reader would quote them.
func words(text string, spans []sayso.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.Of(text)
	}
	return strings.Join(parts, " … ")
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (o *Offsets) span(s sayso.Span) At { return At{o.At(s.Start), o.At(s.End)} }

func (o *Offsets) spans(ss []sayso.Span) []At {
	at := make([]At, len(ss))
	for i, s := range ss {
		at[i] = o.span(s)
	}
	return at
}

func (o *Offsets) passage(s sayso.Span) *Passage {
	if s.Empty() {
		return nil
	}
	return &Passage{s.Of(o.text), o.span(s)}
}

// Write prints x as one line of JSON. Characters that could steer a terminal
// are written as \u escapes, which every JSON reader turns back.
func (x *Extract) Write(w io.Writer) error {
	b, err := marshal(x)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// marshal is json.Marshal for people: < > & stay themselves, and characters
// that a terminal obeys do not.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return escapeControls(strings.TrimSuffix(b.String(), "\n")), nil
}
