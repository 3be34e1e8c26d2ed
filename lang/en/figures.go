package en

import (
	_ "embed"
	"fmt"
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
		Fractions: values(`half=0.5 halves=0.5 quarter=0.25 quarters=0.25 fourth=0.25 fourths=0.25 third=0.3333333333333333 thirds=0.3333333333333333 fifth=0.2 fifths=0.2
sixth=0.16666666666666666 sixths=0.16666666666666666 seventh=0.14285714285714285 sevenths=0.14285714285714285 eighth=0.125 eighths=0.125
ninth=0.1111111111111111 ninths=0.1111111111111111 tenth=0.1 tenths=0.1 twentieth=0.05 hundredth=0.01 hundredths=0.01 thousandth=0.001`),
		Ordinals: set(`st nd rd th`),
		Half:     "half",
		Few:      set(`several few fewer less`),
		Articles: set(`a an`),
		One:      "one",
		And:      "and", Or: "or", To: "to", Of: "of", By: "by", Between: "between", From: "from",
		Per:         set(`per / each every`),
		Possessives: set(`'s ’s ' ’`), NotRate: set(`earlier ago later before after prior`), PluralSuffix: "s",
		PerName: " per ",
		RatioOf: []string{"in", "out of", "in every", "of", "of every"},

		Hedges: []numex.Hedge{
			approx("about"), approx("around"), approx("approximately"), approx("approx"), approx("roughly"), approx("nearly"), approx("almost"),
			approx("some"), approx("circa"), approx("ca"), approx("~"), approx("≈"), approx("close to"), approx("an estimated"), approx("estimated"),
			approx("in the region of"), approx("somewhere around"), approx("just about"), approx("an average of"), approx("averaged"),
			approx("virtually"), approx("or so"), approx("more or less"), approx("not far from"), approx("just shy of"),
			bound("more than", sayso.MoreThan), bound("over", sayso.MoreThan), bound("above", sayso.MoreThan), bound("greater than", sayso.MoreThan),
			bound("exceeding", sayso.MoreThan), bound("exceed", sayso.MoreThan), bound("exceeds", sayso.MoreThan), bound("exceeded", sayso.MoreThan),
			bound("surpassed", sayso.MoreThan), bound("surpasses", sayso.MoreThan), bound("surpass", sayso.MoreThan), bound("topped", sayso.MoreThan),
			bound("in excess of", sayso.MoreThan), bound("upwards of", sayso.MoreThan), bound("upward of", sayso.MoreThan), bound("better than", sayso.MoreThan),
			bound("north of", sayso.MoreThan), bound("higher than", sayso.MoreThan), bound("longer than", sayso.MoreThan), bound("older than", sayso.MoreThan),
			bound("beyond", sayso.MoreThan), bound(">", sayso.MoreThan), bound("over than", sayso.MoreThan),
			bound("at least", sayso.AtLeast), bound("no fewer than", sayso.AtLeast), bound("no less than", sayso.AtLeast), bound("not less than", sayso.AtLeast),
			bound("a minimum of", sayso.AtLeast), bound("minimum of", sayso.AtLeast), bound("≥", sayso.AtLeast),
			bound("less than", sayso.LessThan), bound("fewer than", sayso.LessThan), bound("under", sayso.LessThan), bound("below", sayso.LessThan),
			bound("lower than", sayso.LessThan), bound("shorter than", sayso.LessThan), bound("younger than", sayso.LessThan), bound("shy of", sayso.LessThan), bound("<", sayso.LessThan),
			bound("up to", sayso.AtMost), bound("as many as", sayso.AtMost), bound("as much as", sayso.AtMost), bound("no more than", sayso.AtMost),
			bound("not more than", sayso.AtMost), bound("at most", sayso.AtMost), bound("a maximum of", sayso.AtMost), bound("maximum of", sayso.AtMost),
			bound("not exceeding", sayso.AtMost), bound("≤", sayso.AtMost),
			{Phrase: "or so", After: true, Approx: true}, {Phrase: "or thereabouts", After: true, Approx: true},
			{Phrase: "or more", After: true, Bound: sayso.AtLeast}, {Phrase: "or above", After: true, Bound: sayso.AtLeast},
			{Phrase: "or over", After: true, Bound: sayso.AtLeast}, {Phrase: "or older", After: true, Bound: sayso.AtLeast},
			{Phrase: "or longer", After: true, Bound: sayso.AtLeast}, {Phrase: "or higher", After: true, Bound: sayso.AtLeast},
			{Phrase: "and above", After: true, Bound: sayso.AtLeast}, {Phrase: "plus", After: true, Bound: sayso.AtLeast},
			{Phrase: "at least", After: true, Bound: sayso.AtLeast},
			{Phrase: "or less", After: true, Bound: sayso.AtMost}, {Phrase: "or fewer", After: true, Bound: sayso.AtMost},
			{Phrase: "or under", After: true, Bound: sayso.AtMost}, {Phrase: "or younger", After: true, Bound: sayso.AtMost},
			{Phrase: "at most", After: true, Bound: sayso.AtMost},
		},
		Filler: set(`a an another just only well even further total`),
		Changes: changes(`up rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping
increase increases increased increasing grow grows grew grown growing surge surges surged surging soar soars soared soaring add adds added
advance advances advanced advancing rally rallied rallies rallying expand expands expanded expanding`,
			`down fall falls fell fallen falling drop drops dropped dropping lose loses lost losing decline declines declined declining
decrease decreases decreased decreasing slip slips slipped slipping slide slides slid sliding shed sheds shedding tumble tumbles tumbled tumbling
plunge plunges plunged plunging plummet plummets plummeted plummeting sink sinks sank sunk sinking shrink shrinks shrank shrunk shrinking
dip dips dipped dipping contract contracted contracts ease eased eases`),
		Trend: changes(`higher`, `lower`),

		Months:       set(monthNames),
		Weekdays:     set(weekdayNames),
		Clock:        set(`am pm a.m p.m o'clock gmt utc est edt pst pdt cet bst`),
		Spans:        set(`in since until till by from during before after of through circa c`),
		With:         set(`with`),
		TimeNouns:    set(`yesterday today tomorrow tonight week month year quarter morning afternoon evening night time`),
		Labels:       set(`# no nos top number numbers page pages p pp chapter section part row article clause phase level stage grade type class version act group gate room route highway flight season episode volume game match round week day rule item question step lot channel model line figure table note page psalm verse`),
		Ages:         set(`aged age ages`),
		Old:          []string{"old", "-old", "olds", "-olds", "of age"},
		AgeUnit:      "year of age",
		OfAge:        " of age",
		AgeDimension: "time",
		Copulas:      set(`is was are were 's`),
		Who:          set(`who he she`),
		Sides:        set(`wide long deep tall high thick across broad away`),
		Plain:        set(`more other further additional many several such own last next past previous same entire full whole total combined extra few fewer less`),
		NotOne:       set(`day another thing hand time side way more who that which i you he she they we it 's is was has would will can`),
		NotBeforeOne: set(`no any every each the this that which another some 's ' ’s than`),
		NotNoun: set(`the a an this that these those of in on at by to from with for and or but nor as is are was were be been has have had will would can could
may might must shall should do does did not who which what when where while if than then there here he she it they we you his her its their our my your
per between into over under after before during since until about around against through also more most less least other each every all any some so such
very too up down out off only just even still yet again further once higher lower earlier later ago away`),
	}
}

func approx(phrase string) numex.Hedge { return numex.Hedge{Phrase: phrase, Approx: true} }

func bound(phrase string, b sayso.Bound) numex.Hedge { return numex.Hedge{Phrase: phrase, Bound: b} }

// values reads words with their numbers: "one=1 two=2".
func values(list string) map[string]float64 {
	m := map[string]float64{}
	for f := range strings.FieldsSeq(list) {
		word, number, _ := strings.Cut(f, "=")
		m[word], _ = strconv.ParseFloat(number, 64) // the lists stand in this file, and a test reads them all
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
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
