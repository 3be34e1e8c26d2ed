package timex

import (
	"slices"
	"strconv"
	"strings"
)

// figure says how the figures of an item are written.
type figure uint8

const (
	noFigure   figure = iota
	plain             // "12", "2,000", "2.5"
	ordinalFig        // "28th"
	yearsFig          // "1990s", "'80s"
	clockFig          // "5:30"
	shortYear         // "'82"
	dateFig           // a date in one token: "2018-11-28", "7/8/07"
	quarterFig        // "Q3"
	fiscalFig         // "FY2010"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// figures reads what is written with figures.
func (it *item) figures(ws *Words) {
	s := it.text
	if i := strings.TrimLeft(s, "'’"); len(i) < len(s) {
		switch {
		case len(i) > 2 && i[2:] == ws.YearsSuffix && i[1] == '0' && isDigit(i[0]):
			it.figure, it.n = yearsFig, float64(i[0]-'0')*10
		case len(i) == 2 && isDigit(i[0]) && isDigit(i[1]):
			it.figure, it.n, it.digits = shortYear, atof(i), 2
		}
		return
	}
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	it.digits = n
	rest := s[n:]
	switch {
	case rest == "":
		it.figure, it.n = plain, atof(s)
	case rest == "." && n <= 4:
		it.figure, it.n = plain, atof(s[:n])
	case rest == ws.YearsSuffix && (n == 4 || n == 2) && s[n-1] == '0':
		it.figure, it.n = yearsFig, atof(s[:n])
	case n <= 2 && slices.Contains(ws.OrdinalSuffixes, strings.ToLower(rest)):
		it.figure, it.n = ordinalFig, atof(s[:n])
	case (rest[0] == ':' || rest[0] == '.') && n <= 2 && len(rest) == 3 && isDigit(rest[1]) && isDigit(rest[2]) && rest[1] < '6' && atof(s[:n]) <= 24:
		it.figure, it.n = clockFig, atof(s[:n])*60+atof(rest[1:])
		if rest[0] == '.' {
			it.figure, it.n = plain, atof(s)
		}
	case rest[0] == ':' && n <= 2 && len(rest) == 6 && rest[3] == ':':
		it.figure, it.n = clockFig, atof(s[:n])*60+atof(rest[1:3])
	case rest[0] == ',' || rest[0] == '.':
		if v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64); err == nil {
			it.figure, it.n, it.comma = plain, v, rest[0] == ','
			break
		}
		fallthrough
	default:
		if strings.ContainsAny(rest[:1], "-/.") {
			it.figure = dateFig
		}
	}
}

// letters reads "Q3" and "FY2010".
func (it *item) letters(ws *Words) {
	s := it.text
	if q, ok := strings.CutPrefix(s, ws.QuarterPrefix); ok && len(q) == 1 && '1' <= q[0] && q[0] <= '4' {
		it.figure, it.n = quarterFig, float64(q[0]-'0')
	} else if y, ok := strings.CutPrefix(s, ws.FiscalPrefix); ok && len(y) == 4 && atof(y) >= firstYear && atof(y) <= lastYear {
		it.figure, it.n = fiscalFig, atof(y)
	}
}

// atof reads figures; what is none is 0.
func atof(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return f
}
