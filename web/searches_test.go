package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
	"sayso/record/sqlite"
)

// weekly is a record of n reports added a day apart, each with a statement of "Ida
// Vane" about one of two things; the later they are added, the older their dates.
func weekly(t *testing.T, n int) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for i := range n {
		addWeekly(t, store, i)
	}
	return store
}

func addWeekly(t *testing.T, store record.Store, i int) {
	t.Helper()
	content := fmt.Sprintf("the %s number %d is lit", []string{"kiln", "lamp"}[i%2], i)
	r := recordtest.Report(t, sayso.Article{Name: fmt.Sprint("report ", i), URL: fmt.Sprintf("https://example.org/%d", i), Outlet: sayso.Outlet{Name: "The Bank"},
		Date: recordtest.Day(fmt.Sprintf("%d-05-04", 2022-i)), Text: "Ida Vane said that " + content + "."},
		recordtest.Said{Source: "Ida Vane", Cue: "said", Content: content, Speaker: "Ida Vane", Type: sayso.EntityPerson})
	r.Added = time.Date(2024, 1, 1+i, 8, 0, 0, 0, time.UTC)
	if _, err := store.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
}

func TestSavedSearches(t *testing.T) {
	store := weekly(t, 6)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}

	// Every filtered list can be saved, and only those.
	for target, want := range map[string]int{
		"/": 0, "/?q=kiln": 1, "/?page=1": 0, "/?since=2": 0, "/figures?unit=kg": 1, "/articles?outlet=the-bank": 1, "/speaker/ida-vane": 1, "/outlet/the-bank": 1,
		"/timeline?from=2020": 1, "/naming?speaker=vane": 1, "/overview": 0, "/review?q=kiln": 0, "/accounts": 0, "/searches": 0,
	} {
		if got := len(all(r.page(target), "details.saving")); got != want {
			t.Errorf("%s: %d forms to save it, want %d", target, got, want)
		}
	}
	r.expect("saving", r.send("/?q=kiln&page=1", "/searches", "name", "Kilns"), 303, location(t, store, "saved", "Kilns"))
	page := r.page(location(t, store, "saved", "Kilns"))
	if got := words(one(t, page, ".done")); got != "“Kilns” is saved." {
		t.Errorf("said %q", got)
	}
	if got := words(all(page, "ol.searches")[0]); !strings.HasPrefix(got, "Kilns statements, Words “kiln”: 3, 0 new since you looked") {
		t.Errorf("the list: %q", got)
	}
	r.expect("the same again", r.send("/?q=kiln", "/searches", "name", "kilns"), 303, location(t, store, "there", "Kilns"))

	// A name that is taken is not taken over without a word.
	taken := r.send("/?q=lamp", "/searches", "name", "KILNS")
	if taken.Code != http.StatusConflict {
		t.Fatalf("a taken name: status %d", taken.Code)
	}
	root, err := parse(taken)
	if err != nil {
		t.Fatal(err)
	}
	kilns, err := store.Search(t.Context(), "Kilns")
	if err != nil || kilns.Filters != "q=kiln" {
		t.Fatalf("%+v, %v", kilns, err)
	}
	forms := all(one(t, root, "section.taken"), "form[method]")
	r.expect("under another name", r.do("POST", "/searches", fields(forms[0], "name", "Lamps")), 303, location(t, store, "saved", "Lamps"))
	replaced := r.do("POST", attr(forms[1], "action"), fields(forms[1]))
	r.expect("in place of the other", replaced, 303, location(t, store, "replaced", "Kilns"))
	if now, err := store.Search(t.Context(), kilns.ID); err != nil || now.Filters != "q=lamp" || now.Name != "Kilns" {
		t.Errorf("%+v, %v", now, err)
	}

	r.expect("renaming", r.send("/searches", "/searches/"+kilns.ID+"/rename", "name", "Furnaces"), 303, location(t, store, "renamed", "Furnaces"))
	if w := r.send("/searches", "/searches/"+kilns.ID+"/rename", "name", "lamps"); w.Code != http.StatusConflict {
		t.Errorf("renaming to a taken name: status %d", w.Code)
	}
	stale := r.send("/searches", "/searches/"+kilns.ID+"/rename", "name", "Ovens", "was", "Kilns")
	if stale.Code != http.StatusConflict {
		t.Errorf("renaming what somebody renamed meanwhile: status %d", stale.Code)
	}

	// What is new goes by the order of adding: this report is dated before all others.
	addWeekly(t, store, 7)
	if got := words(all(r.page("/searches"), "ol.searches")[0]); !strings.Contains(got, "Lamps statements, Words “lamp”: 4, 1 new since you looked") {
		t.Errorf("the list: %q", got)
	}
	lamps, err := store.Search(t.Context(), "Lamps")
	if err != nil {
		t.Fatal(err)
	}
	looking := r.send("/searches", "/searches/"+lamps.ID+"/look", "new", "1")
	r.expect("looking", looking, 303, "/?q=lamp&since=6")
	if got := words(one(t, r.page("/?q=lamp&since=6"), "#results")); got != "1 statement" {
		t.Errorf("new: %q", got)
	}
	if got := words(all(r.page("/searches"), "ol.searches")[0]); !strings.Contains(got, "4, 0 new since you looked") {
		t.Errorf("after looking: %q", got)
	}
	r.expect("its own address", r.do("GET", "/searches/"+lamps.ID, nil), 303, "/?q=lamp")

	r.expect("removing", r.send("/searches", "/searches/"+lamps.ID+"/remove"), 303, "/searches?done=removed&search="+lamps.ID)
	if w := r.do("GET", feedHref(lamps.ID), nil); w.Code != http.StatusGone {
		t.Errorf("the feed of what was removed: status %d", w.Code)
	}
	r.expect("bringing back", r.send("/searches", "/searches/"+lamps.ID+"/restore"), 303, location(t, store, "restored", "Lamps"))
	for what, w := range map[string]int{
		"/searches/" + lamps.ID + "/burn": 404, "/searches/0123/remove": 404, "/searches/0123": 404, "/searches": 400,
	} {
		form := fields(all(one(t, r.page("/searches"), "ol.searches"), "form[method]")[0], "name", "x", "list", "sentences")
		form.Del("was")
		if got := r.do("POST", what, form); got.Code != w {
			t.Errorf("POST %s: status %d, want %d", what, got.Code, w)
		}
	}
	reading := &reviewer{T: t, h: newSite(t, store, Options{})}
	if n := len(all(one(t, reading.page("/searches"), "main"), "form[method]")); n > 0 {
		t.Errorf("%d forms where nothing can be written", n)
	}
}

