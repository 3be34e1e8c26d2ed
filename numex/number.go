package numex

import (
	"math"
	"strconv"
	"strings"
)

// number is a number as written, without its unit.
type number struct {
	first, last int     // pieces, half-open
	from, to    float64 // differ only in a vague number: "dozens"
	coefficient float64 // before magnitudes
	scale       float64 // what magnitudes multiply it by
	step        float64 // the value of the last printed digit: how exactly it is given
	digits      bool    // written with digits
	integer     bool    // digits only, without comma or point
	fraction    bool    // a fraction: "a third"
	one         bool    // the word that is also a pronoun
	plus        bool    // a plus sign against it: "500+"
}

// number reads the number that begins at piece i.
func (f *finder) number(i int) (n number, ok bool) {
	p := &f.ps[i]
	if p.number {
		return f.digits(i)
	}
	if _, starts := f.l.starts[p.lower]; !starts {
		return n, false
	}
	if n, ok = f.vague(i); ok {
		return n, true
	}
	if n, ok = f.fraction(i); ok {
		return n, true
	}
	return f.spelled(i)
}

// at returns piece i in lower case, empty outside the sentence.
func (f *finder) at(i int) string {
	if i < 0 || i >= len(f.ps) {
		return ""
	}
	return f.ps[i].lower
}

// isNumber reports whether piece i is written with digits.
func (f *finder) isNumber(i int) bool { return i >= 0 && i < len(f.ps) && f.ps[i].number }

// gluedAt reports whether piece i stands against the one before it.
func (f *finder) gluedAt(i int) bool { return i > 0 && i < len(f.ps) && f.ps[i].glued }

