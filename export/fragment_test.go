package export

import (
	"net/url"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"sayso"
)

func TestFragments(t *testing.T) {
	text := "Rain fell. He said rain fell hard.\n\nRain fell. Ann: “Rain fell,” and – so on, & on. " + strings.Repeat("Word after word. ", 12) + "The end."
	at := func(words string, nth int) sayso.Span {
		i := -1
		for range nth {
			i += 1 + strings.Index(text[i+1:], words)
		}
		return sayso.Span{Start: int32(i), End: int32(i + len(words))}
	}
	f := newFragments(text)
	for _, c := range []struct {
		spans []sayso.Span
		want  string
	}{
		{[]sayso.Span{at("He said", 1)}, "text=He%20said"},
		{[]sayso.Span{at("rain fell", 1)}, "text=said-,rain%20fell"},
		{[]sayso.Span{at("Rain fell", 3)}, "text=ann%3A%20%E2%80%9C-,Rain%20fell"},
		{[]sayso.Span{at("on, & on", 1)}, "text=on%2C%20%26%20on"},
		{[]sayso.Span{at("He said", 1), at("so on", 1)}, "text=He%20said&text=so%20on"},
		{[]sayso.Span{{Start: 11, End: int32(len(text))}}, "text=He%20said%20rain%20fell%20hard.,word.%20Word%20after%20word.%20The%20end."},
	} {
		if got := f.link("https://a.example/", c.spans); got != "https://a.example/#:~:"+c.want {
			t.Errorf("%v: %s, want %s", c.spans, got, c.want)
		}
	}
	if got := f.link("https://a.example/#top", []sayso.Span{at("He said", 1)}); got != "https://a.example/#top:~:text=He%20said" {
		t.Error(got)
	}
	if got := f.link("", []sayso.Span{at("He said", 1)}); got != "" {
		t.Error(got)
	}
}

// A directive with a prefix or none finds its own passage first, wherever words
// around it can tell it from those before.
func TestFragmentsFindTheirPassage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"rain", "Rain", "fell", "on", "İs", "ǅ", "“so,”", "a-b", "\n", "  "}), 1, 60).Draw(t, "words")
		text := strings.Join(words, " ")
		from := rapid.IntRange(0, len(text)-1).Draw(t, "from")
		to := rapid.IntRange(from, len(text)).Draw(t, "to")
		for from > 0 && !wordStarts(text, from) {
			from--
		}
		for to < len(text) && !unicode.IsSpace(rune(text[to])) {
			to++
		}
		f := newFragments(text)
		got := f.directive(sayso.Span{Start: int32(from), End: int32(to)})
		if strings.TrimSpace(text[from:to]) == "" || got == "" {
			return
		}
		var prefix, start, suffix string
		for _, term := range strings.Split(got, ",") {
			plain, err := url.PathUnescape(strings.Trim(term, "-"))
			if err != nil || strings.ContainsAny(term, " &“") {
				t.Fatalf("term %q: %v", term, err)
			}
			switch {
			case strings.HasSuffix(term, "-"):
				prefix = plain
			case strings.HasPrefix(term, "-"):
				suffix = plain
			case start == "":
				start = plain
			}
		}
		whole := fold(strings.TrimSpace(prefix + " " + start + " " + suffix))
		flat := strings.ReplaceAll(f.folded, "\n", " ")
		begin := from + len(text[from:]) - len(strings.TrimLeftFunc(text[from:], unicode.IsSpace))
		if i := strings.Index(flat, whole); i < 0 {
			t.Fatalf("%q is not in %q", whole, flat)
		} else if prefix == "" && suffix == "" && f.first(fold(start)) > f.at(begin) {
			t.Fatalf("%q is found behind its passage", start)
		}
	})
}

func wordStarts(text string, i int) bool {
	return unicode.IsSpace(rune(text[i-1])) && !unicode.IsSpace(rune(text[i]))
}