func location(t *testing.T, store record.Store, done, name string) string {
	t.Helper()
	s, err := store.Search(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return "/searches?" + url.Values{"done": {done}, "search": {s.ID}}.Encode()
}

// readFeed is a feed as a reader reads it.
type readFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Updated   string `xml:"updated"`
		Published string `xml:"published"`
		Author    string `xml:"author>name"`
		Content   string `xml:"content"`
		Links     []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func (f readFeed) link(rel string) string {
	for _, l := range f.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

func askFeed(t *testing.T, h http.Handler, target string) (f readFeed, header http.Header) {
	t.Helper()
	w := get(t, h, target)
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/atom+xml") {
		t.Fatalf("%s: status %d, %v: %s", target, w.Code, w.Header(), w.Body)
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	// What RFC 4287 asks of a feed and of each entry.
	for what, value := range map[string]string{"id": f.ID, "title": f.Title, "self": f.link("self"), "first": f.link("first")} {
		if value == "" {
			t.Errorf("%s: a feed without %s", target, what)
		}
	}
	for _, e := range f.Entries {
		updated, err := time.Parse(time.RFC3339, e.Updated)
		if err != nil || e.ID == "" || e.Title == "" || e.Author == "" || e.Content == "" || len(e.Links) != 2 || e.Links[0].Rel != "alternate" || e.Links[1].Rel != "related" || strings.Compare(f.Updated, updated.Format(time.RFC3339)) < 0 {
			t.Errorf("%s: entry %+v of a feed of %s, %v", target, e, f.Updated, err)
		}
	}
	return f, w.Header()
}

// A feed holds every row of its search once, in the order of adding, however many
// pages it has; what is there keeps its place and its name when more is added.
func TestFeed(t *testing.T) {
	const n = 2*feedPage + 30
	store := weekly(t, n)
	h := newSite(t, store, Options{Reviewer: "ada", Now: desktime()})
	search := func(list, filters string) record.Search {
		s, err := store.SaveSearch(t.Context(), record.Search{Name: list + " " + filters, List: list, Filters: filters, By: "ada", Made: recordtest.Noon})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	walk := func(s record.Search) (ids, updated []string) {
		for next := feedHref(s.ID); next != ""; {
			f, _ := askFeed(t, h, next)
			if f.ID != "tag:sayso.invalid,2026:search:"+s.ID || f.Title != s.Name {
				t.Errorf("%s: feed %q, %q", next, f.ID, f.Title)
			}
			for _, e := range f.Entries {
				ids, updated = append(ids, e.ID), append(updated, e.Updated)
			}
			next = strings.TrimPrefix(f.link("next"), "http://127.0.0.1:8080")
		}
		return ids, updated
	}
	for _, c := range []struct {
		list, filters string
		want          int
	}{
		{"statements", "speaker=ida-vane", n}, {"statements", "q=kiln", n / 2}, {"statements", "q=%22number+7%22", 1}, {"statements", "q=nothing", 0},
		{"articles", "outlet=bank", n}, {"outlets", "q=lamp", n / 2}, {"days", "from=2021", 2}, {"figures", "unit=kg", 0}, {"namings", "speaker=vane", 0},
	} {
		s := search(c.list, c.filters)
		ids, updated := walk(s)
		seen := map[string]bool{}
		for i, id := range ids {
			if seen[id] || i > 0 && updated[i] > updated[i-1] {
				t.Errorf("%s: entry %d, %s of %s, is out of its place", s.Name, i, id, updated[i])
			}
			seen[id] = true
		}
		if len(ids) != c.want {
			t.Errorf("%s: %d entries, want %d", s.Name, len(ids), c.want)
		}
	}

	kiln, err := store.Search(t.Context(), "statements q=kiln")
	if err != nil {
		t.Fatal(err)
	}
	before, _ := walk(kiln)
	first, header := askFeed(t, h, feedHref(kiln.ID))
	tag := header.Get("ETag")
	ask := func() int {
		r := (&reviewer{T: t, h: h, headers: map[string]string{"If-None-Match": tag}}).do("GET", feedHref(kiln.ID), nil)
		return r.Code
	}
	_, header = askFeed(t, h, feedHref(kiln.ID))
	if tag == "" || header.Get("ETag") != tag || header.Get("Last-Modified") == "" {
		t.Errorf("headers %v", header)
	}
	tag = (&reviewer{T: t, h: h}).do("GET", feedHref(kiln.ID), nil).Header().Get("ETag") // under another host's name
	if got := ask(); got != http.StatusNotModified {
		t.Errorf("asked again: status %d", got)
	}
	addWeekly(t, store, n)
	if got := ask(); got != http.StatusOK {
		t.Errorf("asked again after something was added: status %d", got)
	}
	after, _ := walk(kiln)
	if len(after) != len(before)+1 || strings.Join(after[1:], " ") != strings.Join(before, " ") {
		t.Error("what was there has not kept its place behind what was added")
	}
	to := strings.TrimPrefix(first.Entries[0].Links[1].Href, "http://127.0.0.1:8080")
	if got := get(t, h, to); got.Code != http.StatusOK || !strings.HasPrefix(to, "/statement/") {
		t.Errorf("an entry leads to %s: status %d", to, got.Code)
	}
	if now, _ := askFeed(t, h, feedHref(kiln.ID)); now.Updated <= first.Updated {
		t.Errorf("updated %s, then %s", first.Updated, now.Updated)
	}
	for target, want := range map[string]int{feedHref("0123"): 404, feedHref(kiln.Name): 404, feedHref(kiln.ID) + "?before=x": 400, feedHref(kiln.ID) + "?before=1": 200} {
		if got := get(t, h, strings.ReplaceAll(target, " ", "%20")); got.Code != want {
			t.Errorf("%s: status %d, want %d", target, got.Code, want)
		}
	}
}

// Where one must sign in, a feed wants the password of feeds, which opens nothing else.
func TestFeedPassword(t *testing.T) {
	store := weekly(t, 2)
	accounts := []Account{{"ada", "a-token-of-ada-0001"}, {"eve", "a-token-of-eve-0001"}}
	h := newSite(t, store, Options{Accounts: accounts, Now: desktime()})
	s, err := store.SaveSearch(t.Context(), record.Search{Name: "kilns", List: "statements", Filters: "q=kiln", By: "ada", Made: recordtest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	password := feedPassword(accounts[0])
	ask := func(method, target, user, password string) int {
		r := &reviewer{T: t, h: h, headers: map[string]string{}}
		if user != "" {
			req, _ := http.NewRequest("GET", "/", nil)
			req.SetBasicAuth(user, password)
			r.headers["Authorization"] = req.Header.Get("Authorization")
		}
		return r.do(method, target, nil).Code
	}
	feed := feedHref(s.ID)
	for _, c := range []struct {
		method, target, user, password string
		want                           int
	}{
		{"GET", feed, "", "", 401}, {"GET", feed, "ada", password, 200}, {"HEAD", feed, "ada", password, 200}, {"GET", feed, "eve", password, 401},
		{"GET", feed, "ada", accounts[0].Token, 401}, {"GET", feed, "ada", "", 401}, {"GET", "/searches", "ada", password, 303}, {"GET", "/searches/" + s.ID, "ada", password, 303},
		{"POST", feed, "ada", password, 401}, {"GET", "/api/v1/statements", "ada", password, 401}, {"GET", "/api/v1/searches" + feedEnd, "ada", password, 401},
	} {
		if got := ask(c.method, c.target, c.user, c.password); got != c.want {
			t.Errorf("%s %s as %q: status %d, want %d", c.method, c.target, c.user, got, c.want)
		}
	}
	if strings.Contains(password, "token") || feedPassword(accounts[0]) == feedPassword(accounts[1]) {
		t.Error("feed passwords are not each account's own")
	}
	r := &reviewer{T: t, h: h, headers: map[string]string{"Authorization": "Bearer " + accounts[0].Token}}
	if page := text(r.page("/searches"), nil); !strings.Contains(page, password) || strings.Contains(page, feedPassword(accounts[1])) {
		t.Error("the page does not tell ada her own password")
	}
}
