package timex

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// figure says how the figures of an item are written.
type figure uint8

const (
	noFigure   figure = iota
	plain             // "12", "2,000", "2.5"
	ordinalFig        // "28th"
	yearsFig          // "1990s", "'80s"
	clockFig          // "5:30"
	shortYear         // "'82"
	dateFig           // a date in one token: "2018-11-28", "7/8/07"
	quarterFig        // "Q3"
	fiscalFig         // "FY2010"
)

// item is what the grammar reads: a token, a part of one, or several that the
// lexicon has as one.
type item struct {
	span    sayso.Span
	word    *Word // nil for a word of no class
	figure  figure
	n       float64
	digits  int  // how many are written before a point
	comma   bool // a separator of thousands is written
	capital bool
	past    bool   // tells of the past by its ending
	text    string // as written
}

func (it *item) is(c Class) bool { return it.word != nil && it.word.Is&c != 0 }

// lexicon is Words made ready for reading: single words, and the runs by their
// first word, the longest first.
type lexicon struct {
	past  string
	words map[string]*Word
	runs  map[string][]run
}

type run struct {
	words []string
	is    *Word
}

func newLexicon(ws Words) *lexicon {
	l := &lexicon{past: ws.PastSuffix, words: make(map[string]*Word, len(ws.Lexicon)), runs: map[string][]run{}}
	for s, w := range ws.Lexicon {
		parts := strings.Fields(s)
		if len(parts) == 1 {
			l.words[s] = &w
			continue
		}
		l.runs[parts[0]] = append(l.runs[parts[0]], run{parts, &w})
	}
	return l
}

// lexer turns the tokens of a sentence into items.
type lexer struct {
	lex   *lexicon
	text  string
	low   []byte
	items []item
	hits  int // items that may be part of an expression of time
}

func (l *lexer) sentence(tokens []sayso.Token) []item {
	l.items, l.hits = l.items[:0], 0
	for i := 0; i < len(tokens); {
		if n, w := l.longest(tokens[i:]); n > 1 {
			l.items = append(l.items, item{span: sayso.Span{Start: tokens[i].Span.Start, End: tokens[i+n-1].Span.End}, word: w})
			l.hits++
			i += n
			continue
		}
		l.token(tokens[i].Span)
		i++
	}
	return l.items
}

// lower returns the token in lower case, with a straight apostrophe and without
// the stop of an abbreviation; the bytes hold until the next call.
func (l *lexer) lower(s string) []byte {
	l.low = l.low[:0]
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == 0xE2 && strings.HasPrefix(s[i:], "’"):
			c = '\''
			i += len("’") - 1
		}
		l.low = append(l.low, c)
	}
	if n := len(l.low); n > 1 && l.low[n-1] == '.' {
		l.low = l.low[:n-1]
	}
	return l.low
}

// runsOn reports whether a sentence that ends in t may not end there: the stop of
// "p.m." or "Nov." looks like the sentence's own.
func (l *lexer) runsOn(t sayso.Token) bool {
	s := t.Span.Of(l.text)
	if s[len(s)-1] != '.' || len(s) == 1 {
		return false
	}
	w := l.lex.words[string(l.lower(s))]
	return w != nil && w.Is&(Meridiem|Month|Weekday) != 0
}

// longest finds the run of the lexicon that starts with tokens[0].
func (l *lexer) longest(tokens []sayso.Token) (int, *Word) {
	runs, ok := l.lex.runs[string(l.lower(tokens[0].Span.Of(l.text)))]
	if !ok {
		return 0, nil
	}
	n, is := 0, (*Word)(nil)
next:
	for _, r := range runs {
		if len(r.words) <= n || len(r.words) > len(tokens) {
			continue
		}
		for k := 1; k < len(r.words); k++ {
			if string(l.lower(tokens[k].Span.Of(l.text))) != r.words[k] {
				continue next
			}
		}
		n, is = len(r.words), r.is
	}
	return n, is
}

