package record

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"sayso"
)

// counting reads what the figure at place i of the story's is compared by. Its unit
// is empty when it is compared with nothing: figures of nothing, parts of others
// and what gives a figure again in another unit.
func (w *AccountWords) counting(f *Figure, i int) counting {
	c := counting{Figure: f, at: i, unit: f.Unit, counted: beginnings(plainWords(f.Counted))}
	left, right := clause(f.Before, f.After, subjectWords)
	c.toll = w.toll(f)
	if c.toll != "" { // one sentence tells what happened, the next how many were hurt
		left, right = f.Before, f.After
	}
	c.subject = w.subjectOf(left, right, f.Counted)
	for b := range beginnings(plainWords(f.Unit)) { // what is comparable shares it already
		delete(c.subject.words, b)
	}
	if f.Figure.Kind == sayso.FigurePercent && f.Figure.Change != sayso.ChangeNone {
		c.unit = "" // a price moves from hour to hour
		return c
	}
	part := func(word string) bool { return w.Parts[word] }
	before := plainWords(left)
	besides := slices.ContainsFunc(before[max(0, len(before)-2):], func(word string) bool { return w.Besides[word] })
	own, next := plainWords(f.Words), plainWords(right)
	if besides || f.Restates != 0 || slices.ContainsFunc(own, part) || len(own) == 1 && len(next) > 0 && part(next[0]) {
		c.unit = ""
		return c
	}
	if c.toll != "" {
		if noun := lastWord(f.Unit); noun == "" || (w.Anyone[noun] || w.Tolls[noun] != "") && f.Counted == strings.ToLower(f.Counted) {
			c.unit = c.toll
		}
		for word := range w.Tolls { // what makes it a toll does not say of what
			for b := range beginnings([]string{word}) {
				delete(c.subject.words, b)
			}
		}
	}
	m, measured := w.Measures[f.Unit]
	c.low, c.high = bounds(&f.Figure, measured)
	if measured && m.Factor > 0 {
		c.unit = m.Dimension
		c.low, c.high = c.low*m.Factor+m.Offset, c.high*m.Factor+m.Offset
	}
	return c
}

// bounds returns the least and the greatest value that f may mean. Round numbers,
// approximate ones and those that are to be converted have play.
func bounds(f *sayso.Figure, converts bool) (low, high float64) {
	low, high = min(f.From, f.To), max(f.From, f.To)
	play := 0.0
	step := stepOf(high)
	switch {
	case f.Approx:
		play = max(step/2, aboutShare*math.Abs(high))
	case step >= leastRound:
		play = step / 2
	}
	if converts {
		play = max(play, min(step, 1)/2, convertShare*math.Abs(high))
	}
	low, high = low-play, high+play
	switch f.Bound {
	case sayso.MoreThan, sayso.AtLeast:
		high = math.Inf(1)
	case sayso.LessThan, sayso.AtMost:
		low = math.Inf(-1)
	}
	return low, high
}

// What numbers may be off by: those that are called approximate, those that were
// converted and rounded, and whole hundreds, by half of what they are rounded to.
const (
	aboutShare   = 0.05
	convertShare = 0.03
	leastRound   = 100
)

// stepOf returns what v is rounded to as it is printed: 100 of 26,500, 0.01 of 7.46.
func stepOf(v float64) float64 {
	digits := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	if _, decimals, ok := strings.Cut(digits, "."); ok {
		return math.Pow10(-len(decimals))
	}
	return math.Pow10(len(digits) - len(strings.TrimRight(digits, "0")))
}

// How near a figure the word must stand that makes it a toll, in words, and how much
// further away a comma puts it.
const (
	tollNear  = 4
	tollComma = 2
)

// toll returns of which victims f is told, empty for other figures: the nearest word
// says it. Behind a comma a word is further away.
func (w *AccountWords) toll(f *Figure) string {
	counts := f.Figure.Kind == sayso.FigureCount || f.Figure.Kind == sayso.FigureNumber
	if !counts || f.Unit != "" && !w.Victims[lastWord(f.Unit)] {
		return ""
	}
	for _, word := range plainWords(f.Counted) {
		if w.Tolls[word] != "" {
			return w.Tolls[word]
		}
	}
	left, right := clause(f.Before, f.After, tollNear)
	sides := [2][]string{plainWords(right), plainWords(left)}
	slices.Reverse(sides[1]) // the nearest first
	comma := [2]int{len(sides[0]), len(sides[1])}
	if head, _, ok := strings.Cut(right, ","); ok {
		comma[0] = len(plainWords(head))
	}
	if k := strings.LastIndex(left, ","); k >= 0 {
		comma[1] = len(plainWords(left[k:]))
	}
	nearest, which := tollNear, ""
	for side, words := range sides {
		for i, word := range words {
			if i >= comma[side] {
				i += tollComma
			}
			if t := w.Tolls[word]; t != "" && i < nearest {
				nearest, which = i, t
			}
		}
	}
	return which
}

func lastWord(s string) string {
	words := strings.Fields(s)
	return cmp.Or(strings.Join(words[max(0, len(words)-1):], ""), s)
}
