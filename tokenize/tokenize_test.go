package tokenize_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/internal/pace"
	"sayso/tokenize"
)

var words = tokenize.Words{
	Abbreviations: map[string]bool{"gen": true, "dr": true, "etc": true},
	BeforeNumber:  map[string]bool{"no": true},
	Clitics:       []string{"n't", "'s", "'ve"},
	Contractions:  map[string]int{"cannot": 3},
	Elisions:      map[string]bool{"'em": true},
	Prefixes:      map[string]bool{"non": true},
	Suffixes:      map[string]bool{"wise": true},
	Whole:         map[string]bool{"e-mail": true, "w/o": true},
	Units:         map[string]bool{"km": true, "p.m": true},
}

func split(text string) []string {
	var out []string
	for _, t := range tokenize.Tokens(text, words) {
		out = append(out, t.Span.Of(text))
	}
	return out
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Orlan's men didn't go.":           "Orlan|'s|men|did|n't|go|.",
		"Orlan’s U.S. tour, 3,500.5 km…":   "Orlan|’s|U.S.|tour|,|3,500.5|km|…",
		"``Yes,'' he said--twice ...":      "``|Yes|,|''|he|said|--|twice|...",
		"de-escalation al-Rashid AT&T":     "de|-|escalation|al|-|Rashid|AT&T",
		"non-profit price-wise e-mail w/o": "non-profit|price-wise|e-mail|w/o",
		"non-profit-led and/or 1/2 9/11":   "non-profit|-|led|and|/|or|1/2|9/11",
		"call 555-0100 or 1-800-555-0100":  "call|555-0100|or|1-800-555-0100",
		"12-15 people, a 2-1 win":          "12|-|15|people|,|a|2|-|1|win",
		"see www.example.org/a?b=1, now":   "see|www.example.org/a?b=1|,|now",
		"write to a.b@example.org.":        "write|to|a.b@example.org|.",
		"“a\u00a0b”\t(c)":                  "“|a|b|”|(|c|)",
		"end.Next day":                     "end|.|Next|day",
		"10:30 GMT, 5km, 7p.m. $2,000":     "10:30|GMT|,|5|km|,|7|p.m.|$|2,000",
		"\u200bword\ufeff":                 "word",
		"":                                 "",
		"Гайдар сказал: «да»":              "Гайдар|сказал|:|«|да|»",
		"a' 'b l'Arvel":                    "a|'|'|b|l'Arvel",
		"cannot shouldn't've":              "can|not|should|n't|'ve",
		"J. Orlan and Gen. Hale met Dr. B": "J.|Orlan|and|Gen.|Hale|met|Dr.|B",
		"No. 5 said no. He":                "No.|5|said|no|.|He",
		"get 'em in the '70s, 'x'":         "get|'em|in|the|'70s|,|'|x|'",
		"What?! Wow!!! :-) #tag @name C#":  "What|?!|Wow|!!!|:-)|#tag|@name|C|#",
		"and so on, etc... then":           "and|so|on|,|etc|...|then",
	} {
		if diff := cmp.Diff(want, strings.Join(split(text), "|")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func sentences(text string, zones []sayso.Zone) []string {
	toks := tokenize.Tokens(text, words)
	var out []string
	for _, s := range tokenize.Sentences(text, toks, zones, words) {
		out = append(out, text[toks[s.First].Span.Start:toks[s.Last-1].Span.End])
	}
	return out
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"He met Gen. Hale. He left.":              "He met Gen. Hale.|He left.",
		"The U.S. Army left. Why? Nobody knew!":   "The U.S. Army left.|Why?|Nobody knew!",
		"She has it. (He left.) Then…":            "She has it.|(He left.)|Then…",
		"“We go.” He left.":                       "“We go.”|He left.",
		"\"We go.\" \"We stay.\"":                 "\"We go.\"|\"We stay.\"",
		"''We go.'' ''We stay.''":                 "''We go.''|''We stay.''",
		"“Why?” he asked.":                        "“Why?” he asked.",
		"J. Orlan came … and went. 3.5 km on.":    "J. Orlan came … and went.|3.5 km on.",
		"One line without a stop\n\nAnother line": "One line without a stop|Another line",
	} {
		zone := []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}
		if diff := cmp.Diff(want, strings.Join(sentences(text, zone), "|")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestSentencesEndWithTheirZone(t *testing.T) {
	text := "Bridge to reopen Mara Orlan spoke"
	zones := []sayso.Zone{{Span: sayso.Span{End: 16}}, {Span: sayso.Span{Start: 17, End: int32(len(text))}}}
	if got := sentences(text, zones); len(got) != 2 || got[0] != "Bridge to reopen" {
		t.Errorf("got %q", got)
	}
}

// A text without spaces takes no more than linear time.
func TestTokensOfLongRuns(t *testing.T) {
	read := func(text string) {
		toks := tokenize.Tokens(text, words)
		tokenize.Sentences(text, toks, []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}, words)
	}
	const prose = "The envoy said that it was late. "
	for _, s := range []string{"1-", "1/", "a-", "a.", "'", ")", "www.", "a'", "n't", ": )", ":", "A.", "1.", "a@", "“", "(", "\n"} {
		text := strings.Repeat(s, 1<<16)
		pace.Hold(t, fmt.Sprintf("%q repeated", s), 2*time.Second, 100, func() { read(text) }, func() { read(strings.Repeat(prose, len(text)/len(prose))) })
	}
}

// FuzzTokens: tokens and the gaps between them give the text back, gaps hold
// nothing but space and format characters, sentences cover every token once.
func FuzzTokens(f *testing.F) {
	f.Add("“We go,” said Orlan’s U.S. envoy... ``x'' www.a.b")
	f.Add("\xff\xc3a\u0301 ''' --- \u200b,,")
	f.Fuzz(func(t *testing.T, text string) {
		toks := tokenize.Tokens(text, words)
		var back strings.Builder
		at := int32(0)
		for _, k := range toks {
			if k.Span.Start < at || k.Span.Empty() {
				t.Fatalf("token %v behind %d", k.Span, at)
			}
			gap := text[at:k.Span.Start]
			for _, r := range gap {
				if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
					t.Fatalf("%q lies in a gap of %q", r, text)
				}
			}
			back.WriteString(gap + k.Span.Of(text))
			at = k.Span.End
		}
		back.WriteString(text[at:])
		if back.String() != text {
			t.Fatalf("%q came back as %q", text, back.String())
		}
		next := int32(0)
		for _, s := range tokenize.Sentences(text, toks, []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}, words) {
			if s.First != next || s.Last <= s.First {
				t.Fatalf("sentence [%d,%d) behind %d", s.First, s.Last, next)
			}
			next = s.Last
		}
		if int(next) != len(toks) {
			t.Fatalf("%d of %d tokens are in sentences", next, len(toks))
		}
	})
}
