package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
	"sayso/record/sqlite"
)

// ask asks the API, with headers given in pairs.
func ask(t *testing.T, h http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", target, nil)
	r.Host = "localhost"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// decoded returns the JSON of an answer of that status.
func decoded(t *testing.T, w *httptest.ResponseRecorder, status int) map[string]any {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	var v map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return v
}

// pileStore is a record in a file, with reports of every kind of row.
func pileStore(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	fillPile(t, store, 20)
	return store
}

// fillPile adds that many reports of a pile to a record.
func fillPile(t *testing.T, store *sqlite.Store, reports int) {
	t.Helper()
	pile := recordtest.NewPile(30)
	var proposal record.Proposal
	for range reports {
		r := pile.Report(0)
		d := r.Document
		for j, p := range d.Places {
			d.Times = append(d.Times, sayso.TimeExpr{Span: p.Span, Value: "2019-02", Why: "written so"})
			d.Events = append(d.Events, sayso.Event{Span: p.Span, Kind: "meeting", Ahead: j%2 == 0, Time: sayso.RefTo[sayso.TimeExpr](j), Place: sayso.RefTo[sayso.Place](j)})
		}
		for _, st := range d.Statements {
			word, _, _ := strings.Cut(st.Content[0].Of(d.Text), " ")
			at := sayso.Span{Start: st.Content[0].Start, End: st.Content[0].Start + int32(len(word))}
			d.Namings = append(d.Namings, sayso.Naming{Span: at, Core: at, Head: at, Type: sayso.EntityPerson})
		}
		if _, err := store.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		decision := record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.OneReferent, Namings: []record.NamingTarget{record.NamingTargetOf(d, &d.Namings[0])}}
		for range 2 {
			decision.Note += "sure"
			if _, err := store.Decide(t.Context(), decision); err != nil {
				t.Fatal(err)
			}
		}
		for j := range d.Namings {
			proposal.Of = append(proposal.Of, record.ProposedNaming{Article: d.ID, Ordinal: j + 1})
		}
	}
	for _, name := range []string{"one", "two"} {
		if _, err := store.SaveSearch(t.Context(), record.Search{Name: name, List: "statements", Filters: "q=" + name, By: "ada", Made: recordtest.Noon}); err != nil {
			t.Fatal(err)
		}
	}
	other := proposal
	proposal.Referent, proposal.Of = record.Referent{ID: "one", Name: "One", Type: sayso.EntityPerson}, other.Of[:9]
	other.Referent, other.Of = record.Referent{ID: "other", Name: "Other", Type: sayso.EntityPerson}, other.Of[9:]
	if err := store.SetReferents(t.Context(), []record.Proposal{proposal, other}); err != nil {
		t.Fatal(err)
	}
}

