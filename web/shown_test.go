package web

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
	"sayso/record/sqlite"
)

// shownRecord is a record in which every list has rows: a pile, and three reports of
// one event.
func shownRecord(t *testing.T) *sqlite.Store {
	t.Helper()
	store := linkingStore(t)
	fillPile(t, store, 4)
	const wire = "The ferry Saint Osyth sank off Larkmouth early on Saturday after its engine room flooded. All nine of the crew were rescued by the lifeboat. " +
		"“We hope that the owners of the ferry will come to their senses and pay the crew,” harbour master Ines Cattermole said. " +
		"The harbour will stay closed until the wreck has been raised, which divers from Port Ardent are to begin on Monday if the wind drops."
	for i, end := range []string{"", " More on this later.", " The owners were silent."} {
		r := recordtest.Report(t, sayso.Article{Name: fmt.Sprint("wire", i), Title: "Ferry sinks off Larkmouth", Date: recordtest.Day(fmt.Sprintf("2021-05-0%d", i+1)),
			Outlet: sayso.Outlet{Name: fmt.Sprint("Northwire ", i)}, Text: wire + end},
			recordtest.Said{Source: "harbour master Ines Cattermole", Cue: "said", Kind: sayso.Direct, Speaker: "Ines Cattermole", Type: sayso.EntityPerson,
				Content: "We hope that the owners of the ferry will come to their senses and pay the crew"})
		if _, err := store.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// shownRows tells, of each list, where its page is, what the rows of the page stand
// for, and what those of its export do. An empty kind of row is passed over.
var shownRows = map[string]struct {
	page     string
	row, key string // selector of the elements, and the attribute or "" for the words
	fields   []string
}{
	"statements": {"/", "li.st", "id", []string{"id"}},
	"articles":   {"/articles", "a[href]", "/article/", []string{"id"}},
	"speakers":   {"/speakers", "a[href]", "/speaker/", []string{"speaker"}},
	"outlets":    {"/outlets", "a[href]", "/outlet/", []string{"id"}},
	"figures":    {"/figures", "a[href]", "#figure-", nil},
	"events":     {"/events", "a[href]", "#event-", nil},
	"places":     {"/map", "th[scope]", "row", []string{"name"}},
	"days":       {"/timeline", "h3", "", []string{"date"}},
	"stories":    {"/stories", "a[href]", "/story/", []string{"id"}},
	"utterances": {"/utterances", "a[href]", "/utterance/", []string{"id"}},
	"referents":  {"/naming", "th[scope]", "row", []string{"referent"}},
	"namings":    {"/naming", "td.told", "", nil},
}

// What a page shows, turned over to its last page, is what its export holds, for
// any filters.
func TestExportsHoldWhatIsShown(t *testing.T) {
	store := shownRecord(t)
	h := newSite(t, store, Options{})
	some := sample(t, store)
	stories, err := store.Stories(t.Context(), record.Query{})
	if err != nil || len(stories.Rows) == 0 {
		t.Fatalf("%d stories, %v", len(stories.Rows), err)
	}
	told, err := store.Utterances(t.Context(), record.Query{})
	if err != nil || len(told.Rows) == 0 {
		t.Fatalf("%d utterances, %v", len(told.Rows), err)
	}
	values := map[string][]string{
		"q": {"word1", "wor*", `"word0 word1"`, "senses", "nothing-like-it", "meeting"}, "speaker": {"speaker-number-0", "speaker", "cattermole"},
		"outlet": {"outlet-0", "outlet", "northwire"}, "kind": {"direct", "indirect"}, "from": {"2014", "2021-05"}, "to": {"2019-06", "2021-05-02"},
		"place": {some["place"]}, "story": {stories.Rows[0].ID, "s1"}, "told": {told.Rows[0].ID}, "review": {"all", "open", "rejected"}, "since": {"3", "12", "400"}, "on": {"2019-02", "open"},
		"when": {"said", "open"}, "unit": {some["unit"]}, "event": {"meeting", "vote"}, "status": {"ahead", "past"},
		"referent": {"one", record.NoReferent}, "voice": {"own", "quoted", "undecided"}, "way": {"word1"},
	}
	dice := rand.New(rand.NewPCG(4, 7))
	for _, list := range record.Lists() {
		t.Run(list.Name, func(t *testing.T) {
			asked := []url.Values{{}}
			for _, p := range list.Filters {
				if values[p] == nil {
					t.Fatalf("no value to try %q with", p)
				}
				for _, v := range values[p] {
					other := list.Filters[dice.IntN(len(list.Filters))]
					asked = append(asked, url.Values{p: {v}}, url.Values{other: {values[other][dice.IntN(len(values[other]))]}, p: {v}})
				}
			}
			rows := 0
			for _, filters := range asked {
				if list.Name == "namings" && filters.Get("referent") == "" {
					filters.Set("referent", "one")
				}
				if list.Name == "referents" {
					filters.Del("referent")
				}
				rows += shownAndExported(t, h, list, filters)
			}
			if rows == 0 {
				t.Error("no row was looked at")
			}
		})
	}
}

// shownAndExported compares the rows of a page and of its export, and returns how
// many there are.
func shownAndExported(t *testing.T, h http.Handler, list record.List, filters url.Values) int {
	t.Helper()
	at := shownRows[list.Name]
	address := at.page + "?" + filters.Encode()
	var shown []string
	export := ""
	for next := address; next != ""; {
		root := view(t, h, next, http.StatusOK)
		shown = append(shown, keysOf(root, at.row, at.key)...)
		for _, a := range all(root, "a[href]") {
			if words(a) == "jsonl" {
				export = attr(a, "href")
			}
		}
		next = ""
		for _, a := range all(root, "a[rel]") {
			if attr(a, "rel") == "next" {
				next = attr(a, "href")
			}
		}
	}
	if len(shown) == 0 {
		if export != "" {
			t.Fatalf("%s: an export of nothing", address)
		}
		return 0
	}
	if !strings.HasPrefix(export, "/export/"+list.Name+"/") {
		t.Fatalf("%s leads to the export %q", address, export)
	}
	lines := strings.Split(strings.TrimSpace(get(t, h, export).Body.String()), "\n")
	if len(lines) != len(shown) {
		t.Fatalf("%s: %d rows shown, %d exported", address, len(shown), len(lines))
	}
	for i, line := range lines {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		for _, field := range at.fields {
			got, _ := row[field].(string)
			if field == "speaker" {
				got = record.NameID(fmt.Sprint(row["name"]))
			}
			if got == "" && field == "date" {
				got = "date open"
			}
			if got != shown[i] {
				t.Fatalf("%s: row %d shows %q, its export has %q", address, i+1, shown[i], got)
			}
		}
		if at.fields == nil && !strings.Contains(shown[i], fmt.Sprint(row["article"])) && !strings.Contains(shown[i], fmt.Sprint(row["words"])) {
			t.Fatalf("%s: row %d shows %q, its export has %s", address, i+1, shown[i], line)
		}
	}
	return len(shown)
}

// keysOf returns what the rows of a page stand for.
func keysOf(root *html.Node, selector, key string) []string {
	var keys []string
	for _, n := range all(all(root, "main")[0], selector) {
		switch href := attr(n, "href"); {
		case key == "id":
			keys = append(keys, attr(n, "id"))
		case key == "row":
			if attr(n, "scope") == key {
				keys = append(keys, words(all(n, "bdi")[0]))
			}
		case strings.HasPrefix(key, "/"):
			if id, ok := strings.CutPrefix(href, key); ok && !strings.ContainsAny(id, "?#") && !slices.Contains(keys, id) {
				keys = append(keys, id)
			}
		case strings.HasPrefix(key, "#"):
			if strings.Contains(href, key) {
				keys = append(keys, href)
			}
		default:
			keys = append(keys, words(n))
		}
	}
	return keys
}

// Every count beside the list of statements leads to as many statements.
func TestFacetsLeadToWhatTheyCount(t *testing.T) {
	h := newSite(t, shownRecord(t), Options{})
	looked := map[string]int{}
	for _, address := range []string{"/", "/?kind=indirect", "/?q=wor*", "/?outlet=outlet&from=2015", "/?speaker=speaker-number-0", "/?review=all", "/?when=said&q=word1"} {
		root := view(t, h, address, http.StatusOK)
		for _, section := range all(one(t, root, "div.facets"), "section") {
			for _, li := range all(section, "li") {
				a, counts := all(li, "a[href]")[0], all(li, "span.n")
				if len(counts) == 0 || hasAttr(a, "aria-current") {
					continue
				}
				of := view(t, h, attr(a, "href"), http.StatusOK)
				found, want := words(one(t, of, "#results")), words(counts[0])
				if fields := strings.Fields(found); fields[len(fields)-2] != want {
					t.Errorf("%s: %s has %s, but leads to %q", address, words(a), want, found)
				}
				looked[attr(section, "aria-labelledby")]++
			}
		}
	}
	for _, facet := range []string{"f-kind", "f-speaker", "f-outlet", "f-month", "f-place"} {
		if looked[facet] < 5 {
			t.Errorf("%d counts of %s were looked at", looked[facet], facet)
		}
	}
}

// What is no list of its own has its export, too: the tabs of the queue, and the pages
// of a speaker, an outlet and a story.
func TestExportsOfOtherPages(t *testing.T) {
	store, doc := reviewable(t)
	h := newSite(t, store, Options{Reviewer: "ada", Now: desktime()})
	yes, no := ids(doc)
	if _, err := store.Decide(t.Context(), record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.Reject, Target: record.TargetOf(doc, &doc.Statements[1])}); err != nil {
		t.Fatal(err)
	}
	shown := shownRecord(t)
	stories, err := shown.Stories(t.Context(), record.Query{})
	if err != nil || len(stories.Rows) != 1 {
		t.Fatalf("%d stories, %v", len(stories.Rows), err)
	}
	story := stories.Rows[0].ID
	other := newSite(t, shown, Options{})
	for _, c := range []struct {
		h       http.Handler
		address string
		want    []string
	}{
		{h, "/review?show=undecided", no}, {h, "/review?show=unsure", yes[:1]}, {h, "/review?show=rejected", yes[1:]}, {h, "/review?show=decided", []string{`"reject"`}},
		{h, "/review?show=conflicts", nil}, {h, "/review?show=undecided&q=potter", no[1:]}, {h, "/speaker/ida-vane", yes[:1]}, {h, "/outlet/the-bank", []string{string(doc.ID)}},
		{other, "/story/" + story, []string{"wire0", "wire1", "wire2"}}, {other, "/accounts?story=" + story, nil},
	} {
		var export string
		for _, a := range all(view(t, c.h, c.address, http.StatusOK), "a[href]") {
			if words(a) == "jsonl" {
				export = attr(a, "href")
			}
		}
		if (export == "") != (c.want == nil) {
			t.Errorf("%s leads to the export %q", c.address, export)
			continue
		}
		if export == "" {
			continue
		}
		body := get(t, c.h, export).Body.String()
		if n := strings.Count(body, "\n"); n != len(c.want) {
			t.Errorf("%s: %d rows exported by %s, want %d", c.address, n, export, len(c.want))
		}
		for _, id := range c.want {
			if !strings.Contains(body, id) {
				t.Errorf("%s: %s lacks %s", c.address, export, id)
			}
		}
	}
	for target, want := range map[string]int{"/export/accounts/csv": 400, "/export/accounts/csv?story=s99": 404, "/export/queue/csv?review=rejected": 200, "/export/lost/csv": 200, "/export/accounts/csv?story=" + story: 200} {
		if got := get(t, other, target); got.Code != want {
			t.Errorf("%s: status %d, want %d", target, got.Code, want)
		}
	}
}

// The API takes every filter that the page of a list takes, and so do saved searches.
func TestTheAPITakesTheFiltersOfLists(t *testing.T) {
	takes := map[string][]string{}
	for _, e := range endpoints() {
		takes[e.name] = e.params
	}
	for _, list := range record.Lists() {
		for _, param := range list.Filters {
			if !slices.Contains(takes[list.Name], param) {
				t.Errorf("%s takes %q, but not in the API: %v", list.Name, param, takes[list.Name])
			}
		}
	}
}
