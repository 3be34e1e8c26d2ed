package geoparse

import (
	"unicode"
	"unicode/utf8"

	"sayso"
	"sayso/gazetteer"
	"sayso/perceptron"
)

// What a word is to the word lists, bit by bit.
const (
	isGiven = 1 << iota
	isTitle
	isNatural
	isDistrict
	isFacility
	isBody
	isPreposition
	isDirection
	isSpeech
)

// The shapes of a word.
const (
	shapeOther = iota
	shapeSmall
	shapeCapital // "Aleppo"
	shapeCapitals
	shapeInitial // "J."
	shapeDigits
	shapeMark
)

// The classes of what a gazetteer knows under a name, by its greatest place.
const (
	knownNot = iota
	knownCountry
	knownDivision
	knownCapital
	knownMillion // from half a million on
	knownCity    // from 100,000 on
	knownTown    // from 20,000 on
	knownVillage
	knownCounty
	knownRegion
	knownNature
	knownAlias
	knownDemonym
	knownName // by the word list of regions alone
)

// word is a token as the tagger sees it.
type word struct {
	text        string
	form, lower uint32 // fingerprints
	end         uint32 // fingerprint of the last three letters
	cluster     [3]uint16
	flags       uint16
	shape       uint8
	first       bool  // of its sentence
	known       uint8 // class of the longest name of the gazetteer over it
	at, size    uint8 // its place in that name, from 0, and the name's words
	other       bool  // the gazetteer has that name as another name only
	use         *use  // how the article uses the word; nil when it is not capitalised
}

// use counts how an article uses a capitalised word.
type use struct{ all, placed, named, followed, small int }

// reading is the memory of one run; it is used again.
type reading struct {
	words    []word
	uses     map[uint32]*use
	store    []use
	key, buf []byte
	matches  []gazetteer.Match
	features []uint32
	tags     []uint8
}

const longestName = 6 // words

// look fills r with the tokens of d.
func (p *Parser) look(d *sayso.Document, r *reading) {
	if cap(r.words) < len(d.Tokens) {
		r.words = make([]word, len(d.Tokens)+len(d.Tokens)/2)
		r.tags = make([]uint8, cap(r.words))
	}
	r.words, r.tags = r.words[:len(d.Tokens)], r.tags[:len(d.Tokens)]
	clear(r.tags)
	for i := range d.Tokens {
		p.attributes(&r.words[i], d.Tokens[i].Span.Of(d.Text), r)
	}
	for _, s := range d.Sentences {
		r.words[s.First].first = true
		for i := s.First; i < s.Last; i++ {
			if w := &r.words[i]; capital(w.shape) && w.known == knownNot {
				p.match(r, int(i), int(s.Last))
			}
		}
	}
	r.count()
}

func capital(shape uint8) bool { return shape >= shapeCapital && shape <= shapeInitial }

func (p *Parser) attributes(w *word, text string, r *reading) {
	r.buf = perceptron.Normal(r.buf[:0], text)
	form := perceptron.Hash(r.buf)
	n := len(r.buf)
	r.buf = append(r.buf, r.buf...)
	lower := perceptron.Lower(r.buf[n:])
	*w = word{text: text, form: form, lower: perceptron.Hash(lower), shape: shapeOf(text)}
	w.end = perceptron.Hash(lower[max(0, len(lower)-3):])
	w.cluster = p.clusters.Of(r.buf[:n], lower)
	w.flags = p.flags[string(lower)]
}

func shapeOf(text string) uint8 {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsDigit(first):
		return shapeDigits
	case unicode.IsUpper(first):
		if size == len(text) || len(text) == size+1 && text[size] == '.' {
			return shapeInitial
		}
		for _, c := range text[size:] {
			if unicode.IsLower(c) {
				return shapeCapital
			}
		}
		return shapeCapitals
	case unicode.IsLetter(first):
		return shapeSmall
	case size == len(text) && unicode.IsPunct(first):
		return shapeMark
	}
	return shapeOther
}

