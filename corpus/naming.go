package corpus

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// GoldNaming is a phrase of an article that names somebody or something, as a
// hand-made list has it.
type GoldNaming struct {
	ID      string
	Event   string // the event whose articles the phrase is compared over
	Article string // the ID of the article
	Type    string // what kind of thing it names ("ACTOR"), empty when the list does not say
	Text    string // the phrase, with the marks and the spacing of the list
	Story   string // what it names: the gold group, empty when the list does not say
	// Place in the article: paragraph, sentence and word, counted from 0; the
	// sentence from the beginning of the article, the word from that of its sentence.
	Paragraph, Sentence, Word int
}

// ReadNamings reads JSON Lines with at least "id" and "mention". The article is
// "article", or else "event" and "lean" with "_" between them, as NewsWCL50 names
// its articles.
func ReadNamings(r io.Reader) ([]GoldNaming, error) {
	var out []GoldNaming
	seen := map[string]bool{}
	err := jsonLines(r, func(line []byte) error {
		var m struct {
			ID, Event, Lean, Article, Type, Mention, Story string
			Paragraph, Sentence, Start                     json.RawMessage
		}
		if err := json.Unmarshal(line, &m); err != nil {
			return err
		}
		if m.Article == "" && m.Lean != "" {
			m.Article = m.Event + "_" + m.Lean
		}
		switch {
		case m.ID == "" || m.Mention == "":
			return errors.New(`want an "id" and a "mention"`)
		case m.Article == "":
			return errors.New(`want an "article", or an "event" and a "lean"`)
		case seen[m.ID]:
			return fmt.Errorf("the id %q stands twice", m.ID)
		}
		seen[m.ID] = true
		g := GoldNaming{ID: m.ID, Event: m.Event, Article: m.Article, Type: m.Type, Text: m.Mention, Story: m.Story}
		for _, n := range []struct {
			name string
			raw  json.RawMessage
			to   *int
		}{{"paragraph", m.Paragraph, &g.Paragraph}, {"sentence", m.Sentence, &g.Sentence}, {"start", m.Start, &g.Word}} {
			if n.raw == nil {
				continue
			}
			v, err := strconv.Atoi(strings.Trim(string(n.raw), `"`))
			if err != nil {
				return fmt.Errorf("%q: want a number, got %s", n.name, n.raw)
			}
			*n.to = v
		}
		out = append(out, g)
		return nil
	})
	return out, err
}

// LocateNamings returns where in text the namings of its article stand. An empty
// span is one whose words do not stand there. Of several places with the same
// words it takes the paragraph that the list names, or the nearest one to it, and in
// it the first for the first naming of these words, and so on.
func LocateNamings(text string, namings []GoldNaming) []sayso.Span {
	plain, at := plainText(text)
	paragraphs := paragraphsOf(text)
	order := make([]int, len(namings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := namings[a], namings[b]
		return cmp.Or(cmp.Compare(x.Sentence, y.Sentence), cmp.Compare(x.Word, y.Word))
	})
	type words struct {
		paragraph int
		text      string
	}
	places := map[words]int{} // how many places were passed
	last := map[words]int{}   // the sentence and word last seen, so that one place may be named twice
	out := make([]sayso.Span, len(namings))
	for _, i := range order {
		n := namings[i]
		phrase, _ := plainText(n.Text)
		var spans []sayso.Span
		nearest := -1
		for from := 0; ; {
			k := strings.Index(plain[from:], phrase)
			if k < 0 || phrase == "" {
				break
			}
			from += k
			if wholeWords(plain, from, from+len(phrase)) {
				s := sayso.Span{Start: at[from], End: at[from+len(phrase)-1]}
				_, size := utf8.DecodeRuneInString(text[s.End:])
				s.End += int32(size)
				p, _ := slices.BinarySearch(paragraphs, s.Start+1)
				if d := max(p-1-n.Paragraph, n.Paragraph-p+1); nearest < 0 || d < nearest {
					nearest, spans = d, spans[:0]
					spans = append(spans, s)
				} else if d == nearest {
					spans = append(spans, s)
				}
			}
			from++
		}
		if len(spans) == 0 {
			continue
		}
		key, place := words{n.Paragraph, phrase}, n.Sentence<<16|n.Word+1
		if l := last[key]; l != 0 && l != place {
			places[key]++
		}
		last[key] = place
		out[i] = spans[min(places[key], len(spans)-1)]
	}
	return out
}

// plainText writes s with straight quotation marks and single spaces, and says
// where each byte of that begins in s.
func plainText(s string) (string, []int32) {
	var b strings.Builder
	var at []int32
	put := func(t string, i int) {
		b.WriteString(t)
		for range len(t) {
			at = append(at, int32(i))
		}
	}
	space := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			if !space {
				put(" ", i)
			}
		case strings.ContainsRune("“”„«»", r):
			put(`"`, i)
		case strings.ContainsRune("‘’", r):
			put("'", i)
		case strings.HasPrefix(s[i:], "``") || strings.HasPrefix(s[i:], "''"):
			put(`"`, i)
			size = 2
		default:
			put(s[i:i+size], i)
		}
		space = unicode.IsSpace(r)
		i += size
	}
	return b.String(), at
}

// wholeWords reports whether s[from:to] neither begins nor ends within a word.
func wholeWords(s string, from, to int) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	first, _ := utf8.DecodeRuneInString(s[from:])
	final, _ := utf8.DecodeLastRuneInString(s[:to])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !(letter(before) && letter(first)) && !(letter(final) && letter(after))
}

// paragraphsOf returns where the paragraphs of text begin: after an empty line.
func paragraphsOf(text string) []int32 {
	out := []int32{0}
	for i := 0; ; {
		k := strings.Index(text[i:], "\n\n")
		if k < 0 {
			return out
		}
		i += k + 2
		for i < len(text) && text[i] == '\n' {
			i++
		}
		out = append(out, int32(i))
	}
}
