package record

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sayso"
)

// Without a space to cut at, the words around a figure are cut between characters.
func TestAroundSplitsNoCharacter(t *testing.T) {
	for pad := range 3 {
		text := strings.Repeat("x", pad) + strings.Repeat("語", 100) + "40" + strings.Repeat("語", 100)
		at := int32(strings.Index(text, "40"))
		before, after := Around(text, sayso.Span{End: int32(len(text))}, sayso.Span{Start: at, End: at + 2})
		if !utf8.ValidString(before) || !utf8.ValidString(after) || len(before) < 100 || len(after) < 100 {
			t.Errorf("before %q, after %q", before, after)
		}
	}
}
