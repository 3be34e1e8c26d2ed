package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// Sentences groups tokens into sentences. A sentence ends at the end of a zone,
// at an empty line, and where the model of sentence ends says so. Tokens outside
// every zone form sentences of their own.
func Sentences(text string, tokens []sayso.Token, zones []sayso.Zone, w Words) []sayso.Sentence {
	var out []sayso.Sentence
	c := newSurroundings(text, tokens)
	z := 0
	for i := range tokens {
		at := tokens[i].Span
		for z < len(zones) && zones[z].Span.End <= at.Start {
			z++
		}
		last := i+1 == len(tokens)
		if !last {
			next := tokens[i+1].Span
			last = z < len(zones) && (next.Start >= zones[z].Span.End || at.Start < zones[z].Span.Start && next.Start >= zones[z].Span.Start)
		}
		if last || c.emptyLine(i) || c.candidate(i) && w.Ends.ends(c, i) {
			out = append(out, sayso.Sentence{First: int32(c.first), Last: int32(i + 1)})
			c.first = i + 1
		}
		c.pass(i)
	}
	return out
}

// surroundings is what the model of sentence ends sees of a text: its tokens, and the
// sentence read so far.
type surroundings struct {
	text   string
	tokens []sayso.Token
	shapes []shape
	forms  []uint32 // hash of the lower-case form
	lines  uint32   // 1 when the text has line breaks, so that most sentences without a stop end at one

	first    int // first token of the sentence
	brackets int // open in the sentence
	quotes   int // straight double quotation marks in it
	lowers   int // words in lower case in it
}

// shape is the kind of a token: a letter for words and numbers, the first rune
// for marks.
type shape uint32

const (
	shapeLower   shape = 'a'
	shapeCapital shape = 'A' // "Orlan"
	shapeUpper   shape = 'U' // "USA"
	shapeLetter  shape = 'L' // "J"
	shapeStopped shape = 'S' // "Gen."
	shapeLowStop shape = 's' // "etc."
	shapeNumber  shape = '0'
	shapeClitic  shape = 'c' // "'s"
)

func newSurroundings(text string, tokens []sayso.Token) *surroundings {
	c := &surroundings{text: text, tokens: tokens, shapes: make([]shape, len(tokens)), forms: make([]uint32, len(tokens))}
	if strings.Contains(text, "\n") {
		c.lines = 1
	}
	for i, t := range tokens {
		s := t.Span.Of(text)
		c.shapes[i], c.forms[i] = shapeOf(s), formOf(s)
	}
	return c
}

func shapeOf(s string) shape {
	r, size := utf8.DecodeRuneInString(s)
	stop := len(s) > size && s[len(s)-1] == '.'
	switch {
	case unicode.IsDigit(r):
		return shapeNumber
	case isApostrophe(r) && len(s) > size && s[size] != '\'':
		return shapeClitic
	case !unicode.IsLetter(r):
		return shape(r)
	case unicode.IsLower(r) && stop:
		return shapeLowStop
	case unicode.IsLower(r):
		return shapeLower
	case stop:
		return shapeStopped
	case len(s) == size:
		return shapeLetter
	}
	for _, x := range s[size:] {
		if unicode.IsLower(x) {
			return shapeCapital
		}
	}
	return shapeUpper
}

// formOf hashes s in lower case (FNV-1a), digits alike.
func formOf(s string) uint32 {
	h := uint32(2166136261)
	for _, b := range []byte(s) {
		switch {
		case 'A' <= b && b <= 'Z':
			b |= 0x20
		case isDigit(b):
			b = '0'
		}
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// gap returns the white space behind token i, which is not the last.
func (c *surroundings) gap(i int) string {
	return c.text[c.tokens[i].Span.End:c.tokens[i+1].Span.Start]
}

func (c *surroundings) emptyLine(i int) bool { return strings.Count(c.gap(i), "\n") > 1 }

// candidate reports whether a sentence may end behind token i: not inside a
// word, before a mark that closes or goes on, nor between two words of which the
// second is in lower case on the same line.
func (c *surroundings) candidate(i int) bool {
	next := c.shapes[i+1]
	gap := c.gap(i)
	switch {
	case closes(c.text, c.tokens[i+1].Span), next == shapeClitic, next == ',', next == ';', next == '.' && gap == "":
		return false
	case gap == "" && c.wordlike(i) && (c.wordlike(i+1) || isHyphen(rune(next)) || next == '/'):
		return false
	case next == shapeLower && (c.wordlike(i) || c.shapes[i] == ',') && !strings.Contains(gap, "\n"):
		return false
	}
	return true
}

func (c *surroundings) wordlike(i int) bool {
	switch c.shapes[i] {
	case shapeLower, shapeCapital, shapeUpper, shapeLetter, shapeNumber, shapeClitic:
		return true
	}
	return false
}

// stopped reports whether token i, or what the closing marks up to it follow, is
// a mark that ends sentences.
func (c *surroundings) stopped(i int) bool {
	for i > 0 && closes(c.text, c.tokens[i].Span) {
		i--
	}
	return c.shapes[i] == '.' || c.shapes[i] == '!' || c.shapes[i] == '?'
}

// pass takes token i into the state of the sentence, which begins anew behind an
// end.
func (c *surroundings) pass(i int) {
	if c.first > i {
		c.brackets, c.quotes, c.lowers = 0, 0, 0
		return
	}
	switch c.shapes[i] {
	case '(', '[':
		c.brackets++
	case ')', ']':
		c.brackets = max(0, c.brackets-1)
	case '"':
		c.quotes++
	case shapeLower:
		c.lowers++
	}
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
