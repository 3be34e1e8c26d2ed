package record

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sayso"
)

func TestPhrases(t *testing.T) {
	for text, want := range map[string][][]string{
		"":                       nil,
		" ? – !":                 nil,
		`""`:                     nil,
		"two words":              {{"two"}, {"words"}},
		`a "close pair" b`:       {{"a"}, {"close", "pair"}, {"b"}},
		"„close pair“ «and on»":  {{"close", "pair"}, {"and", "on"}},
		`never "closed here`:     {{"never"}, {"closed", "here"}},
		"don't e-mail":           {{"don", "t"}, {"e", "mail"}},
		"a AND (b OR NOT c*) ^d": {{"a"}, {"AND"}, {"b"}, {"OR"}, {"NOT"}, {"c"}, {"d"}},
		"mid\"quote\"word":       {{"mid"}, {"quote"}, {"word"}},
		"nul\x00and\xffbad":      {{"nul", "and", "bad"}},
	} {
		if d := cmp.Diff(want, Phrases(text), cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

func TestInTextOrder(t *testing.T) {
	at := func(start, end int32, within sayso.Ref[sayso.Statement]) sayso.Statement {
		return sayso.Statement{Content: []sayso.Span{{Start: start, End: end}}, Within: within}
	}
	given := []sayso.Statement{at(30, 40, 2), at(20, 50, 4), at(5, 9, 0), at(20, 60, 0)}
	want := []sayso.Statement{at(5, 9, 0), at(20, 60, 0), at(20, 50, 2), at(30, 40, 3)}
	if d := cmp.Diff(want, InTextOrder(given)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if given[0].Content[0].Start != 30 || given[0].Within != 2 {
		t.Error("the statements given were changed")
	}
}

func TestPeriod(t *testing.T) {
	for date, want := range map[string][2]string{
		"2018-11-28": {"2018-11-28", "2018-11-28"},
		"2018-02":    {"2018-02-01", "2018-02-31"},
		"2018":       {"2018-01-01", "2018-12-31"},
	} {
		first, last, err := Period(date)
		if err != nil || first != want[0] || last != want[1] {
			t.Errorf("Period(%q) = %q, %q, %v; want %q", date, first, last, err, want)
		}
	}
	for _, date := range []string{"", "18", "2018-13", "2018-02-29", "2018-1-1", "2018-11-28T10:00", "+018", "２０１８", "yesterday"} {
		if first, last, err := Period(date); err == nil {
			t.Errorf("Period(%q) = %q, %q; want an error", date, first, last)
		}
	}
}

func TestDateOf(t *testing.T) {
	day := func(v string, candidates ...string) sayso.Date { return sayso.Date{Value: v, Candidates: candidates} }
	for _, c := range []struct {
		said, published sayso.Date
		want            string
	}{
		{day("2018-01-02"), day("2018-01-05"), "2018-01-02"},
		{day(""), day("2018-01-05"), "2018-01-05"},
		{day("", "2018-01-01", "2018-01-02"), day("2018-01-05"), ""},
		{day(""), day("", "2018-01-01"), ""},
	} {
		if got := DateOf(c.said, c.published); got != c.want {
			t.Errorf("DateOf(%v, %v) = %q, want %q", c.said, c.published, got, c.want)
		}
	}
}
