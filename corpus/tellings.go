package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// TellingLabel says of two statements of different reports of one event whether
// they tell one act of speech. The statements are given by where they stand, not
// by their words.
type TellingLabel struct {
	File string // of the corpus, without its folder
	A, B TellingAt
	Same bool
}

// TellingAt is the content of a statement: spans of bytes, half-open, of the text
// of a report.
type TellingAt struct {
	Report string // its "id"
	Spans  [][2]int32
}

// ReadTellingLabels reads one label a line: file, report and spans, report and
// spans, and 1 or 0, with tabs between; a span is "start-end", spans have commas
// between. Lines that begin with "#" are notes.
func ReadTellingLabels(r io.Reader) ([]TellingLabel, error) {
	var out []TellingLabel
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		f := strings.Split(s.Text(), "\t")
		if len(f) != 6 || f[5] != "0" && f[5] != "1" {
			return nil, fmt.Errorf(`line %d: want a file, twice a report and its spans, and 0 or 1, with tabs between`, n)
		}
		l := TellingLabel{File: f[0], A: TellingAt{Report: f[1]}, B: TellingAt{Report: f[3]}, Same: f[5] == "1"}
		var err error
		if l.A.Spans, err = parseSpans(f[2]); err == nil {
			l.B.Spans, err = parseSpans(f[4])
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, l)
	}
	return out, s.Err()
}

func parseSpans(s string) ([][2]int32, error) {
	var out [][2]int32
	for part := range strings.SplitSeq(s, ",") {
		from, to, _ := strings.Cut(part, "-")
		a, err := strconv.ParseInt(from, 10, 32)
		b, err2 := strconv.ParseInt(to, 10, 32)
		if err != nil || err2 != nil || a < 0 || b <= a {
			return nil, fmt.Errorf(`span %q: want "start-end"`, part)
		}
		out = append(out, [2]int32{int32(a), int32(b)})
	}
	return out, nil
}