// sample gives a value for each parameter that finds something in a pile.
func sample(t *testing.T, store record.Store) map[string]string {
	page, err := store.Statements(t.Context(), record.Query{Limit: 1, When: "said"})
	if err != nil || len(page.Rows) == 0 {
		t.Fatalf("no statement: %v", err)
	}
	st := page.Rows[0]
	places, err := store.Places(t.Context(), record.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	namings, err := store.Namings(t.Context(), record.NamingQuery{Query: record.Query{Limit: 1}})
	if err != nil || len(namings.Rows) == 0 {
		t.Fatalf("no naming: %v", err)
	}
	referents, err := store.Referents(t.Context(), record.NamingQuery{Query: record.Query{Limit: 1}})
	if err != nil || len(referents.Rows) == 0 {
		t.Fatalf("no referent: %v", err)
	}
	return map[string]string{
		"referent": referents.Rows[0].ID, "voice": namings.Rows[0].Voice.String(), "way": namings.Rows[0].Way,
		"q": "word1", "speaker": "speaker", "outlet": "outlet", "kind": "indirect", "from": "2014", "to": "2023-12", "on": st.Said.Value, "when": "said",
		"place": fmt.Sprint(places.Rows[0].GeoNameID), "unit": "unit0", "article": string(st.Article.ID), "limit": "2", "offsets": "bytes",
		"review": "all", "event": "meeting", "status": "ahead", "since": "1",
		"statements": st.ID, "articles": string(st.Article.ID), "speakers": "speaker-number-0", "outlets": st.Article.Outlet.ID, "originals": st.Article.Original.String(),
	}
}

// linkedValues are values for the parameters of lists in which a pile has nothing.
var linkedValues = map[string]string{
	"q": "word1", "speaker": "speaker", "outlet": "outlet", "kind": "indirect", "from": "2014", "to": "2023-12", "place": "1", "review": "all",
	"story": "s1", "told": "u1", "limit": "2", "since": "1",
}

// TestDescription takes every address and parameter of the description to the
// handlers and holds the answers against its schemas; and every route of the API
// must be described.
func TestDescription(t *testing.T) {
	store := pileStore(t)
	h := newSite(t, store, Options{Version: "test"})
	doc := decoded(t, ask(t, h, apiRoot+descriptionPath), 200)
	if doc["openapi"] != "3.1.0" || doc["servers"].([]any)[0].(map[string]any)["url"] != apiRoot {
		t.Errorf("description of OpenAPI %v at %v", doc["openapi"], doc["servers"])
	}
	values, names := sample(t, store), map[string]bool{}
	paths := doc["paths"].(map[string]any)
	for path, item := range paths {
		get := item.(map[string]any)["get"].(map[string]any)
		if name := get["operationId"].(string); names[name] {
			t.Errorf("two operations are called %q", name)
		} else {
			names[name] = true
		}
		linked := strings.HasPrefix(path, "/stories") || strings.HasPrefix(path, "/utterances") // nothing in a pile is
		if linked && strings.Contains(path, "{") {
			continue
		}
		target := apiRoot + regexp.MustCompile(`\{\w+\}`).ReplaceAllStringFunc(path, func(string) string {
			return values[strings.Split(path, "/")[1]]
		})
		check := func(target string) map[string]any {
			t.Helper()
			w := ask(t, h, target)
			if w.Code != 200 || w.Header().Get("ETag") == "" {
				t.Errorf("%s: status %d, ETag %q: %s", target, w.Code, w.Header().Get("ETag"), w.Body)
				return nil
			}
			content := get["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)
			described, ok := content["application/json"].(map[string]any)
			if !ok {
				return nil
			}
			if got := w.Header().Get("Content-Type"); got != "application/json" {
				t.Errorf("%s: media type %q", target, got)
			}
			answer := decoded(t, w, 200)
			for _, wrong := range against(described["schema"].(map[string]any), answer, "") {
				t.Errorf("%s: %s", target, wrong)
			}
			return answer
		}
		answer := check(target)
		for _, p := range get["parameters"].([]any) {
			p := p.(map[string]any)
			name := p["name"].(string)
			if p["in"] != "query" {
				continue
			}
			if linked || name == "story" || name == "told" {
				check(target + "?" + name + "=" + url.QueryEscape(linkedValues[name]))
				continue
			}
			value := values[name]
			switch path + " " + name {
			case "/figures q":
				value = "unit0"
			case "/events q":
				value = "meeting"
			case "/events on":
				value = "2019-02"
			}
			if name == "cursor" {
				first := check(target + "?limit=1")
				next, ok := first["next"].(string)
				if !ok {
					t.Errorf("%s: no second page", target)
					continue
				}
				value = next
			}
			if value == "" {
				t.Errorf("no value to try %q with", name)
			}
			for _, wrong := range against(p["schema"].(map[string]any), number(p["schema"], value), name) {
				t.Errorf("%s: the value tried: %s", target, wrong)
			}
			filtered := check(target + "?" + name + "=" + url.QueryEscape(value))
			if rows, ok := filtered["rows"].([]any); ok && len(rows) == 0 && answer != nil {
				t.Errorf("%s: %s=%s finds nothing", target, name, value)
			}
		}
	}
	for _, e := range endpoints() {
		if paths[e.path] == nil {
			t.Errorf("%s is not described", e.path)
		}
		for _, name := range e.params {
			if !slices.ContainsFunc(apiParams, func(p param) bool { return p.name == name }) {
				t.Errorf("%s: parameter %q is not described", e.path, name)
			}
		}
	}
	for _, f := range filterFields {
		if !slices.ContainsFunc(apiParams, func(p param) bool { return p.name == f.Param }) {
			t.Errorf("the pages have a filter %q that the API has not", f.Param)
		}
	}
}

// number returns value as a number where the schema asks for one.
func number(s any, value string) any {
	if s.(map[string]any)["type"] == "integer" {
		var n float64
		fmt.Sscan(value, &n)
		return n
	}
	return value
}

// against returns where v does not fit a schema, of what schemas here are made of.
func against(s map[string]any, v any, at string) (wrong []string) {
	fail := func(format string, args ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, args...)) }
	if choice, ok := s["anyOf"].([]any); ok {
		for _, one := range choice {
			if len(against(one.(map[string]any), v, at)) == 0 {
				return nil
			}
		}
		fail("fits nothing of anyOf")
		return wrong
	}
	types := []any{s["type"]}
	if list, ok := s["type"].([]any); ok {
		types = list
	}
	if !slices.ContainsFunc(types, func(t any) bool { return isType(t.(string), v) }) {
		fail("%v is no %v", v, types)
		return wrong
	}
	if list, ok := s["enum"].([]any); ok && !slices.Contains(list, v) {
		fail("%v is none of %v", v, list)
	}
	if p, ok := s["pattern"].(string); ok && !regexp.MustCompile(p).MatchString(v.(string)) {
		fail("%v does not match %s", v, p)
	}
	switch v := v.(type) {
	case map[string]any:
		properties, _ := s["properties"].(map[string]any)
		required, _ := s["required"].([]any)
		for _, name := range required {
			if _, there := v[name.(string)]; !there {
				fail("%s is missing", name)
			}
		}
		for name, item := range v {
			if sub, ok := properties[name].(map[string]any); ok {
				wrong = append(wrong, against(sub, item, at+"."+name)...)
			} else if s["additionalProperties"] == false {
				fail("%s is not described", name)
			}
		}
	case []any:
		if n, ok := s["minItems"].(float64); ok && float64(len(v)) < n || s["maxItems"] != nil && float64(len(v)) > s["maxItems"].(float64) {
			fail("%d items", len(v))
		}
		for i, item := range v {
			wrong = append(wrong, against(s["items"].(map[string]any), item, fmt.Sprintf("%s[%d]", at, i))...)
		}
	}
	return wrong
}

