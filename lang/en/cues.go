package en

import (
	_ "embed"
	"fmt"
	"strings"

	"sayso/attribution"
)

//go:embed cues.txt
var cueTable string

var cueLetters = map[rune]attribution.Takes{
	'q': attribution.TakesQuote, 't': attribution.TakesThat, 'z': attribution.TakesClause,
	'i': attribution.TakesInfinitive, 'n': attribution.TakesNoun, 'o': attribution.TakesHearer,
	'v': attribution.TakesInversion,
}

// cueForms reads the table of reporting verbs into their inflected forms.
func cueForms(table string) (map[string][]attribution.Form, error) {
	out := map[string][]attribution.Form{}
	for n, line := range strings.Split(table, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		f := attribution.Form{}
		rest := fields[1:]
		if len(rest) > 0 && rest[0][0] == '+' {
			f.Particle, rest = rest[0][1:], rest[1:]
		}
		if len(rest) != 1 {
			return nil, fmt.Errorf("cues.txt line %d: want a verb, an optional +particle and letters: %q", n+1, line)
		}
		for _, r := range rest[0] {
			t, ok := cueLetters[r]
			if !ok {
				return nil, fmt.Errorf("cues.txt line %d: letter %q", n+1, r)
			}
			f.Takes |= t
		}
		parts := strings.Split(fields[0], "/")
		f.Lemma = parts[0]
		past := regularPast(f.Lemma)
		if len(parts) > 1 {
			past = parts[1]
		}
		participle := past
		if len(parts) > 2 {
			participle = parts[2]
		}
		add := func(form string, t attribution.Tense) {
			g := f
			g.Tense, g.IsNoun = t, (t == attribution.Base || t == attribution.Third) && verbOrNoun[f.Lemma]
			out[form] = append(out[form], g)
		}
		add(f.Lemma, attribution.Base)
		add(third(f.Lemma), attribution.Third)
		add(past, attribution.Past)
		if participle != past {
			add(participle, attribution.Past)
		}
		add(present(f.Lemma, past), attribution.Present)
	}
	return out, nil
}

// verbOrNoun are the lemmas whose plain and -s forms are as often nouns.
var verbOrNoun = set(`state claim report stress point comment reply answer estimate hope fear worry vow pledge
promise offer demand call appeal blame slam blast praise welcome voice joke cry whisper boast signal show find rule
decree plan doubt dispute question hint counter quote echo remark tweet post thank urge address want support attack favor favour discuss advocate name order request`)

func regularPast(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case strings.HasSuffix(lemma, "y") && !vowel(lemma[len(lemma)-2]):
		return lemma[:len(lemma)-1] + "ied"
	}
	return lemma + "ed"
}

func third(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "y") && !vowel(lemma[len(lemma)-2]):
		return lemma[:len(lemma)-1] + "ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "x"):
		return lemma + "es"
	}
	return lemma + "s"
}

// present derives the present participle; a past form with a doubled consonant
// shows that it doubles here too.
func present(lemma, past string) string {
	if strings.HasSuffix(lemma, "e") && !strings.HasSuffix(lemma, "ee") {
		return lemma[:len(lemma)-1] + "ing"
	}
	if strings.HasSuffix(past, "ed") && len(past) == len(lemma)+3 && past[len(lemma)] == lemma[len(lemma)-1] {
		return past[:len(past)-2] + "ing"
	}
	return lemma + "ing"
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// set returns the words of a list separated by white space.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
