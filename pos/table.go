package pos

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"sayso"
	"sayso/perceptron"
)

// table answers from the tags of a word and, where it makes a difference, its
// ending or the whole word: the longest that is listed decides. So a rule is a
// short ending, an exception a whole word.
type table struct {
	answers []string
	rules   map[uint32]uint16 // by fingerprint of tags and ending, the number of the answer
}

// longestEnding is the longest ending looked up, in bytes.
const longestEnding = 5

// ending returns the fingerprint of the last n bytes of a word with those tags;
// the word itself is another than an ending of its length.
func ending(word []byte, n int, tags uint32) uint32 {
	whole := uint32(0)
	if n > longestEnding {
		n, whole = len(word), 1
	}
	return perceptron.Feature(200+n, perceptron.Hash(word[len(word)-n:]), tags, whole)
}

// of returns the answer for a word in small letters, empty when there is none.
func (t *table) of(word []byte, tags uint32) string {
	for n := longestEnding + 1; n >= 0; n-- {
		if n <= longestEnding && n > len(word) {
			continue
		}
		if a, ok := t.rules[ending(word, n, tags)]; ok {
			return t.answers[a]
		}
	}
	return ""
}

// example is one occurrence in training.
type example struct {
	word   string // in small letters
	tags   uint32
	answer string
}

// learnTable returns the table that gives each word of examples its most
// frequent answer, with no rule that a shorter ending makes needless. An ending
// is listed when at least least different words have it.
func learnTable(examples []example, least int) *table {
	type key struct {
		word string
		tags uint32
	}
	words := map[key]map[string]int{}
	for _, e := range examples {
		k := key{e.word, e.tags}
		if words[k] == nil {
			words[k] = map[string]int{}
		}
		words[k][e.answer]++
	}
	order := slices.SortedFunc(maps.Keys(words), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.tags, b.tags))
	})
	t := &table{rules: map[uint32]uint16{}}
	numbers := map[string]uint16{}
	for n := 0; n <= longestEnding+1; n++ {
		votes := map[uint32]map[string]int{}
		support := map[uint32]int{}
		var endings []uint32
		sample := map[uint32]key{}
		for _, k := range order {
			if n <= longestEnding && n > len(k.word) {
				continue
			}
			e := ending([]byte(k.word), n, k.tags)
			if votes[e] == nil {
				votes[e] = map[string]int{}
				endings = append(endings, e)
				sample[e] = k
			}
			support[e]++
			for a, c := range words[k] {
				if n <= longestEnding {
					c = 1 // an ending speaks for words, however often each occurs
				}
				votes[e][a] += c
			}
		}
		for _, e := range endings {
			if n > 0 && n <= longestEnding && support[e] < least {
				continue
			}
			answer := most(votes[e])
			k := sample[e]
			if t.of([]byte(k.word), k.tags) == answer && (n > 0 || answer == "") {
				continue // what is listed so far says so already: shorter endings are one list for all
			}
			if _, ok := numbers[answer]; !ok {
				numbers[answer] = uint16(len(t.answers))
				t.answers = append(t.answers, answer)
			}
			t.rules[e] = numbers[answer]
		}
	}
	return t
}

// most returns the answer of most votes, of equals the first in order.
func most(votes map[string]int) string {
	best := ""
	for i, a := range slices.Sorted(maps.Keys(votes)) {
		if i == 0 || votes[a] > votes[best] {
			best = a
		}
	}
	return best
}

// add writes the table to a file: its answers as a list of strings, its rules by
// ascending fingerprint, each as the unsigned varints of the distance from the
// one before and of the number of its answer.
func (t *table) add(f *perceptron.File, name string) {
	perceptron.Add(f, name+" answers", t.answers)
	var b []byte
	last := uint32(0)
	for _, k := range slices.Sorted(maps.Keys(t.rules)) {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.AppendUvarint(b, uint64(t.rules[k]))
		last = k
	}
	perceptron.Add(f, name+" rules", b)
}

