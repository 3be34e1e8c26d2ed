package record

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sayso"
)

// MaxFilter is how many bytes one filter may have.
const MaxFilter = 300

// Filters are what a list is asked for, by parameter, in the form that addresses
// and saved searches have. An empty one selects everything.
type Filters map[string]string

// filterParams are the parameters of lists, with what is wrong with a value, empty
// for nothing. Each is a field of Query or NamingQuery of that name, but for "q",
// which is Text, "status", which is When of events, and "since", which is AddedAfter.
var filterParams = map[string]func(value string) (problem string){
	"q": anyValue, "speaker": anyValue, "outlet": anyValue, "unit": anyValue, "event": anyValue, "referent": anyValue, "way": anyValue,
	"kind": func(v string) string {
		if _, err := sayso.ParseKind(v); err != nil {
			return "Choose direct, mixed or indirect."
		}
		return ""
	},
	"from": boundValue, "to": boundValue,
	"on": func(v string) string {
		if v != "open" && !isPeriod(v) {
			return "Write a date as 2018-11-28, a month as 2018-11, a year as 2018, or open."
		}
		return ""
	},
	"when":   oneOf("said", "open"),
	"status": oneOf("ahead", "past"),
	"place":  number("A place is given by its GeoNames number."),
	"since":  number("A report is given by its number in the order of adding."),
	"review": func(v string) string {
		if v != "all" && !slices.Contains(Reviews(), Review(v)) {
			return "Choose all or one of the states of review: " + reviewNames() + "."
		}
		return ""
	},
	"story": groupValue("A story is given by its ID, such as s12."),
	"told":  groupValue("An utterance is given by its ID, such as u12."),
	"voice": func(v string) string {
		if _, err := sayso.ParseVoice(v); err != nil {
			return "Choose own, paraphrase, quoted, bracket or undecided."
		}
		return ""
	},
}

func anyValue(string) string { return "" }

func boundValue(v string) string {
	if !isPeriod(v) {
		return "Write a date as 2018-11-28, a month as 2018-11 or a year as 2018."
	}
	return ""
}

func oneOf(a, b string) func(string) string {
	return func(v string) string {
		if v != a && v != b {
			return "Choose " + a + " or " + b + "."
		}
		return ""
	}
}

func number(problem string) func(string) string {
	return func(v string) string {
		if n, err := strconv.ParseInt(v, 10, 32); err != nil || n < 1 {
			return problem
		}
		return ""
	}
}

// groupForm is the form that IDs of stories and utterances have.
var groupForm = regexp.MustCompile(`^[su][1-9][0-9]{0,15}$`)

func groupValue(problem string) func(string) string {
	return func(v string) string {
		if !groupForm.MatchString(v) {
			return problem
		}
		return ""
	}
}

func isPeriod(s string) bool {
	_, _, err := Period(s)
	return err == nil
}

// reviewNames lists the states of review.
func reviewNames() string {
	var names []string
	for _, r := range Reviews() {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// ReadFilters reads the query of an address; other parameters are passed over.
// Problems holds, by parameter, what is wrong with a value, which is kept so that it
// can be mended, unless it is too long or no text.
func ReadFilters(v url.Values) (f Filters, problems map[string]string) {
	f, problems = Filters{}, map[string]string{}
	for param, problem := range filterParams {
		value := strings.TrimSpace(v.Get(param))
		switch {
		case value == "":
			continue
		case len(value) > MaxFilter || !utf8.ValidString(value) || strings.ContainsRune(value, 0):
			problems[param] = fmt.Sprintf("At most %d bytes of UTF-8 text.", MaxFilter)
			continue
		}
		f[param] = value
		if p := problem(value); p != "" {
			problems[param] = p
		}
	}
	return f, problems
}

// Query returns the query of filters in which ReadFilters finds no problem.
func (f Filters) Query() NamingQuery {
	number := func(param string) int {
		n, _ := strconv.Atoi(f[param]) // ReadFilters has looked at it
		return n
	}
	q := NamingQuery{Referent: f["referent"], Voice: f["voice"], Way: f["way"], Query: Query{
		Text: f["q"], Speaker: f["speaker"], Outlet: f["outlet"], Kind: f["kind"], From: f["from"], To: f["to"], On: f["on"], When: f["when"],
		Place: int32(number("place")), Unit: f["unit"], Event: f["event"], Review: f["review"], Story: f["story"], Told: f["told"],
		AddedAfter: number("since"),
	}}
	if f["status"] != "" { // no list goes by this and by "when"
		q.When = f["status"]
	}
	return q
}

// Only returns the filters of params alone.
func (f Filters) Only(params ...string) Filters {
	out := Filters{}
	for _, p := range params {
		if f[p] != "" {
			out[p] = f[p]
		}
	}
	return out
}

// Params returns the parameters of f in alphabetical order.
func (f Filters) Params() []string { return slices.Sorted(maps.Keys(f)) }

// Encode writes f as the query of an address, its parameters in alphabetical order.
func (f Filters) Encode() string {
	v := url.Values{}
	for p, value := range f {
		if value != "" {
			v.Set(p, value)
		}
	}
	return v.Encode()
}

// FiltersOf returns the filters of which Query makes q. What is cut out of the rows,
// by pages and articles, is none.
func FiltersOf(q NamingQuery) Filters {
	f := Filters{
		"q": q.Text, "speaker": q.Speaker, "outlet": q.Outlet, "kind": q.Kind, "from": q.From, "to": q.To, "on": q.On, "unit": q.Unit, "event": q.Event,
		"review": q.Review, "story": q.Story, "told": q.Told, "referent": q.Referent, "voice": q.Voice, "way": q.Way,
	}
	switch q.When {
	case "ahead", "past":
		f["status"] = q.When
	default:
		f["when"] = q.When
	}
	if q.Place > 0 {
		f["place"] = strconv.Itoa(int(q.Place))
	}
	if q.AddedAfter > 0 {
		f["since"] = strconv.Itoa(q.AddedAfter)
	}
	maps.DeleteFunc(f, func(_, value string) bool { return value == "" })
	return f
}