// match finds the longest name of a place that begins at token i and marks its
// words.
func (p *Parser) match(r *reading, i, last int) {
	r.key = r.key[:0]
	size, class, other := 0, uint8(knownNot), false
	for n := 0; n < longestName && i+n < last; n++ {
		w := &r.words[i+n]
		if n > 0 && (w.shape == shapeMark && !joins(w.text) || w.text == p.words.Possessive) {
			break
		}
		from := len(r.key)
		if from > 0 {
			r.key = append(r.key, ' ')
		}
		at := len(r.key)
		r.key = gazetteer.Fold(r.key, w.text)
		if len(r.key) == at {
			r.key = r.key[:from]
			if w.shape != shapeMark {
				break
			}
			continue
		}
		if !capital(w.shape) && n == 0 {
			break
		}
		c, o := p.class(r)
		if c != knownNot && (capital(w.shape) || w.shape == shapeDigits) {
			size, class, other = n+1, c, o
		}
	}
	for k := range size {
		w := &r.words[i+k]
		w.known, w.at, w.size, w.other = class, uint8(k), uint8(size), other
	}
}

// joins reports whether a mark may stand inside a name.
func joins(mark string) bool {
	return mark == "-" || mark == "." || mark == "'" || mark == "’" || mark == "‐" || mark == "‑"
}

// class says what the gazetteer knows under the key of r, and whether only as
// another name.
func (p *Parser) class(r *reading) (uint8, bool) {
	if _, ok := p.aliases[string(r.key)]; ok {
		return knownAlias, false
	}
	if _, ok := p.demonyms[string(r.key)]; ok {
		return knownDemonym, false
	}
	r.matches = p.gazetteer.Find(r.matches[:0], r.key)
	if len(r.matches) == 0 {
		if p.words.Regions[string(r.key)] {
			return knownName, false
		}
		return knownNot, false
	}
	best := r.matches[0]
	for _, m := range r.matches {
		if !m.Alternate {
			best = m
			break
		}
	}
	return classOf(p.gazetteer.At(best.Place)), best.Alternate
}

func classOf(p gazetteer.Place) uint8 {
	f := p.Feature
	switch {
	case f[:1] == "P" && len(f) > 2 && f[:3] == "PCL":
		return knownCountry
	case f == "ADM1":
		return knownDivision
	case f == "PPLC":
		return knownCapital
	case f == "ADM2" || f == "ADMD" || f == "PRSH":
		return knownCounty
	case f == "CONT" || f == "RGN" || f == "ZN" || f == "RGNE" || f == "AREA" || f == "TERR":
		return knownRegion
	case f[:1] != "P" || f == "PEN" || f == "PK" || f == "PRK":
		return knownNature
	case p.Population >= 500000:
		return knownMillion
	case p.Population >= 100000:
		return knownCity
	case p.Population >= 20000:
		return knownTown
	}
	return knownVillage
}

// count fills in how the article uses its capitalised words.
func (r *reading) count() {
	clear(r.uses)
	if cap(r.store) < len(r.words) {
		r.store = make([]use, len(r.words)+len(r.words)/2)
	}
	n := 0
	for i := range r.words {
		w := &r.words[i]
		if w.shape != shapeCapital && w.shape != shapeCapitals {
			continue
		}
		u := r.uses[w.lower]
		if u == nil {
			r.store[n] = use{}
			u = &r.store[n]
			n++
			r.uses[w.lower] = u
		}
		w.use = u
		u.all++
		if i > 0 && !w.first {
			b := &r.words[i-1]
			if b.flags&isPreposition != 0 {
				u.placed++
			}
			if b.flags&(isGiven|isTitle) != 0 || b.shape == shapeInitial {
				u.named++
			}
		}
		if i+1 < len(r.words) && capital(r.words[i+1].shape) {
			u.followed++
		}
	}
	for i := range r.words {
		if w := &r.words[i]; w.shape == shapeSmall {
			if u := r.uses[w.lower]; u != nil {
				u.small++
			}
		}
	}
}
