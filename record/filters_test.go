package record

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// every is a value of each filter.
var every = Filters{
	"q": `"old bridge" riv*`, "speaker": "anna-muller", "outlet": "valley", "kind": "mixed", "from": "2018-11-28", "to": "2018-12", "on": "open", "when": "said",
	"status": "ahead", "place": "2643743", "unit": "kg", "event": "vote", "review": "all", "story": "s12", "told": "u3", "since": "17",
	"referent": "none", "voice": "own", "way": "the old man",
}

// Filters go through an address, a query and back without a change.
func TestFilters(t *testing.T) {
	for param := range filterParams {
		if every[param] == "" {
			t.Errorf("no value to try %q with", param)
		}
		one := every.Only(param)
		v, err := url.ParseQuery(one.Encode())
		if err != nil {
			t.Fatal(err)
		}
		read, problems := ReadFilters(v)
		if d := cmp.Diff(one, read); d != "" || len(problems) > 0 {
			t.Errorf("%s: %v %s", param, problems, d)
		}
		if d := cmp.Diff(one, FiltersOf(read.Query())); d != "" {
			t.Errorf("%s by its query: %s", param, d)
		}
	}
	for _, l := range Lists() {
		for _, param := range l.Filters {
			if filterParams[param] == nil {
				t.Errorf("%s takes %q, which is no filter", l.Name, param)
			}
		}
	}
	for _, bad := range []string{
		"kind=loud", "from=May", "to=2018-13", "on=2018-02-30", "when=soon", "status=now", "place=Paris", "place=0", "place=99999999999", "review=good",
		"story=12", "told=s", "since=-1", "voice=loud", "q=%FF", "q=%00", "speaker=" + string(make([]byte, MaxFilter+1)),
	} {
		v, err := url.ParseQuery(bad)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := ReadFilters(v); len(problems) != 1 {
			t.Errorf("%q: problems %v", bad, problems)
		}
	}
}
