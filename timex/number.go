package timex

import (
	"strconv"
)

// amount is a number of units: a value, or unknown where the text has it so.
type amount struct {
	value float64 // negative when it is vague
	mod   string
}

const vague = -1

// number reads a number in figures or words: "12", "two and a half", "a few",
// "twenty-five", "two hundred", "10 to 12".
func (p *parser) number(i int) (amount, int) {
	j := i
	if p.is(j, A) {
		if p.is(j+1, Vague) {
			return amount{value: vague}, j + 2
		}
		if p.is(j+1, Scale) || p.is(j+1, Cardinal) && p.is(j+1, About) {
			j++
		}
	}
	switch {
	case p.is(j, Vague):
		if p.is(j+1, Scale) && p.at(j+1).word.N == 100 {
			j++
		}
		return amount{value: vague}, j + 1
	case p.is(j, Cardinal) && p.is(j, About): // "couple"
		end := j + 1
		if p.is(end, Of) {
			end++
		}
		return amount{2, "APPROX"}, end
	case p.is(j, A):
		return amount{value: 1}, j + 1
	}
	v, end := p.plainNumber(j)
	if end == 0 {
		return amount{}, 0
	}
	a := amount{value: v}
	k := p.joined(end)
	switch {
	case p.is(k, And) && p.is(p.joined(k+1), A) && p.is(p.joined(p.joined(k+1)+1), Half):
		a.value += .5
		end = p.joined(p.joined(k+1)+1) + 1
	case (p.is(end, To) || p.mark(end, "-") || p.mark(end, "–")) && !p.is(end, And) || p.is(end, And) && p.is(end, To) || p.hyphen(end) && p.is(end+1, To):
		k := end + 1
		if p.hyphen(end) && p.is(k, To) {
			k++
		}
		if w, e := p.plainNumber(k); e > 0 && w > v {
			a, end = amount{v, "EQUAL_OR_MORE"}, e
		}
	}
	return a, end
}

// plainNumber reads a number without "and a half" and without ranges.
func (p *parser) plainNumber(i int) (float64, int) {
	it := p.at(i)
	switch {
	case it.figure == plain:
		v, j := it.n, i+1
		if f, ok := fraction(p.at(j).text); ok {
			return v + f, j + 1
		}
		if p.is(j, Scale) {
			v, j = v*float64(p.at(j).word.N), j+1
		}
		return v, j
	case it.is(Cardinal|Scale) && !it.is(About):
		sum, last, j := 0., 0., i
		for {
			w := p.at(j)
			switch {
			case w.is(Cardinal) && !w.is(About):
				if last > 0 && last < 20 || last >= 20 && w.word.N >= 10 && last < 100 {
					return sum, j
				}
				last = float64(w.word.N)
				sum += last
			case w.is(Scale):
				sum = max(sum, 1) * float64(w.word.N)
				last = 100
			default:
				return sum, j
			}
			j++
			if k := p.joined(j); k > j && p.is(k, Cardinal|Scale) {
				j = k
			}
		}
	}
	return 0, 0
}

func fraction(s string) (float64, bool) {
	switch s {
	case "1/2", "½":
		return .5, true
	case "1/4", "¼":
		return .25, true
	case "3/4", "¾":
		return .75, true
	}
	return 0, false
}

// unitLetters are the letters of ISO 8601, and those of TIMEX3 for what it lacks.
var unitLetters = [...]string{Second: "S", Minute: "M", Hour: "H", DayUnit: "D", Weekend: "WE", Week: "W", Fortnight: "W",
	MonthUnit: "M", Quarter: "Q", Year: "Y", DecadeUnit: "DE", Century: "CE"}

// duration writes n units as ISO 8601 does: a negative n is unknown, "PXD".
// Tenths and hundreds of years are written as years, as the corpora have them.
func duration(n float64, u Unit) string {
	letter := unitLetters[u]
	t := "P"
	if u <= Hour {
		t = "PT"
	}
	if n < 0 {
		return t + "X" + letter
	}
	switch u {
	case Fortnight:
		n *= 2
	case DecadeUnit:
		n, letter = n*10, "Y"
	case Century:
		n, letter = n*100, "Y"
	case Year:
		if n == .5 {
			n, letter = 6, "M"
		}
	}
	whole := int(n)
	if n == float64(whole) {
		return t + strconv.Itoa(whole) + letter
	}
	if u == Hour || u == Minute {
		rest := strconv.Itoa(int((n-float64(whole))*60+.5)) + unitLetters[u-1]
		if whole == 0 {
			return t + rest
		}
		return t + strconv.Itoa(whole) + letter + rest
	}
	return t + strconv.FormatFloat(n, 'f', -1, 64) + letter
}
