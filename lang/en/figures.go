package en

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/numex"
)

//go:embed units.txt
var unitTable string

// Figures returns what finding figures in English takes.
func Figures() (*numex.Lexicon, error) {
	units, err := unitsOf(unitTable)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	w := figureWords()
	w.Units = units
	return numex.NewLexicon(w), nil
}

func figureWords() numex.Words {
	return numex.Words{
		Cardinals: values(`zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70
eighty=80 ninety=90`),
		Magnitudes: values(`dozen=12 hundred=100 thousand=1e3 million=1e6 billion=1e9 trillion=1e12 quadrillion=1e15 lakh=1e5 crore=1e7`),
		Suffixes:   values(`k=1e3 m=1e6 mn=1e6 mil=1e6 mln=1e6 b=1e9 bn=1e9 bln=1e9 t=1e12 tn=1e12 trn=1e12`),
		Vague:      values(`dozens=12 scores=20 hundreds=100 thousands=1e3 millions=1e6 billions=1e9 trillions=1e12`),
		Tens:       "tens",
		Few:        set(`several few`),
		Fractions: values(`half=1/2 halves=1/2 third=1/3 thirds=1/3 quarter=1/4 quarters=1/4 fourth=1/4 fourths=1/4 fifth=1/5 fifths=1/5 sixth=1/6
sixths=1/6 seventh=1/7 sevenths=1/7 eighth=1/8 eighths=1/8 ninth=1/9 ninths=1/9 tenth=1/10 tenths=1/10 twentieth=1/20 hundredth=1/100
hundredths=1/100 thousandth=1/1000`),
		Half:     "half",
		RatioOf:  []string{"in", "out of", "in every", "of", "of every"},
		Ordinals: set(`st nd rd th`),
		One:      "one",
		NotOne:   set(`day another thing hand time side way more who that which i you he she they we it 's is was has would will can`),
		AfterOne: set(`no any every each the this that which another some 's ' ’s than`),

		Articles: set(`a an`),
		And:      "and", Or: "or", To: "to", Of: "of", By: "by", Between: "between", From: "from",
		Per:         set(`per / each every`),
		PerName:     " per ",
		NotRate:     set(`earlier ago later before after prior`),
		Possessives: set(`'s ’s ' ’`),

		Tight:   set(`in`),
		Sides:   set(`wide long deep tall high thick across broad away`),
		Old:     []string{"old", "-old", "olds", "-olds", "of age"},
		Ages:    set(`aged age ages`),
		Who:     set(`who he she`),
		Copulas: set(`is was are were 's`),
		AgeUnit: "year of age",
		OfAge:   " of age",
		Time:    "time",
		Plain: set(`more other fewer less further additional many several such own last next past previous same entire full whole total
combined extra few`),
		PluralSuffix: "s",
		NotNoun: set(`the a an this that these those of in on at by to from with for and or but nor as is are was were be been has have had will would can could
may might must shall should do does did not who which what when where while if than then there here he she it they we you his her its their our my your
per between into over under after before during since until about around against through also more most less least other each every all any some so such
very too up down out off only just even still yet again further once higher lower earlier later ago away`),

		Hedges: slices.Concat(
			hedges(numex.Hedge{Approx: true}, `about, around, approximately, approx, roughly, nearly, almost, virtually, some, circa, ca, ~, ≈, close to,
an estimated, estimated, in the region of, somewhere around, just about, an average of, averaged, more or less, not far from, just shy of`),
			hedges(numex.Hedge{Bound: sayso.MoreThan}, `more than, over, above, beyond, greater than, higher than, longer than, older than, better than,
in excess of, upwards of, upward of, north of, exceeding, exceed, exceeds, exceeded, surpass, surpasses, surpassed, topped, >`),
			hedges(numex.Hedge{Bound: sayso.AtLeast}, `at least, no fewer than, no less than, not less than, a minimum of, minimum of, ≥`),
			hedges(numex.Hedge{Bound: sayso.LessThan}, `less than, fewer than, under, below, lower than, shorter than, younger than, shy of, <`),
			hedges(numex.Hedge{Bound: sayso.AtMost}, `up to, as many as, as much as, no more than, not more than, at most, not exceeding, a maximum of,
maximum of, ≤`),
			hedges(numex.Hedge{After: true, Approx: true}, `or so, or thereabouts`),
			hedges(numex.Hedge{After: true, Bound: sayso.AtLeast}, `or more, or above, or over, or older, or longer, or higher, and above, at least, plus`),
			hedges(numex.Hedge{After: true, Bound: sayso.AtMost}, `or less, or fewer, or under, or younger, at most`),
		),
		Filler: set(`a an another just only well even further total`),
		Changes: changes(`up rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping
increase increases increased increasing grow grows grew grown growing surge surges surged surging soar soars soared soaring add adds added
advance advances advanced advancing rally rallied rallies rallying expand expands expanded expanding`,
			`down fall falls fell fallen falling drop drops dropped dropping lose loses lost losing decline declines declined declining
decrease decreases decreased decreasing slip slips slipped slipping slide slides slid sliding shed sheds shedding tumble tumbles tumbled tumbling
plunge plunges plunged plunging plummet plummets plummeted plummeting sink sinks sank sunk sinking shrink shrinks shrank shrunk shrinking
dip dips dipped dipping contract contracted contracts ease eased eases`),
		Trend: changes(`higher`, `lower`),

		Months:      set(monthNames),
		Weekdays:    set(weekdayNames),
		Clock:       set(`am pm a.m p.m o'clock gmt utc est edt pst pdt cet bst`),
		BeforeYear:  set(`in since until till by from during before after of through circa c`),
		BeforeCount: set(`with`),
		TimeNouns:   set(`yesterday today tomorrow tonight week month year quarter morning afternoon evening night time`),
		Labels: set(`# no nos number numbers top page pages p pp chapter section part row article clause phase level stage grade type class version act
group gate room route highway flight season episode volume game match round week day rule item question step lot channel model line figure table
note psalm verse`),
	}
}