func isType(name string, v any) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && v == float64(int64(v))
	case []any:
		return name == "array"
	}
	return name == "object"
}

// The check of schemas finds what does not fit.
func TestAgainst(t *testing.T) {
	s := map[string]any{"type": "object", "required": []any{"n"}, "additionalProperties": false, "properties": map[string]any{
		"n": map[string]any{"type": "integer"}, "at": map[string]any{"type": "array", "maxItems": 1., "items": map[string]any{"type": []any{"string", "null"}}}}}
	for given, want := range map[string]int{`{"n":1}`: 0, `{"n":1,"at":[null]}`: 0, `{"n":1.5}`: 1, `{}`: 1, `{"n":2,"x":1}`: 1, `{"n":1,"at":["a",2]}`: 2, `[]`: 1} {
		var v any
		if err := json.Unmarshal([]byte(given), &v); err != nil {
			t.Fatal(err)
		}
		if got := against(s, v, ""); len(got) != want {
			t.Errorf("%s: %q, want %d", given, got, want)
		}
	}
}

func TestProblems(t *testing.T) {
	h := newSite(t, pileStore(t), Options{})
	for target, want := range map[string]struct {
		status int
		param  string
	}{
		"/statements?speeker=x":                      {400, "speeker"},
		"/statements?q=a&q=b":                        {400, "q"},
		"/statements?from=2018-13":                   {400, "from"},
		"/statements?to=yesterday":                   {400, "to"},
		"/statements?on=2018-1-1":                    {400, "on"},
		"/statements?kind=loud":                      {400, "kind"},
		"/statements?when=later":                     {400, "when"},
		"/statements?place=Paris":                    {400, "place"},
		"/statements?article=xyz":                    {400, "article"},
		"/statements?limit=0":                        {400, "limit"},
		"/statements?limit=501":                      {400, "limit"},
		"/statements?cursor=xyz":                     {400, "cursor"},
		"/statements?page=2":                         {400, "page"},
		"/statements?q=%zz":                          {400, ""},
		"/statements?q=%ff":                          {400, "q"},
		"/overview?q=a":                              {400, "q"},
		"/statements/0123456789abcdef":               {404, ""},
		"/statements/0123456789abcdef?offsets=inch":  {400, "offsets"},
		"/articles/0123456789abcdef":                 {404, ""},
		"/articles/0123456789abcdef/document":        {404, ""},
		"/articles/0123456789abcdef/text":            {404, ""},
		"/articles/0123456789abcdef/text?offsets=a":  {400, "offsets"},
		"/speakers/nobody":                           {404, ""},
		"/outlets/nowhere":                           {404, ""},
		"/originals/12":                              {400, ""},
		"/originals/" + strings.Repeat("0", 64):      {404, ""},
		"/nothing":                                   {404, ""},
		"/statements/":                               {404, ""},
		"/../v2/statements?cursor=%00&format=a&b=%3": {404, ""},
	} {
		w := ask(t, h, apiRoot+target)
		if w.Code == http.StatusMovedPermanently || w.Code == http.StatusTemporaryRedirect {
			w = ask(t, h, w.Header().Get("Location"))
		}
		p := decoded(t, w, want.status)
		if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
			t.Errorf("%s: media type %q", target, got)
		}
		param, _ := p["parameter"].(string)
		if p["type"] != "about:blank" || p["title"] != http.StatusText(want.status) || p["status"] != float64(want.status) || p["detail"] == "" || param != want.param {
			t.Errorf("%s: %v", target, p)
		}
		if w.Header().Get("ETag") != "" {
			t.Errorf("%s: a failure with an ETag", target)
		}
	}
	for _, method := range []string{"POST", "DELETE"} {
		r := httptest.NewRequest(method, apiRoot+"/statements", nil)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if p := decoded(t, w, http.StatusMethodNotAllowed); p["status"] != 405. || w.Header().Get("Allow") == "" {
			t.Errorf("%s: %v, Allow %q", method, p, w.Header().Get("Allow"))
		}
	}
	r := httptest.NewRequest("GET", apiRoot+"/statements", nil)
	r.Host = "evil.example"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	decoded(t, w, http.StatusForbidden)
}

