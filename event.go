package sayso

import "fmt"

// Event is a happening that the text tells of: talks, an agreement, an attack.
// Who tells of it is the innermost statement whose content holds Span, or the
// outlet where none does.
type Event struct {
	Span  Span          // the noun or verb that names it
	Kind  string        // "meeting", "agreement", "attack", …
	Time  Ref[TimeExpr] // when; nothing where the text does not say, and the expression may itself be open
	Bound TimeBound     // how Time bounds it
	Ahead bool          // told as yet to come: "will meet on Friday"
	Place Ref[Place]    // where, by its own words or those of its clause; nothing where they do not say
	Again Ref[Event]    // the event before it that is the same: "the talks" of "talks in Sennet on Monday"
}

// TimeBound says how an expression of time dates a happening.
type TimeBound uint8

// The bounds of a time.
const (
	TimeAt    TimeBound = iota // it happens then: "on Friday"
	TimeBy                     // then at the latest: "by the end of the year"
	TimeSince                  // from then on: "since 2017"
)

var timeBoundNames = [...]string{"", "deadline", "start"}

// String returns the bound's name as printed in records, empty for none.
func (b TimeBound) String() string {
	if int(b) < len(timeBoundNames) {
		return timeBoundNames[b]
	}
	return fmt.Sprintf("TimeBound(%d)", uint8(b))
}

// events verifies that events are sorted and disjoint and refer to what there is.
func (c *checker) events(d *Document) {
	end := int32(0)
	for i, e := range d.Events {
		c.span("event", i, e.Span, false)
		c.ordered("event", i, e.Span.Start, &end, e.Span.End)
		c.ref("event time", i, int(e.Time), len(d.Times))
		c.ref("event place", i, int(e.Place), len(d.Places))
		c.ref("event again", i, int(e.Again), i)
		if e.Kind == "" {
			c.fail("event", i, "has no kind")
		}
		if e.Time == 0 && e.Bound != TimeAt {
			c.fail("event", i, "is bounded by no time")
		}
		if first, ok := e.Again.At(d.Events); ok && first.Again != 0 {
			c.fail("event", i, "is again what itself is again another")
		}
	}
}