// token appends the items of one token.
func (l *lexer) token(s sayso.Span) {
	text := s.Of(l.text)
	it := item{span: s, text: text, word: l.lex.words[string(l.lower(text))]}
	r, _ := utf8.DecodeRuneInString(text)
	it.capital = unicode.IsUpper(r)
	if it.word == nil && !it.capital && len(l.lex.past) > 0 && len(text) > len(l.lex.past)+1 && strings.HasSuffix(text, l.lex.past) {
		it.past = true
	} else if it.word == nil && len(text) <= 40 {
		first, last := text[0], text[len(text)-1]
		switch {
		case isDigit(first) || first == '\'' || strings.HasPrefix(text, "’"):
			it.figures()
		case isDigit(last):
			it.quarter()
		}
		if it.figure == noFigure && l.parts(s, text) {
			return
		}
	}
	if it.figure != noFigure || it.word != nil {
		l.hits++
	}
	l.items = append(l.items, it)
}

// parts splits a token that hyphens keep whole, "mid-1996", where its first part
// is a word of time's grammar; it reports whether it did.
func (l *lexer) parts(s sayso.Span, text string) bool {
	h := strings.IndexByte(text, '-')
	if h <= 0 || h == len(text)-1 {
		return false
	}
	if w := l.lex.words[string(l.lower(text[:h]))]; w == nil || w.Is&(Edge|About|Later|Cardinal) == 0 {
		return false
	}
	at := s.Start + int32(h)
	l.token(sayso.Span{Start: s.Start, End: at})
	l.token(sayso.Span{Start: at, End: at + 1})
	l.token(sayso.Span{Start: at + 1, End: s.End})
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// figures reads what is written with figures.
func (it *item) figures() {
	s := it.text
	if i := strings.TrimLeft(s, "'’"); len(i) < len(s) {
		switch {
		case len(i) == 3 && (i[2] == 's') && i[1] == '0' && isDigit(i[0]):
			it.figure, it.n = yearsFig, float64(i[0]-'0')*10
		case len(i) == 2 && isDigit(i[0]) && isDigit(i[1]):
			it.figure, it.n, it.digits = shortYear, atof(i), 2
		}
		return
	}
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	it.digits = n
	rest := s[n:]
	switch {
	case rest == "":
		it.figure, it.n = plain, atof(s)
	case rest == "." && n <= 4:
		it.figure, it.n = plain, atof(s[:n])
	case rest == "s" && n == 4 && s[3] == '0', rest == "s" && n == 2 && s[1] == '0':
		it.figure, it.n = yearsFig, atof(s[:n])
	case len(rest) == 2 && n <= 2 && strings.Contains("st nd rd th", strings.ToLower(rest)):
		it.figure, it.n = ordinalFig, atof(s[:n])
	case (rest[0] == ':' || rest[0] == '.') && n <= 2 && len(rest) == 3 && isDigit(rest[1]) && isDigit(rest[2]) && rest[1] < '6' && atof(s[:n]) <= 24:
		it.figure, it.n = clockFig, atof(s[:n])*60+atof(rest[1:])
		if rest[0] == '.' {
			it.figure, it.n = plain, atof(s)
		}
	case rest[0] == ':' && n <= 2 && len(rest) == 6 && rest[3] == ':':
		it.figure, it.n = clockFig, atof(s[:n])*60+atof(rest[1:3])
	case rest[0] == ',' || rest[0] == '.':
		if v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64); err == nil {
			it.figure, it.n, it.comma = plain, v, rest[0] == ','
			break
		}
		fallthrough
	default:
		if strings.ContainsAny(rest[:1], "-/.") {
			it.figure = dateFig
		}
	}
}

// quarter reads "Q3" and "FY2010".
func (it *item) quarter() {
	switch s := it.text; {
	case len(s) == 2 && s[0] == 'Q' && '1' <= s[1] && s[1] <= '4':
		it.figure, it.n = quarterFig, float64(s[1]-'0')
	case len(s) == 6 && s[:2] == "FY" && atof(s[2:]) >= firstYear && atof(s[2:]) <= lastYear:
		it.figure, it.n = fiscalFig, atof(s[2:])
	}
}

// atof reads figures; what is none is 0.
func atof(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return f
}
