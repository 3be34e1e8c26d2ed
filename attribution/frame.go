package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// A frame is a sentence in which every outermost quotation counts as one
// element, however many sentences stand inside it. The grammar that says who is
// quoted is outside the marks.
type frame struct {
	elems []elem
	zone  sayso.ZoneKind
	para  int // frames of one line of the text share it
}

type elemKind uint8

const (
	word elemKind = iota
	punct
	quote
)

type elem struct {
	kind  elemKind
	span  sayso.Span
	lower string                 // lower case, straight apostrophes; of words and marks
	upper bool                   // starts with a capital
	quote sayso.Ref[sayso.Quote] // of quotations
	stop  rune                   // the mark a quotation ends with inside its marks, or 0

	first, last int32 // its tokens [first, last)
	head        int32 // of its tokens, the one that hangs outside it
}

func (e elem) is(s string) bool { return e.kind != quote && e.lower == s }

// frames cuts the document into frames in the order of the text. Boilerplate,
// bylines and datelines hold none.
func frames(d *sayso.Document, w *Words) []frame {
	var out []frame
	q, z, para := 0, 0, -1
	outer := outermost(d.Quotes)
	var cur frame
	flush := func() {
		if len(cur.elems) > 0 {
			out = append(out, cur)
		}
		cur = frame{}
	}
	sentenceEnd := sentenceEnds(d)
	prevEnd := int32(0)
	for i := 0; i < len(d.Tokens); i++ {
		t := d.Tokens[i].Span
		for z < len(d.Zones) && d.Zones[z].Span.End <= t.Start {
			z++
		}
		if z == len(d.Zones) {
			break
		}
		if t.Start < d.Zones[z].Span.Start || !speaks(d.Zones[z].Kind) {
			flush()
			prevEnd = t.End
			continue
		}
		if len(cur.elems) == 0 || strings.Contains(d.Text[prevEnd:t.Start], "\n") || cur.zone != d.Zones[z].Kind {
			if len(cur.elems) > 0 && lineBreaks(d, w, &cur, t) {
				flush()
			}
			if para < 0 || strings.Contains(d.Text[prevEnd:t.Start], "\n") || len(out) == 0 {
				para++
			}
		}
		for q < len(outer) && d.Quotes[outer[q]-1].Span.End <= t.Start {
			q++
		}
		cur.zone, cur.para = d.Zones[z].Kind, para
		ends := sentenceEnd[i]
		if q < len(outer) && d.Quotes[outer[q]-1].Span.Start <= t.Start {
			qt := d.Quotes[outer[q]-1]
			first := int32(i)
			for i+1 < len(d.Tokens) && d.Tokens[i+1].Span.Start < qt.Span.End {
				i++
			}
			cur.elems = append(cur.elems, elem{kind: quote, span: qt.Span, quote: outer[q], stop: lastMark(qt.Inner.Of(d.Text)),
				first: first, last: int32(i) + 1})
			prevEnd = qt.Span.End
			ends = quoteEnds(d, w, cur.elems[len(cur.elems)-1], i)
		} else {
			e := newElem(d.Text, t)
			e.first, e.last = int32(i), int32(i)+1
			cur.elems = append(cur.elems, e)
			prevEnd = t.End
		}
		if ends || len(cur.elems) >= maxFrame {
			flush()
		}
	}
	flush()
	return out
}

// maxFrame is the number of elements of a frame: what goes on for longer without
// a stop is no sentence, and reading it as one would take quadratic time.
const maxFrame = 300

func speaks(k sayso.ZoneKind) bool {
	return k == sayso.ZoneBody || k == sayso.ZoneHeadline || k == sayso.ZoneCaption
}

// lineBreaks reports whether a line break before t ends the frame: always,
// unless the line is a soft wrap in the middle of a sentence.
func lineBreaks(d *sayso.Document, w *Words, f *frame, t sayso.Span) bool {
	last := f.elems[len(f.elems)-1]
	gap := d.Text[last.span.End:t.Start]
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	return strings.Count(gap, "\n") > 1 || !unicode.IsLower(r)
}

// sentenceEnds marks the tokens that end a sentence.
func sentenceEnds(d *sayso.Document) []bool {
	ends := make([]bool, len(d.Tokens))
	for _, s := range d.Sentences {
		ends[s.Last-1] = true
	}
	return ends
}

func outermost(qs []sayso.Quote) []sayso.Ref[sayso.Quote] {
	var out []sayso.Ref[sayso.Quote]
	for i, q := range qs {
		if q.Depth == 0 {
			out = append(out, sayso.RefTo[sayso.Quote](i))
		}
	}
	return out
}

func newElem(text string, s sayso.Span) elem {
	t := s.Of(text)
	r, _ := utf8.DecodeRuneInString(t)
	e := elem{kind: word, span: s, lower: strings.ReplaceAll(strings.ToLower(t), "’", "'"), upper: unicode.IsUpper(r)}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && e.lower != "'s" && e.lower != "'" {
		e.kind = punct
	}
	return e
}

func lastMark(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("”’\"'»)]", r)
	}))
	if strings.ContainsRune(".,;:!?…–—", r) {
		return r
	}
	return 0
}

// quoteEnds reports whether the frame ends behind a quotation whose last token
// is i: its last mark ends a sentence and what follows starts one of its own
// rather than the words that report the quotation.
func quoteEnds(d *sayso.Document, w *Words, q elem, i int) bool {
	if q.stop == ',' || q.stop == 0 || i+1 >= len(d.Tokens) {
		return false
	}
	next := newElem(d.Text, d.Tokens[i+1].Span)
	if next.kind == punct && strings.ContainsAny(next.lower, ".,;:") || isDash(next) {
		return false
	}
	if next.kind == word && !next.upper && q.stop != '.' {
		return false
	}
	// “Why now?” Orlan asked.
	const reach = 7
	for j := i + 1; j < len(d.Tokens) && j <= i+reach; j++ {
		e := newElem(d.Text, d.Tokens[j].Span)
		if e.kind == punct && e.lower != "." {
			return true
		}
		for _, f := range w.Cues[e.lower] {
			if f.Takes&TakesQuote == 0 || f.Tense == Base || f.Tense == Present || j+1 >= len(d.Tokens) {
				continue
			}
			after := newElem(d.Text, d.Tokens[j+1].Span)
			if after.is(".") || after.is(",") || w.Prepositions[after.lower] && q.stop != '.' {
				return false
			}
		}
	}
	return next.upper || next.kind == punct
}
