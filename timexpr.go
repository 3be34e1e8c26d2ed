package sayso

import "fmt"

// TimeType is what an expression of time denotes, as TimeML's TIMEX3 has it.
type TimeType uint8

// The types of time expression.
const (
	TimeDate     TimeType = iota // a day or something longer: "last week"
	TimeOfDay                    // a time within a day: "Friday morning"
	TimeDuration                 // a length of time: "two years"
	TimeSet                      // something that comes again: "every Monday"
)

var timeTypeNames = [...]string{"DATE", "TIME", "DURATION", "SET"}

// String returns the type's name in TIMEX3.
func (t TimeType) String() string {
	if int(t) < len(timeTypeNames) {
		return timeTypeNames[t]
	}
	return fmt.Sprintf("TimeType(%d)", uint8(t))
}

// TimeExpr is an expression of time with its value as TIMEX3 writes it (TimeML
// annotation guidelines 1.2.1): "2018-11-28", "2018-W48", "2018-Q3", "PT2H",
// "PRESENT_REF". A part that the text leaves open is X ("XXXX-11-28", "PXD").
//
// A value that needs a publication date nobody stated is empty, with the values
// it may have in Candidates where the publication date has candidates.
type TimeExpr struct {
	Span       Span
	Type       TimeType
	Value      string
	Candidates []string      // sorted; set only when Value is empty
	Mod        string        // TIMEX3's modifier: "START", "APPROX", "MORE_THAN", …; empty when there is none
	Quant      string        // of a set: "EVERY"
	Freq       string        // of a set: "2X", how often in Value
	Anchor     Ref[TimeExpr] // the expression before it that the value was reckoned from
	Why        string        // where the value comes from, or why it stays open
}

// Open reports whether the expression has no single value.
func (t TimeExpr) Open() bool { return t.Value == "" }

// CountedFrom is the Why of an expression whose value was counted from published, the
// date of its article. The reason of a date taken from such an expression ends in it.
func CountedFrom(published Date) string {
	return "counted from the publication date " + published.Value
}
