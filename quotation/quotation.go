// Package quotation finds what stands between quotation marks, in every style of
// mark found in news, and supplies marks that are missing. It knows no language
// but the few words it is given.
//
// A quotation never crosses a paragraph: one that goes on over several
// paragraphs is one Quote for each of them, linked by Continues. So a lost mark
// can never swallow more than the paragraph it stands in.
package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// Words are what the finder must know of a language, in lower case.
type Words struct {
	Reporting map[string]bool // verbs that follow a quotation: "said"
	Adverbial map[string]bool // words that may follow such a verb at the end of its clause: "on", "yesterday"
	Elisions  map[string]bool // words written with a leading apostrophe: "tis", "em"
}

// Annotator returns the stage that fills the quote layer.
func Annotator(w Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "quotation", Version: "1",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences},
		Gives: []sayso.Layer{sayso.LayerQuotes},
		Run: func(d *sayso.Document) error {
			d.Quotes = Find(d.Written(), w)
			return nil
		},
	}
}

// How a missing mark was supplied, as Quote.Repair tells it.
const (
	RepairContinues = "goes on in the next paragraph"
	RepairReporting = "closing mark missing: ends before the words that report it"
	RepairSentence  = "closing mark missing: ends with its sentence"
	RepairParagraph = "closing mark missing: ends with its paragraph"
	RepairNext      = "closing mark missing: ends before the next opening mark"
	RepairOpening   = "opening mark missing: starts with its sentence"
)

// Find returns the quotations of d in the order of the text, outer before inner.
func Find(d *sayso.Document, w Words) []sayso.Quote {
	paras := paragraphs(d)
	var out []sayso.Quote
	carried := sayso.Ref[sayso.Quote](0) // the quotation left open by the paragraph before
	for i, p := range paras {
		f := finder{d: d, words: w, para: p.span}
		if i+1 < len(paras) && paras[i+1].kind == p.kind {
			f.next = paras[i+1].span.Of(d.Text)
		}
		f.run(carried != 0)
		base := len(out)
		slices.SortStableFunc(f.found, func(a, b sayso.Quote) int { return sayso.CompareSpans(a.Span, b.Span) })
		out = append(out, f.found...)
		open := sayso.Ref[sayso.Quote](0)
		for k := base; k < len(out); k++ {
			q := &out[k]
			if carried != 0 && q.Depth == 0 && q.Span.Start == p.span.Start {
				q.Continues, carried = carried, 0
			}
			if q.Depth == 0 && q.Repair == RepairContinues {
				open = sayso.RefTo[sayso.Quote](k)
			}
		}
		carried = open
	}
	return out
}

type paragraph struct {
	span sayso.Span
	kind sayso.ZoneKind
}

// paragraphs returns the lines of every zone that can hold a quotation.
func paragraphs(d *sayso.Document) []paragraph {
	var out []paragraph
	for _, z := range d.Zones {
		if z.Kind == sayso.ZoneBoilerplate || z.Kind == sayso.ZoneByline || z.Kind == sayso.ZoneDateline {
			continue
		}
		at := z.Span.Start
		for line := range strings.SplitAfterSeq(z.Span.Of(d.Text), "\n") {
			trimmed := strings.TrimSpace(line)
			if trimmed != "" {
				s := at + int32(strings.Index(line, trimmed))
				out = append(out, paragraph{sayso.Span{Start: s, End: s + int32(len(trimmed))}, z.Kind})
			}
			at += int32(len(line))
		}
	}
	return out
}

// finder reads one paragraph.
type finder struct {
	d     *sayso.Document
	words Words
	para  sayso.Span
	next  string // the next paragraph of the same kind
	found []sayso.Quote
}

// run finds the double quotations of the paragraph, then the single ones
// outside and inside them. carried says that the paragraph before left a
// quotation open.
func (f *finder) run(carried bool) {
	f.doubles(carried)
	outer := slices.Clone(f.found)
	f.singles(outer)
}

// mark is one quotation mark in a paragraph.
type mark struct {
	at   sayso.Span
	role role
}

type role uint8

const (
	opens role = iota
	closes
	either // a straight mark that could be both
)

