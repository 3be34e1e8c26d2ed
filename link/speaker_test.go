package link

import "testing"

func TestSameWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Ines Cattermole", "Cattermole", true},
		{"Yasin Farhan", "Farhane", true},
		{"Bram Oyelaran", "Oyelaron", true},
		{"Ines Cattermole", "Bram Oyelaran", false},
		{"Ana Li", "Ana Lu", false},
		{"", "Ana Li", true},
	} {
		got, _ := sameWords(c.a, c.b)
		if back, _ := sameWords(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
