package decode

import "testing"

// TestSameEachTime holds decoding to one answer where guesses tie.
func TestSameEachTime(t *testing.T) {
	for _, s := range []string{"``\xef`\xe2", "caf\xe9 \xd0\xcf\x93", "\xc0\xc1\xc2\xc3\xc4", "\x82\xa0\x82\xa2 \xa4\xa2"} {
		first, err := Text([]byte(s), "")
		for range 300 {
			if again, againErr := Text([]byte(s), ""); again != first || (err == nil) != (againErr == nil) {
				t.Fatalf("%q was read as %q, then as %q", s, first, again)
			}
		}
	}
}
