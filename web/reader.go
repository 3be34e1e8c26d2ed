package web

import (
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// textBlock is one block of an article's text as the reader shows it.
type textBlock struct {
	block
	Heading int // 1 for the page's heading, 2 for a section's, 0 for a paragraph
	Notes   []note
}

// note says in the margin who speaks in a paragraph.
type note struct {
	N         int // the statement's number within the article, from 1
	ID        string
	Href      string // of the statement
	Kind      sayso.Kind
	Speaker   named
	Review    string // its state of review, empty when nobody has seen it
	Entered   string // by whom, of one that the machine does not read
	Via       string // who the text says passed it on
	Continued bool   // the statement began in a paragraph before
	On        bool
	Told      *countLink // how many tell the same, nil when nobody else does
}

// readerBlocks cuts a part of a document's text into blocks with every statement
// marked, and says whether one of them is the page's heading. Rows are those of the
// document's statements, one by one; on is the ID of the statement to bring out.
func readerBlocks(doc *sayso.Document, rows []record.Statement, on string, part sayso.Span) (blocks []textBlock, headed bool) {
	marks := articleMarks(doc)
	for i, row := range rows {
		marks = append(marks, statementMarks(doc, i, row.ID, row.ID == on)...)
	}
	marks = append(marks, itemMarks(doc)...)
	marks = slices.DeleteFunc(marks, func(m mark) bool { return !m.At.Overlaps(part) })
	var here []int // the statements of the part
	noted := make([]bool, len(rows))
	for i, row := range rows {
		if speaksIn(row.Statement, part) {
			here = append(here, i)
		}
		noted[i] = len(row.Statement.Content) > 0 && row.Statement.Content[0].End <= part.Start
	}
	for _, b := range cutBlocks(doc.Text, doc.Zones, marks) {
		if !part.Contains(b.Zone.Span) {
			continue
		}
		t := textBlock{block: b}
		switch {
		case b.Zone.Kind == sayso.ZoneHeadline && !headed:
			t.Heading, headed = 1, true
		case headed && (b.Zone.Kind == sayso.ZoneHeadline || b.Zone.Kind == sayso.ZoneSection):
			t.Heading = 2
		}
		for _, i := range here {
			row := rows[i]
			if !speaksIn(row.Statement, b.Zone.Span) {
				continue
			}
			n := note{N: i + 1, ID: row.ID, Href: statementHref(row.ID), Kind: row.Kind, Speaker: showVoice(row),
				Review: reviewed(row), Entered: row.Entered, Via: via(row.Chain), Continued: noted[i], On: row.ID == on}
			noted[i] = true
			t.Notes = append(t.Notes, n)
		}
		blocks = append(blocks, t)
	}
	return blocks, headed
}

// speaksIn reports whether content of st lies in zone.
func speaksIn(st sayso.Statement, zone sayso.Span) bool {
	for _, c := range st.Content {
		if c.Overlaps(zone) {
			return true
		}
	}
	return false
}

// via names the hands between the page and the speaker.
func via(chain []sayso.Link) string {
	var names []string
	for _, l := range chain {
		if l.Role != "outlet" && l.Role != "speaker" && l.Name != "" {
			names = append(names, l.Name)
		}
	}
	return strings.Join(names, ", ")
}

// statementMarks lists the passages of the i-th statement by role.
func statementMarks(doc *sayso.Document, i int, id string, on bool) []mark {
	st := doc.Statements[i]
	var marks []mark
	add := func(r role, spans ...sayso.Span) {
		for n, sp := range spans {
			marks = append(marks, mark{At: sp, Role: r, Statement: i, ID: id, Kind: st.Kind,
				Depth: depth(doc, i), Lead: r == roleContent && n == 0, On: on})
		}
	}
	add(roleContent, st.Content...)
	add(roleSource, st.Source...)
	add(roleCue, st.Cue...)
	add(roleAddressee, st.Addressee)
	add(roleOccasion, st.Occasion)
	add(roleSaid, st.Said.At...)
	return marks
}

// articleMarks lists the passages that the article's own data was read from.
func articleMarks(doc *sayso.Document) []mark {
	marks := []mark{{At: doc.Place, Role: rolePlace, Statement: -1}}
	for _, sp := range doc.Date.At {
		marks = append(marks, mark{At: sp, Role: roleDate, Statement: -1})
	}
	for _, a := range doc.Agencies {
		marks = append(marks, mark{At: a.At, Role: roleAgency, Statement: -1})
	}
	return marks
}

// itemMarks lists the figures, times, places, events and namings, which links lead to
// by number.
func itemMarks(doc *sayso.Document) []mark {
	var marks []mark
	add := func(r role, i int, at sayso.Span) {
		marks = append(marks, mark{At: at, Role: r, Statement: -1, Item: itemID(r, i)})
	}
	for i, f := range doc.Figures {
		add(roleFigure, i, f.Span)
	}
	for i, t := range doc.Times {
		add(roleTime, i, t.Span)
	}
	for i, p := range doc.Places {
		add(roleToponym, i, p.Span)
	}
	for i, e := range doc.Events {
		add(roleEvent, i, e.Span)
	}
	for i, n := range doc.Namings {
		add(roleNaming, i, n.Span)
	}
	return marks
}

// itemID names the i-th figure, time, place or event on its article's page.
func itemID(r role, i int) string { return string(r) + "-" + strconv.Itoa(i+1) }

// maxDepth is the deepest nesting that has a look of its own; a ring of
// references, which a damaged record might hold, ends there too.
const maxDepth = 2

// depth counts the statements that report the i-th one.
func depth(doc *sayso.Document, i int) int {
	n := 0
	for n < maxDepth {
		within := int(doc.Statements[i].Within)
		if within < 1 || within > len(doc.Statements) {
			break
		}
		i = within - 1
		n++
	}
	return n
}

// Class is the mark's look: its role and, for content, kind and depth.
func (m *mark) Class() string {
	c := "m " + string(m.Role)
	if m.Role == roleContent {
		c += " " + m.Kind.String() + " d" + strconv.Itoa(m.Depth)
	}
	if m.On {
		c += " on"
	}
	return c
}

// Number is the number of the mark's statement within the article, from 1.
func (m *mark) Number() int { return m.Statement + 1 }

// ItemAnchor is the ID that links to a figure, time or place lead to, empty
// for other pieces.
func (p piece) ItemAnchor() string {
	if p.Mark == nil || !p.First {
		return ""
	}
	return p.Mark.Item
}

// Anchor reports whether links to the statement lead to this piece.
func (p piece) Anchor() bool { return p.Mark != nil && p.First && p.Mark.Lead }
