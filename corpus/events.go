package corpus

import (
	"fmt"
	"io"
	"strings"
)

// KeyEvent is one event of a key: its ISO date, empty when it stays open, and the
// words that date it, an empty span where the text has none.
type KeyEvent struct {
	ID   string
	Date string
	At   [2]int
}

// FoundEvent is one event as it was read: the words that name it, those that date
// it, and the date, nil while it is open. Offsets are code points, half-open.
type FoundEvent struct {
	Span, At [2]int
	Date     *string
}

// EventScore counts what became of the keyed events of reports. Dated are those
// that the key dates and whose dating words stand in the report; Found those of
// them that were read, Right with the key's date, Open without one, Wrong with
// another. Invented are those that the key leaves open and that were given a
// date; Beside those that the key does not have.
type EventScore struct {
	Events, Dated, Found, Right, Open, Wrong, Invented, Beside int
}

// Add scores the events found in one report. An event is the key's when the words
// that date or name it overlap those that date the key's; each counts once.
func (s *EventScore) Add(key []KeyEvent, found []FoundEvent) {
	s.Events += len(key)
	used := make([]bool, len(found))
	for _, k := range key {
		if k.At == [2]int{} {
			continue
		}
		if k.Date != "" {
			s.Dated++
		}
		for j, f := range found {
			if used[j] || !overlap(k.At, f.At) && !overlap(k.At, f.Span) {
				continue
			}
			used[j] = true
			switch {
			case k.Date == "" && f.Date != nil:
				s.Invented++
			case k.Date == "":
			case f.Date == nil:
				s.Found++
				s.Open++
			case *f.Date == k.Date:
				s.Found++
				s.Right++
			default:
				s.Found++
				s.Wrong++
			}
			break
		}
	}
	for _, u := range used {
		if !u {
			s.Beside++
		}
	}
}

func overlap(a, b [2]int) bool { return a[0] < b[1] && b[0] < a[1] }

// Print writes the score in one line.
func (s EventScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d keyed events, %d dated by words of their report: %d found, %d with the key's date, %d open, %d with another; %d invented; %d beside the key\n",
		s.Events, s.Dated, s.Found, s.Right, s.Open, s.Wrong, s.Invented, s.Beside)
	_, err := io.WriteString(w, b.String())
	return err
}
