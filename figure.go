package sayso

import (
	"fmt"
	"math"
	"slices"
)

// FigureKind says what a figure is a number of.
type FigureKind uint8

// The kinds of figure.
const (
	FigureNumber   FigureKind = iota // of nothing the text says there: an index at 13,176
	FigureCount                      // of things: "80,000 people"
	FigureMeasure                    // of a unit: "33 kilometers", "15 years"
	FigureMoney                      // of a currency: "$7.2 billion"
	FigurePercent                    // of a hundred: "19 percent", "two percentage points"
	FigureFraction                   // a fraction of a whole: "a third of the voters"
)

var figureKindNames = [...]string{"number", "count", "measure", "money", "percent", "fraction"}

// String returns the kind's name as printed in records.
func (k FigureKind) String() string {
	if int(k) < len(figureKindNames) {
		return figureKindNames[k]
	}
	return fmt.Sprintf("FigureKind(%d)", uint8(k))
}

// MarshalText writes what String returns.
func (k FigureKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *FigureKind) UnmarshalText(text []byte) error {
	i := slices.Index(figureKindNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("kind of figure %q: want one of %q", text, figureKindNames)
	}
	*k = FigureKind(i)
	return nil
}

// Bound says on which side of a figure the true value lies.
type Bound uint8

// The bounds.
const (
	BoundNone Bound = iota
	MoreThan        // "more than 60", "over 60"
	AtLeast         // "at least 60", "60 or more"
	LessThan        // "fewer than 60", "under 60"
	AtMost          // "no more than 60", "up to 60"
)

var boundNames = [...]string{"", "more than", "at least", "less than", "at most"}

// String returns the bound as printed in records, empty for none.
func (b Bound) String() string {
	if int(b) < len(boundNames) {
		return boundNames[b]
	}
	return fmt.Sprintf("Bound(%d)", uint8(b))
}

// MarshalText writes what String returns.
func (b Bound) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (b *Bound) UnmarshalText(text []byte) error {
	i := slices.Index(boundNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("bound %q: want one of %q", text, boundNames)
	}
	*b = Bound(i)
	return nil
}

// Change says that a figure is the size of a change, and which way it went.
type Change uint8

// The changes.
const (
	ChangeNone Change = iota
	Rise              // "rose by 3%"
	Fall              // "fell 3%"
)

var changeNames = [...]string{"", "up", "down"}

// String returns the change as printed in records, empty for none.
func (c Change) String() string {
	if int(c) < len(changeNames) {
		return changeNames[c]
	}
	return fmt.Sprintf("Change(%d)", uint8(c))
}

// MarshalText writes what String returns.
func (c Change) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *Change) UnmarshalText(text []byte) error {
	i := slices.Index(changeNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("change %q: want one of %q", text, changeNames)
	}
	*c = Change(i)
	return nil
}

// Figure is a quantity in the text. Who claims it is not stored: it is the
// speaker of the statement whose content contains it, or the outlet.
type Figure struct {
	Span     Span // the number and its unit, or the noun it counts
	Kind     FigureKind
	From, To float64 // one number twice; or the ends of a range, in the order written
	Unit     string  // "kilometre", "dollar per barrel", "percentage"; of a count or fraction the noun; empty when there is none
	Counted  Span    // what is counted or measured, as written; empty when the text does not say
	Hedge    Span    // the words that Approx and Bound were read from, empty when there are none
	Approx   bool    // "about", "nearly"
	Bound    Bound
	Change   Change
	Restates Ref[Figure] // the figure that this one gives again in another unit: "33 kilometers (20.52 miles)"
	Exact    float64     // what the restated figure converts to, when the number printed here is another one; else 0
}

// Range reports whether f is a range.
func (f *Figure) Range() bool { return f.From != f.To }

// figures verifies that figures are in order and that what they refer to comes
// before them.
func (c *checker) figures(d *Document) {
	end := int32(0)
	for i, f := range d.Figures {
		c.span("figure", i, f.Span, false)
		c.ordered("figure", i, f.Span.Start, &end, f.Span.End)
		c.span("figure counted", i, f.Counted, true)
		c.span("figure hedge", i, f.Hedge, true)
		c.ref("figure restates", i, int(f.Restates), i)
		for _, v := range []float64{f.From, f.To, f.Exact} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				c.fail("figure", i, fmt.Sprintf("value %v", v))
			}
		}
		if (f.Approx || f.Bound != BoundNone) && f.Hedge.Empty() {
			c.fail("figure", i, "approximate or bounded, and no words say so")
		}
		if f.Exact != 0 && f.Restates == 0 {
			c.fail("figure", i, "converts no other figure")
		}
	}
}

// Claim returns the statement that the passage at belongs to: of those whose
// content contains it the one with the shortest such content, which is the
// innermost; nothing when the article says it in its own voice.
func (d *Document) Claim(at Span) Ref[Statement] {
	var claim Ref[Statement]
	shortest := 0
	for i, s := range d.Statements {
		for _, c := range s.Content {
			if c.Contains(at) && (claim == 0 || c.Len() < shortest) {
				claim, shortest = RefTo[Statement](i), c.Len()
			}
		}
	}
	return claim
}