// digits reads "7.2 billion", "1,062", "25k", "2 1/2".
func (f *finder) digits(i int) (n number, ok bool) {
	text, first := f.ps[i].text, i
	if i > 0 && f.ps[i-1].text == "." && f.gluedAt(i) && !f.gluedAt(i-1) {
		text, first = "."+text, i-1 // "a .500 record"
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil {
		return n, false
	}
	n = number{first: first, last: i + 1, coefficient: v, scale: 1, digits: true, integer: !strings.ContainsAny(text, ",."), step: printedStep(text)}
	if num, den, ok := f.slash(i); ok {
		n.coefficient, n.last, n.step, n.integer = num/den, i+3, 1/den, false
		n.fraction = f.at(n.last) == f.l.Of
	} else if num, den, ok := f.slash(i + 1); ok && !f.gluedAt(i+1) {
		n.coefficient, n.last, n.step, n.integer = v+num/den, i+4, 1/den, false
	} else if x, ok := vulgar[f.at(i+1)]; ok {
		n.coefficient, n.last, n.step, n.integer = v+x, i+2, x, false
	}
	if whole, ok := f.ratio(n.last, v); ok && n.integer && whole.from <= 10 && f.at(n.last) != f.l.Of { // "6 in 10 voters"
		n.coefficient, n.last, n.integer, n.fraction = v/whole.from, whole.last, false, true
	}
	if s, ok := f.l.Suffixes[f.at(n.last)]; ok && f.suffix(n) {
		n.scale, n.integer = s, false
		n.last++
	}
	f.magnitudes(&n)
	n.from = n.coefficient * n.scale
	n.to = n.from
	n.step *= n.scale
	if f.at(n.last) == "+" && f.gluedAt(n.last) {
		n.plus = true
		n.last++
	}
	return n, !math.IsInf(n.from, 0)
}

// vulgar are fractions that are one character.
var vulgar = map[string]float64{"½": .5, "¼": .25, "¾": .75, "⅓": 1. / 3, "⅔": 2. / 3, "⅛": .125, "⅜": .375, "⅝": .625, "⅞": .875}

// slash reads a fraction of digits, "1/2": the denominators of daily life, so
// that dates ("9/11") stay dates.
func (f *finder) slash(i int) (num, den float64, ok bool) {
	if i+2 >= len(f.ps) || !f.ps[i].number || f.at(i+1) != "/" || !f.gluedAt(i+1) || !f.gluedAt(i+2) || !f.ps[i+2].number || f.at(i+3) == "/" {
		return 0, 0, false
	}
	num, err1 := strconv.ParseFloat(f.ps[i].text, 64)
	den, err2 := strconv.ParseFloat(f.ps[i+2].text, 64)
	if err1 != nil || err2 != nil || num >= den {
		return 0, 0, false
	}
	switch den {
	case 2, 3, 4, 5, 8, 10, 16:
		return num, den, true
	}
	return 0, 0, false
}

// suffix reports whether the letters behind n, which may be a magnitude or a
// unit, are a magnitude: after a currency always; "bn", which is no unit, always;
// "m" only against the number and before a noun.
func (f *finder) suffix(n number) bool {
	i := n.last
	if _, _, ok := f.currencyBefore(n.first); ok {
		return true
	}
	glued := f.gluedAt(i)
	if _, k := f.l.forms.longest(f.ps, i, 1); k == 0 {
		return glued || len(f.at(i)) > 1
	}
	return glued && f.noun(i+1) && f.plural(i+1)
}

// magnitudes multiplies n by the words after it: "million", "-million".
func (f *finder) magnitudes(n *number) {
	for {
		i := n.last
		if f.at(i) == "-" && f.gluedAt(i) && f.gluedAt(i+1) {
			i++
		}
		m, ok := f.l.Magnitudes[f.at(i)]
		if !ok {
			return
		}
		n.scale *= m
		n.integer = false
		n.last = i + 1
	}
}

// spelled reads "twenty-five", "two hundred and five", "a million", "half a
// dozen", "two and a half".
func (f *finder) spelled(i int) (n number, ok bool) {
	n = number{first: i, scale: 1, one: f.at(i) == f.l.One}
	total, current, words := 0.0, 0.0, 0
	k := i
	if f.l.Articles[f.at(i)] {
		if _, ok := f.l.Magnitudes[f.at(i+1)]; !ok {
			return n, false
		}
		current, k = 1, i+1
	} else if f.at(i) == f.l.Half && f.l.Articles[f.at(i+1)] {
		if _, ok := f.l.Magnitudes[f.at(i+2)]; !ok {
			return n, false
		}
		current, k = .5, i+2
	} else if _, ok := f.l.Magnitudes[f.at(i)]; ok && i > 0 {
		return n, false // "the million": how many is not said
	}
	last := 0.0 // the cardinal just read, when another may join it
	for {
		w := f.at(k)
		if w == "-" && words > 0 && f.gluedAt(k) && f.gluedAt(k+1) && (last >= 20 && f.l.Cardinals[f.at(k+1)] > 0 || f.l.Magnitudes[f.at(k+1)] > 0) {
			k++
			continue
		}
		if w == f.l.And && words > 0 && last == 0 && current >= 100 && f.l.Cardinals[f.at(k+1)] > 0 {
			k++
			continue
		}
		if v, isCardinal := f.l.Cardinals[w]; isCardinal && (words == 0 || last >= 20 && last < 100 && v < 10 || last == 0 && current+total > 0) {
			current += v
			last = v
		} else if m, isMagnitude := f.l.Magnitudes[w]; isMagnitude {
			if current == 0 {
				current = 1
			}
			current *= m
			if m >= 1000 {
				total, current = total+current, 0
			}
			last = 0
			n.one = false
		} else {
			break
		}
		words++
		k++
	}
	if words == 0 {
		return n, false
	}
	n.last = k
	n.coefficient = total + current
	if f.at(k) == f.l.And && f.l.Articles[f.at(k+1)] && f.at(k+2) == f.l.Half {
		n.coefficient += .5
		n.last = k + 3
		n.one = false
	}
	if words > 1 {
		n.one = false
	}
	f.magnitudes(&n)
	n.from = n.coefficient * n.scale
	n.to, n.step = n.from, roundStep(n.from)
	return n, true
}

// printedStep returns the value of the last printed digit: .01 of "20.52", 10 of
// "350", 1 of "33".
func printedStep(text string) float64 {
	if _, decimals, ok := strings.Cut(text, "."); ok {
		return math.Pow10(-len(decimals))
	}
	zeros := len(text) - len(strings.TrimRight(text, "0,"))
	if zeros == len(text) {
		return 1
	}
	return math.Pow10(zeros - strings.Count(text[len(text)-zeros:], ","))
}

// roundStep is printedStep of a whole number in words.
func roundStep(v float64) float64 {
	if v < 1 || v != math.Trunc(v) {
		return .5
	}
	return printedStep(strconv.FormatFloat(v, 'f', 0, 64))
}
