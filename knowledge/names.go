package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Verdict says how two names stand to each other.
type Verdict uint8

// The verdicts, the surest last.
const (
	Other    Verdict = iota // two persons, as far as the names say
	Possible                // a part of a name: one of the two may be anybody of that surname
	Variant                 // one name in two spellings
	Known                   // two names of one person, by the file
	Equal                   // the same name
)

// Same says whether two names are one person's, and why in a few words.
func (b *Base) Same(x, y string) (Verdict, string) {
	p, q := b.parts(x), b.parts(y)
	if len(p) == 0 || len(q) == 0 {
		return Other, ""
	}
	if slices.Equal(p, q) {
		if fold(x) == fold(y) {
			return Equal, "the same name"
		}
		return Variant, "one name, written in two ways"
	}
	if k, ok := b.personOf(p); ok {
		if l, ok := b.personOf(q); ok {
			if k.Name == l.Name {
				return Known, "both names are " + k.Name + "'s in the list of public facts"
			}
			return Other, ""
		}
	}
	if len(p) > len(q) {
		p, q = q, p
	}
	if len(p) == 1 {
		switch last := q[len(q)-1]; {
		case len(q) > 1 && spelt(p[0]) == spelt(last):
			return Possible, "a surname alone"
		case len(q) == 1 && spelt(p[0]) == spelt(last):
			return Variant, "one name, spelt in two ways"
		}
		return Other, ""
	}
	if spelt(p[len(p)-1]) != spelt(q[len(q)-1]) {
		return Other, ""
	}
	switch {
	case b.sameGiven(p[0], q[0]):
		if p[len(p)-1] == q[len(q)-1] && p[0] == q[0] {
			return Variant, "one has a name more between"
		}
		return Variant, "one name, spelt in two ways"
	case initial(p[0], q[0]):
		return Possible, "an initial for a given name"
	}
	return Other, ""
}

func (b *Base) sameGiven(x, y string) bool {
	return x == y || b.given[x] != 0 && b.given[x] == b.given[y] || len(x) > 3 && len(y) > 3 && spelt(x) == spelt(y)
}

func initial(x, y string) bool {
	return (len(x) == 1 || len(y) == 1) && x[0] == y[0]
}

// parts returns the words of a name, folded: without what stands before names,
// with the article of an Arabic name and the words of "Abd al-" joined to what
// follows.
func (b *Base) parts(name string) []string {
	words := strings.FieldsFunc(fold(name), func(r rune) bool { return !unicode.IsLetter(r) })
	for len(words) > 1 && b.words.Honorifics[words[0]] {
		words = words[1:]
	}
	var out []string
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case i+1 < len(words) && b.words.Articles[w]:
			continue
		case i+1 < len(words) && b.words.Servants[w]:
			i++
			for i+1 < len(words) && b.words.Articles[words[i]] {
				i++
			}
			w = oneServant + words[i]
		default:
			if n := joinedServant; len(w) > n+3 && b.words.Servants[w[:n]] {
				w = oneServant + w[n:]
			}
		}
		out = append(out, w)
	}
	return out
}

// oneServant stands for every way of writing "servant of", of which those of
// joinedServant letters are also written together with what follows.
const (
	oneServant    = "abdul"
	joinedServant = 5
)

// fold writes a name in small letters without accents.
func fold(s string) string {
	s = strings.ToLower(s)
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || r == '\'' || r == '`' }) {
		return strings.TrimSpace(s) // most names
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '‘', r == 'ʿ', r == 'ʾ', r == '`':
		case letters[r] != "":
			b.WriteString(letters[r])
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// letters are those that no accent explains.
var letters = map[rune]string{'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d"}

// spelt returns what the transliterations of one name have in common: Lavrentyev
// and Lavrentiev, Farhan and Farhane, Zelensky and Zelenskiy give the same.
func spelt(w string) string {
	if len(w) < 4 {
		return w
	}
	w = sounds.Replace(w)
	if stem, ok := strings.CutSuffix(w, "ff"); ok {
		w = stem + "v"
	}
	if len(w) > 5 && strings.HasSuffix(w, "e") {
		w = w[:len(w)-1]
	}
	out := w[:1]
	for i := 1; i < len(w); i++ {
		if w[i] != w[i-1] {
			out += w[i : i+1]
		}
	}
	return out
}

// sounds writes one sound in one way; of two that fit at one place the first
// counts.
var sounds = strings.NewReplacer(
	"tsch", "ch", "tch", "ch", "sch", "sh", "dzh", "j", "dj", "j", "kh", "h", "gh", "g", "ph", "f", "ck", "k", "q", "k", "x", "ks", "w", "v",
	"oo", "u", "ou", "u", "ow", "ov", "iye", "e", "yie", "e", "iyy", "i", "ie", "e", "ye", "e", "je", "e", "iy", "i", "ij", "i", "yy", "i", "yi", "i", "ee", "i", "y", "i", "ts", "c", "tz", "c",
)
