package record

import (
	"slices"
	"strings"
	"unicode"

	"sayso"
)

// Phrases reads the text of a query. Each phrase is one word or several that
// must stand side by side: what stands between "double quotes" (or “these”) is
// one phrase, and so is what is written without a space, such as a word with an
// apostrophe. A mark that is never closed runs to the end. What holds no letter
// and no digit is no word, so that the result may be empty. A star at the end of a
// phrase stays with its last word, which then stands for every word that begins so.
func Phrases(text string) [][]string {
	var all [][]string
	add := func(s string) {
		words := strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
		if len(words) > 0 {
			if stem, star := strings.CutSuffix(strings.TrimSpace(s), "*"); star && strings.HasSuffix(stem, words[len(words)-1]) {
				words[len(words)-1] += "*"
			}
			all = append(all, words)
		}
	}
	inside := false
	for part := range strings.SplitSeq(quoteMarks.Replace(text), `"`) {
		if inside {
			add(part)
		} else {
			for _, word := range strings.Fields(part) {
				add(word)
			}
		}
		inside = !inside
	}
	return all
}

var quoteMarks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`)

// wordRune reports whether r belongs to a word. It draws the line where the
// full-text index does.
func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unicode.Is(unicode.Co, r)
}

// TextsOf returns the words of a statement's spans in text, as a record stores
// them. Every span must lie inside text.
func TextsOf(text string, s *sayso.Statement) SpanTexts {
	return SpanTexts{Source: words(text, s.Source), Cue: words(text, s.Cue), Content: words(text, s.Content)}
}

// between stands between the spans of one role where their words are joined.
const between = " … "

func words(text string, spans []sayso.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.Of(text)
	}
	return strings.Join(parts, between)
}

// InTextOrder returns statements sorted by where they start in the text, an
// enclosing one before what it encloses, with their references to each other
// kept true. Stores keep statements in this order.
func InTextOrder(statements []sayso.Statement) []sayso.Statement {
	places := make([]sayso.Span, len(statements))
	order := make([]int, len(statements))
	for i := range statements {
		places[i], order[i] = place(&statements[i]), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sayso.CompareSpans(places[a], places[b]) })
	moved := make([]sayso.Ref[sayso.Statement], len(statements)+1)
	for to, from := range order {
		moved[from+1] = sayso.RefTo[sayso.Statement](to)
	}
	sorted := make([]sayso.Statement, len(statements))
	for to, from := range order {
		sorted[to] = statements[from]
		sorted[to].Within = moved[statements[from].Within]
	}
	return sorted
}

// place is where a statement stands in the text: its source, cue and content.
func place(s *sayso.Statement) sayso.Span {
	h, _ := sayso.Hull(slices.Concat(s.Source, s.Cue, s.Content))
	return h
}

// LevelOf returns the kind of the first zone that at stands in.
func LevelOf(a *sayso.Article, at sayso.Span) sayso.ZoneKind {
	for _, z := range a.Zones {
		if z.Span.Overlaps(at) {
			return z.Kind
		}
	}
	return sayso.ZoneBody
}
