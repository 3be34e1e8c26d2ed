package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/export"
)

// numbered is a statement with the number it is shown under.
type numbered struct {
	n int
	s *sayso.Statement
}

// mark is one marked stretch of a text: what is written before and after it,
// and the terminal's style of what lies between.
type mark struct {
	span        sayso.Span
	open, close string
	style       string
}

// The styles, as parameters of the terminal's "select graphic rendition".
const (
	styleSource      = "1"
	styleCue         = "4"
	styleBoilerplate = "2"
)

var kindStyle = map[sayso.Kind]string{sayso.Direct: "32", sayso.Mixed: "33", sayso.Indirect: "36"}

// marksOf returns the marks of statements, outermost first where they begin
// together: content as [n: …], source as {…}, cue as <…>. A source or cue that
// several statements share is marked once.
func marksOf(statements []numbered) []mark {
	var marks []mark
	shared := map[sayso.Span]bool{}
	for _, st := range statements {
		for _, s := range st.s.Content {
			marks = append(marks, mark{s, "[" + strconv.Itoa(st.n) + ": ", "]", kindStyle[st.s.Kind]})
		}
		for _, s := range st.s.Source {
			if !shared[s] {
				marks = append(marks, mark{s, "{", "}", styleSource})
			}
			shared[s] = true
		}
		for _, s := range st.s.Cue {
			if !shared[s] {
				marks = append(marks, mark{s, "<", ">", styleCue})
			}
			shared[s] = true
		}
	}
	return marks
}

// greyed returns marks that only dim boilerplate.
func greyed(zones []sayso.Zone) []mark {
	var marks []mark
	for _, z := range zones {
		if z.Kind == sayso.ZoneBoilerplate {
			marks = append(marks, mark{span: z.Span, style: styleBoilerplate})
		}
	}
	return marks
}

// piece is a stretch of text, or a mark written between two.
type piece struct {
	words  string
	isMark bool
	styles []string
}

// pieces cuts the part of text within at every mark that begins or ends there.
// The pieces that are no marks, joined, are that part of the text.
func pieces(text string, within sayso.Span, marks []mark) []piece {
	cuts := []int32{within.Start, within.End}
	var here []mark
	for _, m := range marks {
		if within.Contains(m.span) && !m.span.Empty() {
			here = append(here, m)
			cuts = append(cuts, m.span.Start, m.span.End)
		}
	}
	slices.SortStableFunc(here, func(a, b mark) int { return sayso.CompareSpans(a.span, b.span) })
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var out []piece
	var open []mark // innermost last
	add := func(s string) {
		if s != "" {
			out = append(out, piece{words: s, isMark: true, styles: styles(open)})
		}
	}
	for i, at := range cuts {
		for _, m := range slices.Backward(slices.Clone(open)) {
			if m.span.End == at {
				add(m.close)
				open = slices.DeleteFunc(open, func(o mark) bool { return o == m })
			}
		}
		for len(here) > 0 && here[0].span.Start == at {
			open = append(open, here[0])
			add(here[0].open)
			here = here[1:]
		}
		if i+1 < len(cuts) {
			out = append(out, piece{words: text[at:cuts[i+1]], styles: styles(open)})
		}
	}
	return out
}

func styles(open []mark) []string {
	var ss []string
	for _, m := range open {
		if !slices.Contains(ss, m.style) {
			ss = append(ss, m.style)
		}
	}
	slices.SortFunc(ss, func(a, b string) int { return cmp.Compare(b, a) })
	return ss
}

// render writes pieces for a terminal or a pipe; only with colour does it write
// escape sequences.
func render(ps []piece, colour bool) string {
	var b strings.Builder
	for _, p := range ps {
		words := export.Text(p.words)
		if colour && len(p.styles) > 0 {
			words = "\x1b[" + strings.Join(p.styles, ";") + "m" + words + "\x1b[0m"
		}
		b.WriteString(words)
	}
	return b.String()
}
