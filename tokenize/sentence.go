package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// Sentences groups tokens into sentences. A sentence ends at the end of a zone
// and at a mark that ends sentences, unless what follows goes on with it. Tokens
// outside every zone form sentences of their own.
func Sentences(text string, tokens []sayso.Token, zones []sayso.Zone, w Words) []sayso.Sentence {
	var out []sayso.Sentence
	first, z := 0, 0
	for i := range tokens {
		at := tokens[i].Span
		for z < len(zones) && zones[z].Span.End <= at.Start {
			z++
		}
		last := i+1 == len(tokens)
		if !last {
			next := tokens[i+1].Span
			crosses := z < len(zones) && (next.Start >= zones[z].Span.End || at.Start < zones[z].Span.Start && next.Start >= zones[z].Span.Start)
			last = crosses || endsSentence(text, tokens, i, w)
		}
		if last {
			out = append(out, sayso.Sentence{First: int32(first), Last: int32(i + 1)})
			first = i + 1
		}
	}
	return out
}

// endsSentence reports whether a sentence ends after token i: the token is a
// sentence-final mark, or a closing mark behind one, and the next token may
// start a sentence.
func endsSentence(text string, tokens []sayso.Token, i int, w Words) bool {
	next := tokens[i+1].Span.Of(text)
	if closes(text, tokens[i+1].Span) {
		return false // the closing mark belongs to this sentence
	}
	j := i
	for j > 0 && closes(text, tokens[j].Span) {
		j--
	}
	switch mark := tokens[j].Span.Of(text); {
	case mark == "!" || mark == "?":
	case strings.HasPrefix(mark, "…") || strings.HasPrefix(mark, ".."):
		if j == i && !starts(next) {
			return false
		}
	case mark == ".":
		if j > 0 && tokens[j-1].Span.End == tokens[j].Span.Start && abbreviates(tokens[j-1].Span.Of(text), next, w) {
			return false
		}
	default:
		// A break of two lines inside one zone ends a sentence without a stop.
		return strings.Count(text[tokens[i].Span.End:tokens[i+1].Span.Start], "\n") > 1
	}
	return starts(next)
}

// closes reports whether the token is a mark that closes a quotation or bracket:
// one that follows what is before it without a gap.
func closes(text string, s sayso.Span) bool {
	switch m := s.Of(text); m {
	case "”", "’", "»", ")", "]":
		return true
	case "\"", "'", "''":
		r, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		n, _ := utf8.DecodeRuneInString(text[s.End:])
		return s.Start > 0 && !unicode.IsSpace(r) && !isWord(n)
	}
	return false
}

// starts reports whether a token may start a sentence.
func starts(tok string) bool {
	r, _ := utf8.DecodeRuneInString(tok)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("“\"«‘'`„([–—-", r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// abbreviates reports whether the stop behind word marks an abbreviation that
// the sentence goes on after.
func abbreviates(word, next string, w Words) bool {
	lower := strings.ToLower(word)
	if w.Abbreviations[lower+"."] {
		// "U.S." before a capital may end a sentence or not; a title never does.
		return !strings.Contains(word, ".") || !starts(next) || unicode.IsUpper(firstRune(next))
	}
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r) && unicode.IsUpper(firstRune(next)) // an initial: "J. Smith"
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
