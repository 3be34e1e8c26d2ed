package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Tree is one sentence of a CoNLL-U file, the format of Universal Dependencies.
type Tree struct {
	Comments []string // with their "# "
	Words    []Word   // words 1 … n, without ranges and empty nodes
	Ranges   []Range  // surface tokens of several words, such as "don't"
}

// Word is one line of a tree. Fields that the file leaves out ("_") are empty,
// but for Form and Lemma, which may be an underscore themselves.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // index of the head in Words plus one; 0 is the root
	Deprel, Deps, Misc             string
}

// Range is a surface token that stands for words First to Last (one-based,
// inclusive).
type Range struct {
	First, Last int
	Form, Misc  string
}

// Comment returns the value of the comment "# key = value", or that of "# key"
// with an empty value, and whether there is one.
func (t *Tree) Comment(key string) (string, bool) {
	for _, c := range t.Comments {
		k, v, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(c, "#")), "=")
		if strings.TrimSpace(k) == key {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// SpaceAfter reports whether white space follows what misc belongs to.
func SpaceAfter(misc string) bool {
	for f := range strings.SplitSeq(misc, "|") {
		if f == "SpaceAfter=No" {
			return false
		}
	}
	return true
}

// ReadCoNLLU calls f with every tree of r. An error names the line; empty nodes
// of enhanced graphs are passed over.
func ReadCoNLLU(r io.Reader, f func(*Tree) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<24)
	t := &Tree{}
	line, started := 0, 0
	flush := func() error {
		if len(t.Words) == 0 && len(t.Comments) == 0 {
			return nil
		}
		for i, w := range t.Words {
			if w.Head < 0 || w.Head > len(t.Words) || w.Head == i+1 {
				return fmt.Errorf("sentence at line %d: word %d has head %d of %d", started, i+1, w.Head, len(t.Words))
			}
		}
		err := f(t)
		t = &Tree{}
		return err
	}
	for s.Scan() {
		line++
		text := strings.TrimSuffix(s.Text(), "\r")
		switch {
		case text == "":
			if err := flush(); err != nil {
				return err
			}
			continue
		case len(t.Words) == 0 && len(t.Comments) == 0 && len(t.Ranges) == 0:
			started = line
		}
		if text[0] == '#' {
			t.Comments = append(t.Comments, text)
			continue
		}
		if err := t.read(text); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("line %d: %w", line+1, err)
	}
	return flush()
}

func (t *Tree) read(line string) error {
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return fmt.Errorf("%d columns, want 10 separated by tabs", len(c))
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	blank := func(s string) string {
		if s == "_" {
			return ""
		}
		return s
	}
	if first, last, ok := strings.Cut(c[0], "-"); ok {
		a, errA := strconv.Atoi(first)
		b, errB := strconv.Atoi(last)
		if errA != nil || errB != nil || a != len(t.Words)+1 || b < a {
			return fmt.Errorf("range %q behind word %d", c[0], len(t.Words))
		}
		t.Ranges = append(t.Ranges, Range{a, b, c[1], blank(c[9])})
		return nil
	}
	if c[0] != strconv.Itoa(len(t.Words)+1) {
		return fmt.Errorf("word ID %q, want %d", c[0], len(t.Words)+1)
	}
	w := Word{Form: c[1], Lemma: c[2], UPOS: blank(c[3]), XPOS: blank(c[4]), Feats: blank(c[5]),
		Deprel: blank(c[7]), Deps: blank(c[8]), Misc: blank(c[9])}
	if c[6] != "_" {
		h, err := strconv.Atoi(c[6])
		if err != nil {
			return fmt.Errorf("head %q of word %s is no number", c[6], c[0])
		}
		w.Head = h
	}
	t.Words = append(t.Words, w)
	return nil
}

// WriteCoNLLU writes t and the empty line behind it.
func WriteCoNLLU(w io.Writer, t *Tree) error {
	var b strings.Builder
	for _, c := range t.Comments {
		b.WriteString(c + "\n")
	}
	or := func(s string) string {
		if s == "" {
			return "_"
		}
		return s
	}
	r := 0
	for i, x := range t.Words {
		if r < len(t.Ranges) && t.Ranges[r].First == i+1 {
			g := t.Ranges[r]
			fmt.Fprintf(&b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", g.First, g.Last, g.Form, or(g.Misc))
			r++
		}
		head := strconv.Itoa(x.Head)
		if x.Deprel == "" && x.Head == 0 {
			head = "_"
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", i+1, x.Form, or(x.Lemma), or(x.UPOS), or(x.XPOS), or(x.Feats), head, or(x.Deprel), or(x.Deps), or(x.Misc))
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}
