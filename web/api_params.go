package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/export"
	"sayso/record"
)

// param is a parameter of a query.
type param struct {
	name, about string
	schema      schema
}

// maxRows is how many rows one answer holds at most.
const maxRows = 500

const groupPattern = "^[su][1-9][0-9]{0,15}$"

const datePattern = `\d{4}(-\d{2}(-\d{2})?)?`

// apiParams are all parameters. Those that the pages have too mean the same.
var apiParams = []param{
	{"q", "Words that contents hold, all of them; \"double quotes\" keep a phrase together, a star at its end stands for the rest of its last word. Of figures: words of the figure, of what it counts or of its unit.", atMost(maxField)},
	{"speaker", "A speaker's ID, or part of a name.", atMost(maxField)},
	{"outlet", "An outlet's ID, or part of a name.", atMost(maxField)},
	{"kind", "How a statement is quoted.", schema{"type": "string", "enum": []string{"direct", "mixed", "indirect"}}},
	{"from", "A day, month or year: dated by it or later. What has no date is left out.", schema{"type": "string", "pattern": "^" + datePattern + "$"}},
	{"to", "The same: dated by it or before.", schema{"type": "string", "pattern": "^" + datePattern + "$"}},
	{"on", "A day, month or year: dated by exactly it; or \"open\": without a date.", schema{"type": "string", "pattern": "^(open|" + datePattern + ")$"}},
	{"when", "Whether the text tells when the statement was made.", schema{"type": "string", "enum": []string{"said", "open"}}},
	{"place", "A GeoNames number: what names that place.", schema{"type": "integer", "minimum": 1}},
	{"story", "A story's ID: its articles and what stands in them.", schema{"type": "string", "pattern": groupPattern}},
	{"told", "An utterance's ID: the statements that tell it.", schema{"type": "string", "pattern": groupPattern}},
	{"since", "The number of a report in the order of adding: what stands in those that were added after it.", schema{"type": "integer", "minimum": 1}},
	{"review", "A state of review, or \"all\". Left out: statements that count, which are all but the rejected and the undecided.",
		schema{"type": "string", "enum": append([]record.Review{"all"}, record.Reviews()...)}},
	{"event", "A kind of event.", atMost(maxField)},
	{"status", "Whether an event is told as yet to come or as past.", schema{"type": "string", "enum": []string{"ahead", "past"}}},
	{"unit", "A unit of figures, exactly.", atMost(maxField)},
	{"referent", "A referent's ID: namings that are proposed to be of it; or \"none\": of nobody who is proposed.", atMost(maxField)},
	{"voice", "In whose words a naming stands.", schema{"type": "string", "enum": voiceNames()}},
	{"way", "A way of naming, exactly, in small letters.", atMost(maxField)},
	{"article", "An article's ID: what stands in it, also when it is an old version.", schema{"type": "string", "pattern": "^" + articlePattern + "$"}},
	{"limit", "Rows of one answer.", schema{"type": "integer", "minimum": 1, "maximum": maxRows, "default": pageSize}},
	{"cursor", "Where the answer begins: \"next\" of the answer before. Reports added meanwhile move nothing.", atMost(maxCursor)},
	{"offsets", "What positions in a text count.", schema{"type": "string", "enum": export.Units(), "default": export.Bytes.String()}},
}

func voiceNames() []string {
	var names []string
	for _, v := range sayso.Voices() {
		names = append(names, v.String())
	}
	return names
}

// maxCursor is more than any cursor has, in bytes.
const maxCursor = 4096

const articlePattern = "[0-9a-f]{16}"

var articleForm = regexp.MustCompile("^" + articlePattern + "$")

func atMost(most int) schema { return schema{"type": "string", "maxLength": most} }

// readCall reads the parameters of a request for e.
func readCall(e endpoint, r *http.Request) (*apiCall, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, &pageError{http.StatusBadRequest, "Bad query", "The query of the address cannot be read: " + err.Error() + "."}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch {
		case !slices.Contains(e.params, name) && len(e.params) == 0:
			return nil, badParam(name, "not known here: this address takes no parameter.")
		case !slices.Contains(e.params, name):
			return nil, badParam(name, "not known here: want "+strings.Join(e.params, ", ")+".")
		case len(values[name]) > 1:
			return nil, badParam(name, "given more than once.")
		}
	}
	f, problems := parseFilter(values)
	naming, wrong := parseNamingFilter(values)
	for _, name := range namingParams {
		if wrong[name] != "" {
			problems[name] = wrong[name]
		}
	}
	for _, name := range slices.Sorted(maps.Keys(problems)) {
		return nil, badParam(name, problems[name])
	}
	call := &apiCall{Request: r, query: f.query(), naming: record.NamingQuery{Referent: naming.Referent, Voice: naming.Voice, Way: naming.Way}}
	if f.Status != "" { // no list goes by this and by "when"
		call.query.When = f.Status
	}
	call.query.After = values.Get("cursor")
	if len(call.query.After) > maxCursor {
		return nil, badParam("cursor", fmt.Sprintf("longer than %d bytes, which none is.", maxCursor))
	}
	if id := values.Get("article"); id != "" {
		if !articleForm.MatchString(id) {
			return nil, badParam("article", "want the 16 hexadecimal digits of an article's ID.")
		}
		call.query.Article = sayso.ArticleID(id)
	}
	if n := values.Get("limit"); n != "" {
		if call.query.Limit, err = strconv.Atoi(n); err != nil || call.query.Limit < 1 || call.query.Limit > maxRows {
			return nil, badParam("limit", fmt.Sprintf("want a number from 1 to %d.", maxRows))
		}
	}
	if unit := values.Get("offsets"); unit != "" {
		if call.offsets, err = export.ParseUnit(unit); err != nil {
			return nil, badParam("offsets", "want "+strings.Join(export.Units(), ", ")+".")
		}
	}
	return call, nil
}
