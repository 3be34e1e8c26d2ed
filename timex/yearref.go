package timex

// yearAfter reads the year that may follow a smaller unit: "2018", ", 2018",
// "of last year", "this year", "the year before".
func (p *parser) yearAfter(i int, to *yearRef) int {
	j := p.skip(i, ",")
	j = p.skip(j, "'s")
	if y, e := p.year(j); e > 0 && !p.is(e, Month) {
		to.year = y
		return e
	}
	if p.is(j, Of) || p.is(j, In) {
		j++
		if y, e := p.year(j); e > 0 {
			to.year = y
			return e
		}
	} else if j > i {
		return i
	}
	if r, e := p.relativeYear(j); e > 0 {
		*to = r
		return e
	}
	return i
}

// relativeYear reads "last year", "a year ago", "that year", "the previous year".
func (p *parser) relativeYear(i int) (yearRef, int) {
	j := i
	if p.is(j, The) {
		j++
	}
	isYear := func(k int) bool { return p.is(k, UnitName) && p.at(k).word.Unit == Year && p.at(k).word.N < 2 }
	switch {
	case isYear(j) && j > i:
		if p.is(j+1, Earlier) {
			return yearRef{shift: -1, base: spoken, has: true}, j + 2
		}
		return yearRef{base: spoken, has: true}, j + 1
	case p.is(j, A) && isYear(j+1) && p.is(j+2, Ago|Earlier):
		return yearRef{shift: -1, base: spoken, has: true}, j + 3
	case !isYear(j + 1):
		return yearRef{}, 0
	case p.is(j, Before):
		return yearRef{shift: -1, base: spoken, has: true}, j + 2
	case p.is(j, That|Same):
		return yearRef{base: spoken, has: true}, j + 2
	case p.is(j, Last):
		return yearRef{shift: -1, has: true}, j + 2
	case p.is(j, This):
		return yearRef{has: true}, j + 2
	case j > i && p.is(j, After):
		return yearRef{shift: 1, base: spoken, has: true}, j + 2
	case p.is(j, Next):
		return yearRef{shift: 1, has: true}, j + 2
	}
	return yearRef{}, 0
}

// year reads a year in figures or in words, and returns the index behind it.
func (p *parser) year(i int) (int, int) {
	it := p.at(i)
	switch {
	case it.figure == plain && it.digits == 4 && !it.comma && it.n >= firstYear && it.n <= lastYear && it.n == float64(int(it.n)):
		return int(it.n), i + 1
	case it.figure == shortYear:
		return century(int(it.n)), i + 1
	case it.is(Cardinal) && it.word.N >= 18 && it.word.N <= 20 && p.is(i+1, Cardinal) && p.at(i+1).word.N >= 10: // "nineteen ninety-seven"
		y, j := it.word.N*100+p.at(i+1).word.N, i+2
		if k := p.joined(j); p.at(i+1).word.N >= 20 && p.is(k, Cardinal) && p.at(k).word.N < 10 {
			y, j = y+p.at(k).word.N, k+1
		}
		return y, j
	}
	return 0, 0
}
