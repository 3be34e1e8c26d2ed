package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
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
	ws    *Words
	words map[string]*Word
	runs  map[string][]run
}

type run struct {
	words []string
	is    *Word
}

func newLexicon(ws Words) *lexicon {
	l := &lexicon{ws: &ws, words: make(map[string]*Word, len(ws.Lexicon)), runs: map[string][]run{}}
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
// "p.m." or "Nov." looks like the sentence's own, and a year before a weekday is
// half a date.
func (l *lexer) runsOn(t, next sayso.Token) bool {
	if next.Span.Start-t.Span.End > 1 || l.text[t.Span.End:next.Span.Start] == "\n" {
		return false
	}
	s := t.Span.Of(l.text)
	if len(s) == 4 && isDigit(s[0]) && isDigit(s[3]) {
		w := l.lex.words[string(l.lower(next.Span.Of(l.text)))]
		return w != nil && w.Is&Weekday != 0
	}
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
	if past := l.lex.ws.PastSuffix; it.word == nil && !it.capital && past != "" && len(text) > len(past)+1 && strings.HasSuffix(text, past) {
		it.past = true
	} else if it.word == nil && len(text) <= 40 {
		first, last := text[0], text[len(text)-1]
		switch {
		case isDigit(first) || first == '\'' || strings.HasPrefix(text, "’"):
			it.figures(l.lex.ws)
		case isDigit(last):
			it.letters(l.lex.ws)
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