func readTable(f *perceptron.File, name string) (*table, error) {
	t := &table{rules: map[uint32]uint16{}}
	var err error
	if t.answers, err = f.Strings(name + " answers"); err != nil {
		return nil, err
	}
	b, err := f.Section(name + " rules")
	if err != nil {
		return nil, err
	}
	t.rules = make(map[uint32]uint16, len(b)/3)
	return t, pairs(b, func(key uint32, v uint64) error {
		if v >= uint64(len(t.answers)) {
			return fmt.Errorf("model file: %s rule refers to answer %d of %d", name, v, len(t.answers))
		}
		t.rules[key] = uint16(v)
		return nil
	})
}

// pairs reads what add and encodeDictionary write.
func pairs(b []byte, f func(key uint32, v uint64) error) error {
	key := uint64(0)
	for len(b) > 0 {
		step, n := binary.Uvarint(b)
		v, k := binary.Uvarint(b[max(n, 0):])
		if key += step; n <= 0 || k <= 0 || key >= 1<<32 {
			return fmt.Errorf("model file: damaged list, %d bytes from its end", len(b))
		}
		b = b[n+k:]
		if err := f(uint32(key), v); err != nil {
			return err
		}
	}
	return nil
}

// A dictionary is a list of pairs: the fingerprint of a form, and twice the
// number of its tag, plus one when that is sure.

func encodeDictionary(words map[uint32]entry) []byte {
	var b []byte
	last := uint32(0)
	for _, k := range slices.Sorted(maps.Keys(words)) {
		v := uint64(words[k].tag) << 1
		if words[k].sure {
			v |= 1
		}
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.AppendUvarint(b, v)
		last = k
	}
	return b
}

func decodeDictionary(b []byte, tags int) (map[uint32]entry, error) {
	out := make(map[uint32]entry, len(b)/3)
	return out, pairs(b, func(key uint32, v uint64) error {
		if v>>1 >= uint64(tags) {
			return fmt.Errorf("model file: dictionary has tag %d of %d", v>>1, tags)
		}
		out[key] = entry{uint8(v >> 1), v&1 == 1}
		return nil
	})
}

// A lemma is told from its form by an edit: whether the form's capitals stay
// ("=") or go ("-"), how many bytes to cut off its end, and what to put there.

func editOf(form, lemma string) string {
	common := func(base string) int {
		n := 0
		for n < len(base) && n < len(lemma) && base[n] == lemma[n] {
			n++
		}
		for n < len(lemma) && !utf8.RuneStart(lemma[n]) || n < len(base) && !utf8.RuneStart(base[n]) {
			n-- // an edit never parts the bytes of a character
		}
		return n
	}
	// Capitals go where they may, so that a word has one edit at the start of a
	// sentence and inside.
	keep, n := "-", common(string(perceptron.Lower([]byte(form))))
	if k := common(form); k > n {
		keep, n = "=", k
	}
	return keep + strconv.Itoa(len(form)-n) + " " + lemma[n:]
}

// lemma sets the lemma of token number i by its edit. An edit that cuts off more
// than there is, or a part of a character, leaves the form.
func (t *Tagger) lemma(tok *sayso.Token, form string, tags uint32, i int, m *scratch) {
	tok.Lemma = form
	edit := t.lemmas.of(m.bytes, tags)
	keep, rest := edit != "" && edit[0] == '=', ""
	cut := 0
	for k := 1; k < len(edit); k++ {
		if edit[k] == ' ' {
			rest = edit[k+1:]
			break
		}
		cut = 10*cut + int(edit[k]-'0')
	}
	if edit == "" || cut > len(form) || cut > 0 && !utf8.RuneStart(form[len(form)-cut]) || !utf8.ValidString(rest) {
		return
	}
	stem := m.bytes[:len(form)-cut]
	if keep || string(stem) == form[:len(stem)] {
		if rest == "" {
			tok.Lemma = form[:len(stem)]
			return
		}
		stem = append(stem[:0], form[:len(form)-cut]...)
	}
	from := len(m.lemmas)
	m.lemmas = append(append(m.lemmas, stem...), rest...)
	m.pieces = append(m.pieces, piece{int32(i), int32(from), int32(len(m.lemmas))})
}
