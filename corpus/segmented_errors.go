package corpus

import (
	"fmt"
	"io"
	"strings"

	"sayso"
)

// PrintSegmentationErrors writes one line for each word and sentence end of got
// that differs from key's: what the key has, what was found, and the text around
// it.
func PrintSegmentationErrors(w io.Writer, key, got Segmented) error {
	var b strings.Builder
	words := func(spans []sayso.Span, from, to int32) string {
		var out []string
		for _, s := range spans {
			if s.Start >= from && s.End <= to {
				out = append(out, s.Of(key.Text))
			}
		}
		return strings.Join(out, "|")
	}
	// Stretches between the nearest ends that both have.
	for i, j, from := 0, 0, int32(0); i < len(key.Words) && j < len(got.Words); {
		k, g := key.Words[i], got.Words[j]
		if k.End == g.End {
			if x, y := words(key.Words, from, k.End), words(got.Words, from, k.End); x != y {
				fmt.Fprintf(&b, "words  key %s  found %s\n", x, y)
			}
			from = k.End
		}
		if k.End <= g.End {
			i++
		}
		if g.End <= k.End {
			j++
		}
	}
	const around = 30
	at := func(what string, end int32) {
		from := max(0, end-around)
		to := min(int32(len(key.Text)), end+around)
		fmt.Fprintf(&b, "sentence  %s: %q ‖ %q\n", what, key.Text[from:end], key.Text[end:to])
	}
	for i, j := 0, 0; i < len(key.Sentences) || j < len(got.Sentences); {
		switch {
		case j == len(got.Sentences) || i < len(key.Sentences) && key.Sentences[i].End < got.Sentences[j].End:
			at("missed", key.Sentences[i].End)
			i++
		case i == len(key.Sentences) || got.Sentences[j].End < key.Sentences[i].End:
			at("spurious", got.Sentences[j].End)
			j++
		default:
			i, j = i+1, j+1
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