func (f *finder) doubles(carried bool) {
	var open *mark
	marks := f.doubleMarks()
	last := f.para.Start // where the text outside quotations resumed
	for i := range marks {
		m := &marks[i]
		switch r := m.role; {
		case open == nil && (r == opens || r == either):
			open = m
		case open == nil: // a closing mark alone
			start := f.para.Start
			if !carried || last != start {
				start = f.sentenceStart(m.at.Start, last)
			}
			repair := RepairOpening
			if carried && start == f.para.Start {
				repair = ""
			}
			f.add(sayso.Span{Start: start, End: m.at.End}, sayso.Span{Start: start, End: m.at.Start}, 0, repair)
			last = m.at.End
		case r == opens: // the mark before was never closed
			end := f.closeBefore(*open, m.at.Start)
			f.addOpen(*open, end, RepairNext)
			open, last = m, end
		default:
			f.add(sayso.Span{Start: open.at.Start, End: m.at.End}, sayso.Span{Start: open.at.End, End: m.at.Start}, 0, "")
			open, last = nil, m.at.End
		}
	}
	if open != nil {
		f.unclosed(*open)
	}
}

// doubleMarks returns the double marks of the paragraph with the role that their
// shape and surroundings give them.
func (f *finder) doubleMarks() []mark {
	text := f.d.Text
	var out []mark
	lowOpen, guillemetOut := false, false
	for i := f.para.Start; i < f.para.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		n, rl := int32(size), role(255)
		before, after := f.around(i, i+n)
		switch r {
		case '“':
			rl = opens
			if lowOpen { // „…“
				rl, lowOpen = closes, false
			}
		case '„', '‟':
			rl, lowOpen = opens, r == '„'
		case '”':
			rl = closes
			if blank(before) && wordRune(after) {
				rl = opens // Swedish and Finnish style, or a slip
			}
		case '«':
			rl = opens
			if guillemetOut {
				rl, guillemetOut = closes, false
			}
		case '»':
			rl = closes
			if blank(before) && wordRune(after) {
				rl, guillemetOut = opens, true // »…«
			}
		case '"':
			rl = straight(before, after)
			if unicode.IsDigit(before) && !hasOpen(out) && !sentenceMark(before) {
				rl = 255 // inches
			}
		case '`', '\'':
			if i+1 < f.para.End && text[i+1] == byte(r) && (i+2 >= f.para.End || text[i+2] != byte(r)) {
				n, rl = 2, opens
				if r == '\'' {
					rl = closes
					if before, after := f.around(i, i+2); blank(before) && wordRune(after) {
						rl = opens
					}
				}
			}
		}
		if rl != 255 {
			out = append(out, mark{sayso.Span{Start: i, End: i + n}, rl})
		}
		i += n
	}
	return out
}

func hasOpen(ms []mark) bool {
	n := 0
	for _, m := range ms {
		switch m.role {
		case opens:
			n = 1
		case closes:
			n = 0
		default:
			n = 1 - n
		}
	}
	return n == 1
}

// straight gives the role of a straight mark between two characters.
func straight(before, after rune) role {
	switch left, right := openSide(before), blank(after) || closingPunct(after); {
	case left && right:
		return either
	case left:
		return opens
	case right || sentenceMark(before):
		return closes
	default:
		return either
	}
}

// around returns the characters beside [start, end), and blanks at the edges of
// the paragraph.
func (f *finder) around(start, end int32) (before, after rune) {
	before, after = ' ', ' '
	if start > f.para.Start {
		before, _ = utf8.DecodeLastRuneInString(f.d.Text[:start])
	}
	if end < f.para.End {
		after, _ = utf8.DecodeRuneInString(f.d.Text[end:])
	}
	return before, after
}

func blank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }
func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '[' || r == '…'
}
func openSide(r rune) bool     { return blank(r) || strings.ContainsRune("([{—–-:/‘'", r) }
func closingPunct(r rune) bool { return strings.ContainsRune(".,;:!?)]}—–-’'…/", r) }
func sentenceMark(r rune) bool { return strings.ContainsRune(".,;:!?…", r) }

func (f *finder) add(span, inner sayso.Span, depth int32, repair string) {
	if strings.TrimFunc(inner.Of(f.d.Text), func(r rune) bool { return !wordRune(r) }) == "" {
		return // nothing is said between these marks
	}
	f.found = append(f.found, sayso.Quote{Span: span, Inner: inner, Depth: depth, Repair: repair})
}

// addOpen adds the quotation that opens with m and whose closing mark is missing.
func (f *finder) addOpen(m mark, end int32, repair string) {
	for end > m.at.End {
		r, size := utf8.DecodeLastRuneInString(f.d.Text[:end])
		if !blank(r) {
			break
		}
		end -= int32(size)
	}
	f.add(sayso.Span{Start: m.at.Start, End: end}, sayso.Span{Start: m.at.End, End: end}, 0, repair)
}