// TestFailureInside says nothing of the inside of a failing store.
func TestFailureInside(t *testing.T) {
	h := newSite(t, &memory{fail: fmt.Errorf("table statement is malformed")}, Options{})
	w := ask(t, h, apiRoot+"/statements")
	if p := decoded(t, w, 500); strings.Contains(fmt.Sprint(p), "malformed") {
		t.Errorf("problem %v", p)
	}
}

// TestCursors walks lists by “next” and by the Link header, while a report is added.
func TestCursors(t *testing.T) {
	store := pileStore(t)
	h := newSite(t, store, Options{})
	all, err := store.Statements(t.Context(), record.Query{Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	target, pages := apiRoot+"/statements?limit=100&from=2010", 0
	for target != "" {
		w := ask(t, h, target)
		a := decoded(t, w, 200)
		for _, row := range a["rows"].([]any) {
			got = append(got, row.(map[string]any)["id"].(string))
		}
		link := w.Header().Get("Link")
		if (a["next"] == nil) != (link == "") {
			t.Errorf("next %v, Link %q", a["next"], link)
		}
		target, _, _ = strings.Cut(strings.TrimPrefix(link, "<"), ">")
		if pages++; pages == 1 {
			newer := recordtest.Report(t, draftOf("2030-01-01"))
			if _, err := store.Add(t.Context(), newer); err != nil {
				t.Fatal(err)
			}
		}
	}
	var want []string
	for _, st := range all.Rows {
		want = append(want, st.ID)
	}
	if !slices.Equal(got, want) || pages < 3 {
		t.Errorf("%d statements on %d pages, want %d in the order of the list", len(got), pages, len(want))
	}
}

// TestETag: what did not change is not sent again, and what did is.
func TestETag(t *testing.T) {
	store := pileStore(t)
	h := newSite(t, store, Options{})
	for _, target := range []string{apiRoot + "/statements?limit=3", apiRoot + "/overview", apiRoot + descriptionPath} {
		tag := ask(t, h, target).Header().Get("ETag")
		for _, sent := range []string{tag, `"x", W/` + tag, "*"} {
			if w := ask(t, h, target, "If-None-Match", sent); w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
				t.Errorf("%s with %s: status %d, %d bytes", target, sent, w.Code, w.Body.Len())
			}
		}
		if w := ask(t, h, target, "If-None-Match", `"x"`); w.Code != 200 {
			t.Errorf("%s with another tag: status %d", target, w.Code)
		}
	}
	target := apiRoot + "/statements?limit=3"
	tag := ask(t, h, target).Header().Get("ETag")
	if other := ask(t, h, target+"&kind=direct").Header().Get("ETag"); other == tag {
		t.Error("two lists have one tag")
	}
	if _, err := store.Add(t.Context(), recordtest.Report(t, draftOf("2020-01-01"))); err != nil {
		t.Fatal(err)
	}
	if w := ask(t, h, target, "If-None-Match", tag); w.Code != 200 {
		t.Errorf("after a report was added: status %d", w.Code)
	}
}

// draftOf is an article published on that day.
func draftOf(day string) sayso.Article {
	return sayso.Article{Name: "note", Text: "The note of " + day + " says nothing.", Date: recordtest.Day(day)}
}

// TestGuarded asks the API as the pages are asked: it answers whoever has signed in
// where one must, with a token beside the request, and takes nothing in.
func TestGuarded(t *testing.T) {
	store := pileStore(t)
	closed := newSite(t, store, Options{Accounts: []Account{{Name: "ada", Token: "sesame-sesame"}}, Now: time.Now})
	w := ask(t, closed, apiRoot+"/statements")
	if p := decoded(t, w, 401); p["status"] != 401.0 || w.Header().Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("without a token: %v", p)
	}
	if w := ask(t, closed, apiRoot+"/statements", "Authorization", "Bearer wrong"); w.Code != 401 {
		t.Errorf("with a wrong token: status %d", w.Code)
	}
	if w := ask(t, closed, apiRoot+"/statements", "Authorization", "Bearer sesame-sesame"); w.Code != 200 {
		t.Errorf("with a token: status %d", w.Code)
	}
	for name, h := range map[string]http.Handler{"open": newSite(t, store, Options{Reviewer: "ada", Now: time.Now}), "read only": newSite(t, store, Options{})} {
		for _, method := range []string{"POST", "PUT", "DELETE"} {
			r := httptest.NewRequest(method, apiRoot+"/statements", nil)
			r.Host = "localhost"
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s: %s: status %d, Allow %q", name, method, w.Code, w.Header().Get("Allow"))
			}
		}
	}
}
