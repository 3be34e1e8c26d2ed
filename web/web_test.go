package web

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"sayso"
	"sayso/record"
)

// texts returns the words of each node.
func texts(nodes []*html.Node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, words(n))
	}
	return out
}

func TestStatementRowShowsOpenDates(t *testing.T) {
	root := view(t, newSite(t, fill(t), Options{}), "/?q=herring", 200)
	open := one(t, one(t, root, "li.st"), "span.open")
	if got := words(open); got != "date open: the report prints no date" {
		t.Errorf("open date reads %q", got)
	}
	if attr(open, "title") != "the report prints no date" {
		t.Errorf("open date's title is %q", attr(open, "title"))
	}
}

func TestEveryLinkOfTheRecordWorks(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	queue, seen := []string{"/"}, map[string]bool{"/": true}
	for len(queue) > 0 {
		target := queue[0]
		queue = queue[1:]
		w := get(t, h, target)
		if w.Code != 200 {
			t.Errorf("GET %s: status %d", target, w.Code)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		root, err := parse(w)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range append(append(all(root, "a[href]"), all(root, "link[href]")...), all(root, "script[src]")...) {
			u, err := url.Parse(attr(a, "href") + attr(a, "src"))
			if err != nil {
				t.Fatalf("%s: %v", target, err)
			}
			if u.Host != "" {
				continue
			}
			// A link to a passage must find it on the page it leads to.
			if u.Fragment != "" && !seen[u.String()] {
				seen[u.String()] = true
				there := root
				if u.Path != "" {
					there = view(t, h, u.RequestURI(), 200)
				}
				if len(all(there, "#"+u.Fragment)) != 1 {
					t.Errorf("%s: link %s leads to no passage", target, u)
				}
			}
			if next := u.RequestURI(); u.Path != "" && !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("only %d addresses are linked", len(seen))
	}
}

func TestArticlePage(t *testing.T) {
	store := fill(t).(*memory)
	h := newSite(t, store, Options{})
	doc := store.reports[0].Document
	id := doc.Statements[1].ID(doc.ID)
	root := view(t, h, "/article/"+string(doc.ID)+"?statement="+id, 200)

	if got := text(one(t, root, "[data-text]"), func(n *html.Node) bool { return hasAttr(n, "data-note") }); got != doc.Text {
		t.Errorf("text on the page differs:\n%s", cmp.Diff(doc.Text, got))
	}
	if got := words(one(t, root, "h1")); got != doc.Title {
		t.Errorf("heading %q, want the headline", got)
	}
	notes := texts(all(one(t, root, "[data-text]"), "li"))
	want := []string{"1 Ottoline Brask direct via Northwire", "1 Ottoline Brask direct goes on via Northwire", "2 Ottoline Brask mixed", "3 the engineer direct",
		"4 Ottoline Brask indirect", "5 Ottoline Brask mixed", "6 the ferry office indirect"}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Errorf("margin (-want +got)\n%s", diff)
	}
	// The reported statement stands inside the one that reports it.
	outer := one(t, root, "#s-"+id)
	if got := words(one(t, outer, "mark")); got != "the hull is good for ten years" {
		t.Errorf("nested mark %q", got)
	}
	if !fits(one(t, outer, "mark"), ".d1") || !fits(outer, ".on.mixed.d0") {
		t.Errorf("classes of the nested marks: %q in %q", attr(one(t, outer, "mark"), "class"), attr(outer, "class"))
	}
	facts := words(one(t, root, "dl.facts"))
	for _, f := range []string{"(named at the foot of the page)", "(printed under the headline)", "Maud Ellery", "TARNSEY", "Northwire", doc.Original.String()} {
		if !strings.Contains(facts, f) {
			t.Errorf("facts lack %q", f)
		}
	}
	if got := texts(all(root, "p.reason")); !slices.Contains(got, "not the article: share line") {
		t.Errorf("boilerplate's reason is not shown: %q", got)
	}
	for role, want := range map[string]string{"source": "Ottoline Brask", "cue": "told", "addressee": "reporters",
		"occasion": "on the quay after the vote", "said": "Tuesday", "agency": "Northwire", "date": "4 May", "place": "TARNSEY"} {
		if got := texts(all(one(t, root, "[data-text]"), "span.m."+role)); !slices.Contains(got, want) {
			t.Errorf("%s marked: %q, want %q", role, got, want)
		}
	}
}

func TestSourcesThatMeanNobodyKnown(t *testing.T) {
	store := fill(t).(*memory)
	h := newSite(t, store, Options{})
	doc := store.reports[1].Document
	for i, want := range map[int]string{
		2: "Speaker source not named (the text names no source)",
		3: "Speaker “Critics” (the source was not taken to mean anybody known)",
	} {
		root := view(t, h, "/statement/"+doc.Statements[i].ID(doc.ID), 200)
		if got := words(root); !strings.Contains(got, want) {
			t.Errorf("statement %d lacks %q", i+1, want)
		}
	}
	root := view(t, h, "/article/"+string(doc.ID), 200)
	if diff := cmp.Diff([]string{"Pim Oster 2 100", "source not named 1 50", "“Critics” 1 50"}, chart(t, root, "voices")); diff != "" {
		t.Errorf("voices (-want +got)\n%s", diff)
	}
}

func TestVersions(t *testing.T) {
	store := fill(t).(*memory)
	h := newSite(t, store, Options{})
	old := store.reports[2].Document
	root := view(t, h, "/article/"+string(old.ID), 200)
	got := texts(all(one(t, root, "ol.versions"), "li"))
	if len(got) != 2 || !strings.HasPrefix(got[0], "version 2:") || !strings.HasPrefix(got[1], "version 1, shown here:") {
		t.Errorf("versions %q", got)
	}
	root = view(t, h, "/statement/"+old.Statements[0].ID(old.ID), 200)
	if got := words(one(t, root, "p.problem")); !strings.Contains(got, "earlier version") {
		t.Errorf("an old statement is not said to be old: %q", got)
	}
}

func TestStatementPage(t *testing.T) {
	store := fill(t).(*memory)
	h := newSite(t, store, Options{})
	doc := store.reports[0].Document
	root := view(t, h, "/statement/"+doc.Statements[0].ID(doc.ID), 200)
	var rows []string
	for _, tr := range all(one(t, root, "table.roles"), "tr") {
		rows = append(rows, words(tr))
	}
	want := []string{"Role Words Bytes", "Source Ottoline Brask 229–243", "Cue told 244–248",
		"Content The boat is the street we live on, 191–225", "Nobody closes a street because few walk it at night. 290–342", "Nobody asked the bridge. 347–371",
		"Addressee reporters 249–258", "Occasion on the quay after the vote 259–285", "Date words Tuesday 135–142"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("roles (-want +got)\n%s", diff)
	}
	body := words(root)
	for _, w := range []string{"(surname of the one person so named)", "2022-05-03 (the Tuesday before publication)",
		"outlet The Tarnsey Log agency Northwire (“Northwire”) speaker Ottoline Brask", "Citation Ottoline Brask, direct speech: “The boat",
		"bytes 191–225, 290–342, 347–371, original SHA-256 " + doc.Original.String()} {
		if !strings.Contains(body, w) {
			t.Errorf("the page lacks %q", w)
		}
	}
	inner := view(t, h, "/statement/"+doc.Statements[2].ID(doc.ID), 200)
	if !strings.Contains(words(inner), "Told within Ottoline Brask: the engineer had assured") {
		t.Error("the statement around it is not named")
	}
	outer := view(t, h, "/statement/"+doc.Statements[1].ID(doc.ID), 200)
	if !strings.Contains(words(outer), "Tells on the engineer: the hull") {
		t.Error("the statement inside it is not named")
	}
}

// chart returns the rows of the chart under the heading with the given id.
func chart(t *testing.T, root *html.Node, id string) []string {
	t.Helper()
	var rows []string
	for _, tr := range all(one(t, one(t, root, "#"+id).Parent, "tbody"), "tr") {
		rows = append(rows, words(tr)+" "+attr(one(t, tr, "rect"), "width"))
	}
	return rows
}

func TestSpeakerPage(t *testing.T) {
	root := view(t, newSite(t, fill(t), Options{}), "/speaker/pim-oster", 200)
	if got := words(one(t, root, "p.sum")); got != "57 statements in 2 articles of 1 outlet" {
		t.Errorf("sum %q", got)
	}
	if diff := cmp.Diff([]string{"direct 56 100", "mixed 0 0", "indirect 1 1"}, chart(t, root, "kinds")); diff != "" {
		t.Errorf("kinds (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Inland Courier 57 100"}, chart(t, root, "outlets")); diff != "" {
		t.Errorf("outlets (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Pim Oster", "he"}, texts(all(one(t, root, "ul.names"), "li"))); diff != "" {
		t.Errorf("as written (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2022-05"}, texts(all(root, "h3"))); diff != "" {
		t.Errorf("days (-want +got)\n%s", diff)
	}
	second := view(t, newSite(t, fill(t), Options{}), "/speaker/pim-oster?page=2", 200)
	if got := texts(all(second, "h3")); len(got) != 2 || !strings.HasPrefix(got[1], "date open") {
		t.Errorf("days of the second page %q", got)
	}
}

func TestOutletPage(t *testing.T) {
	root := view(t, newSite(t, fill(t), Options{}), "/outlet/the-tarnsey-log", 200)
	if got := words(one(t, root, "p.sum")); got != "2 articles, 7 statements" {
		t.Errorf("sum %q", got)
	}
	if diff := cmp.Diff([]string{"Ottoline Brask 5 100", "the engineer 1 20", "the ferry office 1 20"}, chart(t, root, "voices")); diff != "" {
		t.Errorf("voices (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Fares: what you will pay", "Harbour council votes to keep the night ferry"}, texts(all(root, "p.head"))); diff != "" {
		t.Errorf("articles (-want +got)\n%s", diff)
	}
}

func TestMissingThings(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	for _, target := range []string{"/article/none", "/article/none/text", "/statement/none", "/speaker/none", "/outlet/none",
		"/original/" + strings.Repeat("0", 64), "/nothing", "/static/nothing.css", "/article/", "/statement/a/b"} {
		root := view(t, h, target, 404)
		one(t, root, "h1")
	}
	view(t, h, "/original/xyz", 400)
}

func TestFailuresAreLoggedAndNotShown(t *testing.T) {
	store := fill(t).(*memory)
	var log bytes.Buffer
	h := newSite(t, store, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	store.fail = errors.New("disk on fire in room 7")
	id := store.reports[0].Document.ID
	for _, target := range []string{"/", "/articles", "/article/" + string(id), "/speakers", "/speaker/x", "/outlets", "/outlet/x", "/statement/x",
		"/timeline", "/map", "/figures", "/accounts", "/persons", "/stories", "/utterances",
		"/original/" + sayso.Digest{}.String()} {
		log.Reset()
		w := get(t, h, target)
		if w.Code != 500 || strings.Contains(w.Body.String(), "room 7") {
			t.Errorf("%s: status %d, inside shown: %v", target, w.Code, strings.Contains(w.Body.String(), "room 7"))
		}
		if !strings.Contains(log.String(), "room 7") || !strings.Contains(log.String(), "path="+target) {
			t.Errorf("%s: log %q", target, log.String())
		}
	}
}

// panicking is a store with a fault in it.
type panicking struct{ record.Store }

func TestAPanicIsAPage(t *testing.T) {
	var log bytes.Buffer
	h := newSite(t, panicking{}, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	view(t, h, "/", 500)
	if !strings.Contains(log.String(), "nil pointer") {
		t.Errorf("log %q", log.String())
	}
}

func TestEmptyRecord(t *testing.T) {
	h := newSite(t, &memory{}, Options{})
	for _, target := range []string{"/", "/articles", "/speakers", "/outlets", "/?q=x", "/articles?outlet=x", "/speakers?speaker=x", "/?page=3",
		"/timeline", "/map", "/figures", "/accounts", "/persons", "/stories", "/utterances", "/stories?q=x", "/timeline?q=x", "/map?outlet=x", "/figures?unit=x", "/outlets?page=3"} {
		root := view(t, h, target, 200)
		if len(all(root, ".empty")) == 0 {
			t.Errorf("%s: nothing says why the page is empty", target)
		}
	}
	if got := words(view(t, h, "/", 200)); !strings.Contains(got, "sayso add") {
		t.Error("an empty record does not say how to fill it")
	}
}

func TestNewWantsAStore(t *testing.T) {
	if _, err := New(nil, Options{}); err == nil {
		t.Error("no error without a store")
	}
}

func TestHead(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	r := httptest.NewRequest(http.MethodHead, "/", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: status %d, %d bytes, length %q", w.Code, w.Body.Len(), w.Header().Get("Content-Length"))
	}
}
