package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"sayso"
)

// Attribution is one attribution of a corpus in the form of PolNeAR's JSON
// Lines. Offsets are code points of the text, half-open.
type Attribution struct {
	ID         string   `json:"id"`
	Source     [][2]int `json:"source"`
	Cue        [][2]int `json:"cue"`
	Content    [][2]int `json:"content"`
	Kind       string   `json:"kind"`
	SourceHead *[2]int  `json:"source_head"`
	Score      float64  `json:"score"` // of a prediction: how sure it is, 0 to 1
}

// AttributedText is a text with its attributions. Discard are stretches that the
// annotators were told to pass over.
type AttributedText struct {
	ID           string        `json:"id"`
	Text         string        `json:"text"`
	Discard      [][2]int      `json:"discard"`
	Attributions []Attribution `json:"attributions"`
	Statements   []Attribution `json:"statements"` // how a prediction may call them
}

// ReadAttributed reads JSON Lines: a corpus, or what `extract --offsets
// codepoints` prints. Blank lines are skipped. An error names the line.
func ReadAttributed(r io.Reader) ([]AttributedText, error) {
	var out []AttributedText
	seen := map[string]bool{}
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var one AttributedText
			if err := json.Unmarshal(line, &one); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			if one.ID == "" || seen[one.ID] {
				return nil, fmt.Errorf(`line %d: "id" %q: want one of its own`, n, one.ID)
			}
			seen[one.ID] = true
			if one.Attributions == nil {
				one.Attributions = one.Statements
			}
			out = append(out, one)
		}
		if err != nil {
			return out, nil
		}
	}
}

// readAttribution is an attribution as sets of words.
type readAttribution struct {
	content, source, cue, head words
	hasHead                    bool
	kind                       int // index in kinds
}

// words is a set of words of a text, ascending.
type words []int32

// The kinds that scores are printed for; the first is all of them.
var kinds = [...]string{"all", "direct", "indirect", "mixed"}

// wordText is a text as its words: runs of letters, digits and combining marks.
type wordText struct {
	start, end []int32 // of each word, code points
	quoted     []bool
	line       []int32
}

func newWordText(s string) *wordText {
	t := &wordText{}
	runes := []rune(s)
	line := int32(0)
	inside := false
	for i, r := range runes {
		w := alnum(r) || mark(r)
		if w && !inside {
			t.start, t.line = append(t.start, int32(i)), append(t.line, line)
		}
		if inside && !w {
			t.end = append(t.end, int32(i))
		}
		inside = w
		if r == '\n' {
			line++
		}
	}
	if inside {
		t.end = append(t.end, int32(len(runes)))
	}
	t.quoted = make([]bool, len(t.start))
	for _, q := range quoteRegions(runes) {
		for k := range t.start {
			if int(t.start[k]) >= q[0] && int(t.start[k]) < q[1] {
				t.quoted[k] = true
			}
		}
	}
	return t
}

// of returns the words that spans touch.
func (t *wordText) of(spans [][2]int) words {
	in := make(map[int32]bool)
	var out words
	for _, s := range spans {
		if s[1] <= s[0] {
			continue
		}
		for k := range t.start {
			if int(t.end[k]) > s[0] && int(t.start[k]) < s[1] && !in[int32(k)] {
				in[int32(k)] = true
				out = append(out, int32(k))
			}
		}
	}
	sortWords(out)
	return out
}

func (t *wordText) kind(w words) int {
	n := 0
	for _, k := range w {
		if t.quoted[k] {
			n++
		}
	}
	switch n {
	case 0:
		return 2
	case len(w):
		return 1
	}
	return 3
}

// fragment is a run of words [first, last] without a line break inside.
type fragment struct{ first, last int32 }

func (t *wordText) fragments(w words) []fragment {
	var out []fragment
	for _, k := range w {
		if n := len(out); n > 0 && k == out[n-1].last+1 && t.line[k] == t.line[k-1] {
			out[n-1].last = k
		} else {
			out = append(out, fragment{k, k})
		}
	}
	return out
}

// read reduces an attribution to words; those without a content are none.
func (t *wordText) read(as []Attribution, s *side) []readAttribution {
	var out []readAttribution
	for _, a := range as {
		c := t.of(a.Content)
		if len(c) == 0 {
			s.dropped++
			continue
		}
		r := readAttribution{content: c, source: t.of(a.Source), cue: t.of(a.Cue), kind: t.kind(c)}
		if a.SourceHead != nil {
			r.hasHead, r.head = true, t.of([][2]int{*a.SourceHead})
		}
		if a.Kind != "" && a.Kind != kinds[r.kind] {
			s.kindDiffers++
		}
		out = append(out, r)
	}
	s.n += len(out)
	return out
}

// InBytes returns the attributions as statements whose spans count bytes; they
// have a source, a cue and a content, and nothing else. The error names the
// attribution with a span outside the text.
func (t *AttributedText) InBytes() ([]sayso.Statement, error) {
	at := make([]int32, 0, len(t.Text)+1)
	for i := range t.Text {
		at = append(at, int32(i))
	}
	at = append(at, int32(len(t.Text)))
	var err error
	spans := func(id string, in [][2]int) []sayso.Span {
		var out []sayso.Span
		for _, s := range in {
			if s[0] < 0 || s[1] < s[0] || s[1] >= len(at) {
				err = fmt.Errorf("attribution %s: span [%d,%d) of a text of %d code points", id, s[0], s[1], len(at)-1)
				continue
			}
			out = append(out, sayso.Span{Start: at[s[0]], End: at[s[1]]})
		}
		return out
	}
	var out []sayso.Statement
	for _, a := range t.Attributions {
		out = append(out, sayso.Statement{Source: spans(a.ID, a.Source), Cue: spans(a.ID, a.Cue), Content: spans(a.ID, a.Content)})
	}
	return out, err
}
