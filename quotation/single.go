package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// maxSingle is the longest single-marked quotation, in bytes: apostrophes are
// far more frequent than single quotation marks, so a pair must be near.
const maxSingle = 1500

// singles finds quotations between single marks. A mark opens behind a blank,
// bracket or dash and before a letter; it closes behind a character that is no
// blank and before one that is no letter.
func (f *finder) singles(outer []sayso.Quote) {
	text := f.d.Text
	for i := f.para.Start; i < f.para.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		n := int32(size)
		if (r == '‘' || r == '\'' || r == '‹') && f.opensSingle(i, n) {
			if end, ok := f.closeSingle(i, r, enclosing(outer, i, f.para)); ok {
				in := sayso.Span{Start: i + n, End: end - int32(utf8.RuneLen(closing(r)))}
				f.nest(sayso.Span{Start: i, End: end}, in, outer)
				i = end
				continue
			}
		}
		i += n
	}
}

func closing(open rune) rune {
	switch open {
	case '‘':
		return '’'
	case '‹':
		return '›'
	}
	return open
}

// enclosing returns the stretch that a quotation opening at i must end in: the
// inside of the double quotation that holds it, or the paragraph.
func enclosing(outer []sayso.Quote, i int32, para sayso.Span) sayso.Span {
	for _, q := range outer {
		if q.Inner.Start <= i && i < q.Inner.End {
			return q.Inner
		}
	}
	return para
}

// nest adds a single-marked quotation, inside the double ones that hold it or
// around the double ones that it holds.
func (f *finder) nest(span, inner sayso.Span, outer []sayso.Quote) {
	depth := int32(0)
	for k := range f.found {
		q := &f.found[k]
		switch {
		case q.Span.Contains(span):
			depth++
		case span.Contains(q.Span):
			q.Depth++
		case span.Overlaps(q.Span):
			return // crosses a double quotation: an apostrophe after all
		}
	}
	f.add(span, inner, depth, "")
}

func (f *finder) opensSingle(i, n int32) bool {
	before, after := f.around(i, i+n)
	if !openSide(before) && before != '“' && before != '"' && before != '«' || !wordRune(after) {
		return false
	}
	if before == '\'' {
		return false // second half of a TeX mark
	}
	rest := strings.ToLower(f.d.Text[i+n : min(f.para.End, i+n+12)])
	end := strings.IndexFunc(rest, func(r rune) bool { return !wordRune(r) })
	if end < 0 {
		end = len(rest)
	}
	word := rest[:end]
	if f.words.Elisions[word] {
		return false
	}
	return !(word != "" && unicode.IsDigit(rune(word[0])) && strings.HasSuffix(word, "s")) // the ’90s
}

// closeSingle returns the end of the quotation that opens at i with mark open.
// A mark behind punctuation surely closes; one behind a letter "s" may be a
// possessive, and yields to a surer one.
func (f *finder) closeSingle(i int32, open rune, within sayso.Span) (int32, bool) {
	text, mark := f.d.Text, closing(open)
	limit := min(within.End, i+maxSingle)
	unsure := int32(-1)
	for j := i + int32(utf8.RuneLen(open)); j < limit; {
		r, size := utf8.DecodeRuneInString(text[j:])
		n := int32(size)
		if r == open && open != mark {
			before, _ := f.around(j, j+n)
			if openSide(before) {
				break // another one opens: this one was an apostrophe or is lost
			}
		}
		if r == mark {
			before, after := f.around(j, j+n)
			if !blank(before) && !wordRune(after) {
				if before != 's' || closingPunct(after) && after != '-' {
					return j + n, true
				}
				if unsure < 0 {
					unsure = j + n
				}
			}
		}
		j += n
	}
	return unsure, unsure >= 0
}
