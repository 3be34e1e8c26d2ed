package web

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"sayso"
)

// role is what a marked passage is: a part of a statement, or a passage the
// article's own data was read from.
type role string

const (
	roleContent   role = "content"
	roleOccasion  role = "occasion"
	roleAddressee role = "addressee"
	roleSource    role = "source"
	roleCue       role = "cue"
	roleSaid      role = "said"
	roleAgency    role = "agency"
	roleDate      role = "date"
	rolePlace     role = "place"
	roleFigure    role = "figure"
	roleTime      role = "time"
	roleToponym   role = "toponym"
	roleEvent     role = "event"
	roleNaming    role = "naming"
)

// roleOrder decides which of two marks over the same bytes encloses the other.
var roleOrder = []role{roleContent, roleOccasion, roleAddressee, roleSource, roleCue, roleSaid, roleAgency, roleDate, rolePlace,
	roleEvent, roleNaming, roleFigure, roleTime, roleToponym}

// mark is one passage to be marked.
type mark struct {
	At        sayso.Span
	Role      role
	Statement int    // index into Document.Statements, or -1
	ID        string // of the statement
	Kind      sayso.Kind
	Depth     int    // how many statements report this one
	Lead      bool   // the first span of the statement's content
	On        bool   // the statement the address asks for
	Item      string // name of the figure, time, place, event or naming on its page
}

// piece is either text or a mark around further pieces. The texts of the pieces
// in order, and nothing else, are the bytes that were cut up.
type piece struct {
	Text  string
	Mark  *mark
	First bool // the mark begins here; false where an overlap cut it in two
	Inner []piece
}

// block is one zone of the text, or the gap between two zones.
type block struct {
	Zone   sayso.Zone
	Gap    bool // white space between zones
	Pieces []piece
}

// cutBlocks cuts text into its zones and the gaps between them, in order, with
// the marks that fall into each. The blocks together hold every byte of text
// exactly once, whatever zones and marks are given: what lies outside every
// zone becomes body, and a mark whose ends do not stand on characters of text is
// left out.
func cutBlocks(text string, zones []sayso.Zone, marks []mark) []block {
	marks = slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return !sound(text, m.At) })
	var blocks []block
	at := int32(0)
	emit := func(z sayso.Zone) {
		if z.Span.Empty() {
			return
		}
		words := z.Span.Of(text)
		if z.Kind == sayso.ZoneBody && strings.TrimSpace(words) == "" {
			blocks = append(blocks, block{Zone: z, Gap: true, Pieces: []piece{{Text: words}}})
			return
		}
		blocks = append(blocks, block{Zone: z, Pieces: cutPieces(text, z.Span, marks)})
	}
	for _, z := range zones {
		if !sound(text, z.Span) || z.Span.Start < at {
			continue
		}
		emit(sayso.Zone{Span: sayso.Span{Start: at, End: z.Span.Start}})
		emit(z)
		at = z.Span.End
	}
	emit(sayso.Zone{Span: sayso.Span{Start: at, End: int32(len(text))}})
	return blocks
}

// sound reports whether s is a non-empty span of text that splits no character.
func sound(text string, s sayso.Span) bool {
	edge := func(at int32) bool { return int(at) == len(text) || utf8.RuneStart(text[at]) }
	return s.Start >= 0 && !s.Empty() && int(s.End) <= len(text) && edge(s.Start) && edge(s.End)
}

// cutPieces cuts the bytes of text in outer at the ends of marks. Marks that
// nest become nested pieces; of two that cross, the later is cut in two where
// the earlier ends.
func cutPieces(text string, outer sayso.Span, marks []mark) []piece {
	var open []cut
	for i := range marks {
		m := &marks[i]
		if at, ok := overlap(m.At, outer); ok {
			open = append(open, cut{at, m})
		}
	}
	slices.SortStableFunc(open, compareCuts)
	return nest(text, outer, open)
}

// cut is the part of a mark that is still to be placed.
type cut struct {
	at sayso.Span
	of *mark
}

func compareCuts(a, b cut) int {
	return cmp.Or(sayso.CompareSpans(a.at, b.at),
		cmp.Compare(slices.Index(roleOrder, a.of.Role), slices.Index(roleOrder, b.of.Role)),
		cmp.Compare(a.of.Statement, b.of.Statement))
}

func overlap(a, b sayso.Span) (sayso.Span, bool) {
	s := sayso.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
	return s, !s.Empty()
}

// nest builds the pieces of outer from cuts that lie inside it, sorted.
func nest(text string, outer sayso.Span, cuts []cut) []piece {
	var pieces []piece
	at := outer.Start
	plain := func(end int32) {
		if at < end {
			pieces = append(pieces, piece{Text: text[at:end]})
		}
	}
	for len(cuts) > 0 {
		c := cuts[0]
		next := 1 // the first cut that starts behind c
		var inner, crossing []cut
		for ; next < len(cuts) && cuts[next].at.Start < c.at.End; next++ {
			o := cuts[next]
			if o.at.End > c.at.End {
				crossing = append(crossing, cut{sayso.Span{Start: c.at.End, End: o.at.End}, o.of})
				o.at.End = c.at.End
			}
			inner = append(inner, o)
		}
		rest := cuts[next:]
		if len(crossing) > 0 {
			rest = append(crossing, rest...)
			slices.SortStableFunc(rest, compareCuts)
			// Ends were moved, so that the order among equal starts may have changed.
			slices.SortStableFunc(inner, compareCuts)
		}
		plain(c.at.Start)
		pieces = append(pieces, piece{
			Mark: c.of, First: c.at.Start == c.of.At.Start, Inner: nest(text, c.at, inner),
		})
		at, cuts = c.at.End, rest
	}
	plain(outer.End)
	return pieces
}