// hedges returns h for each of the phrases of a list.
func hedges(h numex.Hedge, list string) []numex.Hedge {
	var out []numex.Hedge
	for _, p := range phrases(list) {
		h.Phrase = p
		out = append(out, h)
	}
	return out
}

// values reads words with their numbers: "one=1 half=1/2".
func values(list string) map[string]float64 {
	m := map[string]float64{}
	for f := range strings.FieldsSeq(list) {
		word, number, _ := strings.Cut(f, "=")
		over, under, isFraction := strings.Cut(number, "/")
		v, _ := strconv.ParseFloat(over, 64) // the lists stand in this file, and a test reads them all
		if isFraction {
			d, _ := strconv.ParseFloat(under, 64)
			v /= d
		}
		m[word] = v
	}
	return m
}

func changes(up, down string) map[string]sayso.Change {
	m := map[string]sayso.Change{}
	for w := range set(up) {
		m[w] = sayso.Rise
	}
	for w := range set(down) {
		m[w] = sayso.Fall
	}
	return m
}

// unitsOf reads the table of units.
func unitsOf(table string) ([]numex.Unit, error) {
	var out []numex.Unit
	for n, line := range strings.Split(table, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "|")
		fail := func(want string) error {
			return fmt.Errorf("units.txt line %d: want %s: %q", n+1, want, line)
		}
		if len(columns) < 3 || len(columns) > 4 {
			return nil, fail("name | dimension factor [offset] | forms | forms before")
		}
		u := numex.Unit{Name: strings.TrimSpace(columns[0]), Kind: sayso.FigureMeasure, Forms: phrases(columns[2])}
		if len(columns) == 4 {
			u.Before = phrases(columns[3])
		}
		dimension := strings.Fields(columns[1])
		switch {
		case len(dimension) == 1 && dimension[0] == "money":
			u.Kind = sayso.FigureMoney
		case len(dimension) == 1 && dimension[0] == "percent":
			u.Kind = sayso.FigurePercent
		case len(dimension) == 1 && dimension[0] == "-":
		case len(dimension) == 2 || len(dimension) == 3:
			u.Dimension = dimension[0]
			var err error
			if u.Factor, err = strconv.ParseFloat(dimension[1], 64); err != nil {
				return nil, fail("a number as factor")
			}
			if len(dimension) == 3 {
				if u.Offset, err = strconv.ParseFloat(dimension[2], 64); err != nil {
					return nil, fail("a number as offset")
				}
			}
		default:
			return nil, fail("money, percent, - or a dimension with its factor")
		}
		out = append(out, u)
	}
	return out, nil
}

// phrases cuts a list at its commas.
func phrases(list string) []string {
	var out []string
	for p := range strings.SplitSeq(list, ",") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}
