package quotation

import (
	"sort"
	"strings"
	"unicode/utf8"

	"sayso"
)

// unclosed ends a quotation whose paragraph holds no closing mark for it. It
// goes on in the next paragraph when that one opens with a mark; else it ends
// before the words that report it, when they are there; else with its
// paragraph when it began with it, or with its sentence.
func (f *finder) unclosed(m mark) {
	if end, ok := f.reportedAt(m.at.End, f.para.End); ok {
		f.addOpen(m, end, RepairReporting)
		return
	}
	if first, _ := utf8.DecodeRuneInString(f.next); strings.ContainsRune("“\"„«»”", first) || strings.HasPrefix(f.next, "``") {
		f.addOpen(m, f.para.End, RepairContinues)
		return
	}
	if m.at.Start == f.para.Start {
		f.addOpen(m, f.para.End, RepairParagraph)
		return
	}
	before := strings.TrimSpace(f.d.Text[f.para.Start:m.at.Start])
	if strings.HasSuffix(before, ":") {
		f.addOpen(m, f.para.End, RepairParagraph)
		return
	}
	f.addOpen(m, f.sentenceEnd(m.at.End), RepairSentence)
}

// closeBefore ends a quotation that is still open where the next one opens.
func (f *finder) closeBefore(m mark, next int32) int32 {
	if end, ok := f.reportedAt(m.at.End, next); ok {
		return end
	}
	return min(f.sentenceEnd(m.at.End), next)
}

// reportedAt looks in [from, to) for a comma followed within a few words by a
// reporting verb, as in `“We will go, the minister said.`, and returns the end
// of the comma.
func (f *finder) reportedAt(from, to int32) (int32, bool) {
	toks := f.tokens(from, to)
	const reach = 6 // words between the comma and the verb
	for i, t := range toks {
		if t.Span.Of(f.d.Text) != "," {
			continue
		}
		for j := i + 1; j < len(toks) && j <= i+reach; j++ {
			w := strings.ToLower(toks[j].Span.Of(f.d.Text))
			if strings.ContainsAny(w, ",.;:") {
				break
			}
			if f.words.Reporting[w] && f.stopsAfter(toks, j) {
				return t.Span.End, true
			}
		}
	}
	return 0, false
}

// stopsAfter reports whether the verb at toks[j] ends its clause, but for
// adverbials, or stands right behind the comma with its subject after it.
func (f *finder) stopsAfter(toks []sayso.Token, j int) bool {
	if j+1 == len(toks) || toks[j-1].Span.Of(f.d.Text) == "," {
		return true
	}
	next := strings.ToLower(toks[j+1].Span.Of(f.d.Text))
	return strings.ContainsAny(next, ".,;") || f.words.Adverbial[next]
}

func (f *finder) tokens(from, to int32) []sayso.Token {
	ts := f.d.Tokens
	i := sort.Search(len(ts), func(k int) bool { return ts[k].Span.Start >= from })
	j := sort.Search(len(ts), func(k int) bool { return ts[k].Span.Start >= to })
	return ts[i:max(i, j)]
}

// sentenceStart returns where the sentence that holds at starts, but no earlier
// than floor.
func (f *finder) sentenceStart(at, floor int32) int32 {
	start := max(f.para.Start, floor)
	ss := f.d.Sentences
	if i := sort.Search(len(ss), func(k int) bool { return f.d.Tokens[ss[k].First].Span.Start >= at }); i > 0 {
		start = max(start, f.d.Tokens[ss[i-1].First].Span.Start)
	}
	// What follows an earlier quotation starts behind its punctuation.
	for start < at {
		r, size := utf8.DecodeRuneInString(f.d.Text[start:])
		if !blank(r) && !sentenceMark(r) {
			break
		}
		start += int32(size)
	}
	return start
}

// sentenceEnd returns where the sentence that holds at ends, within the
// paragraph.
func (f *finder) sentenceEnd(at int32) int32 {
	ss := f.d.Sentences
	i := sort.Search(len(ss), func(k int) bool { return f.d.Tokens[ss[k].Last-1].Span.End > at })
	if i == len(ss) {
		return f.para.End
	}
	return min(f.para.End, f.d.Tokens[ss[i].Last-1].Span.End)
}
