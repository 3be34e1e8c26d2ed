package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"sayso"
	"sayso/record"
	"sayso/record/sqlite"
)

// desktime is a clock that goes on by a second whenever it is looked at.
func desktime() func() time.Time {
	now := time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

// reviewable is a record in a file, which people may decide about, and its one
// article: of two statements and two undecided ones.
func reviewable(t *testing.T) (record.Store, *sayso.Document) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "review.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	d := newDraft(t, "kiln.txt", "The Bank", "2022-05-04", "The kiln is lit, Ida Vane said on Monday.\n\nThe clay, she added, came from the north. The owners hope for rain.\n\nNobody had asked the potter, one hears; the potter, Vane said, was out.")
	d.said(sayso.Indirect, "Ida Vane", "Ida Vane", "said", "The kiln is lit")
	d.said(sayso.Indirect, "Ida Vane", "she", "added", "The clay", "came from the north")
	d.said(sayso.Indirect, "", "The owners", "hope", "for rain")
	d.said(sayso.Indirect, "", "", "hears", "Nobody had asked the potter")
	d.doc.Statements, d.doc.Undecided = d.doc.Statements[:2], d.doc.Statements[2:]
	return store, d.report(store)
}

// reviewer is somebody with a browser that keeps cookies and runs no script.
type reviewer struct {
	*testing.T
	h       http.Handler
	from    string // address
	cookies []*http.Cookie
	headers map[string]string
}

func (r *reviewer) do(method, target string, form url.Values) *httptest.ResponseRecorder {
	r.Helper()
	req := httptest.NewRequest(method, target, strings.NewReader(form.Encode()))
	req.Host = "localhost"
	if r.from != "" {
		req.RemoteAddr = r.from + ":4000"
	}
	if method == "POST" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, c := range r.cookies {
		req.AddCookie(c)
	}
	for k, v := range r.headers {
		req.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, req)
	r.cookies = append(r.cookies, w.Result().Cookies()...)
	return w
}

func (r *reviewer) page(target string) *html.Node {
	r.Helper()
	w := r.do("GET", target, nil)
	if w.Code != 200 {
		r.Fatalf("GET %s: status %d", target, w.Code)
	}
	root, err := parse(w)
	if err != nil {
		r.Fatal(err)
	}
	return root
}

// fields returns what a form sends when nothing is typed, with the fields of extra.
func fields(form *html.Node, extra ...string) url.Values {
	v := url.Values{}
	for _, in := range all(form, "input") {
		v.Set(attr(in, "name"), attr(in, "value"))
	}
	for _, in := range all(form, "textarea") {
		v.Set(attr(in, "name"), strings.TrimPrefix(text(in, func(*html.Node) bool { return false }), "\n"))
	}
	for _, in := range all(form, "option[selected]") {
		v.Set(attr(in.Parent, "name"), attr(in, "value"))
	}
	for i := 0; i < len(extra); i += 2 {
		v.Set(extra[i], extra[i+1])
	}
	return v
}

// send sends the form at the address, as it stands on a page.
func (r *reviewer) send(page, action string, extra ...string) *httptest.ResponseRecorder {
	r.Helper()
	for _, form := range all(r.page(page), "form[method]") {
		if attr(form, "action") == action {
			return r.do("POST", action, fields(form, extra...))
		}
	}
	r.Fatalf("%s has no form for %s", page, action)
	return nil
}

func (r *reviewer) expect(what string, w *httptest.ResponseRecorder, status int, location string) {
	r.Helper()
	if w.Code != status || w.Header().Get("Location") != location {
		r.Errorf("%s: status %d to %q, want %d to %q", what, w.Code, w.Header().Get("Location"), status, location)
	}
}

func ids(doc *sayso.Document) (decided, undecided []string) {
	for i := range doc.Statements {
		decided = append(decided, doc.Statements[i].ID(doc.ID))
	}
	for i := range doc.Undecided {
		undecided = append(undecided, doc.Undecided[i].ID(doc.ID))
	}
	return decided, undecided
}

func TestQueue(t *testing.T) {
	store, doc := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	yes, no := ids(doc)
	queue := r.page("/review")
	if got := texts(all(one(t, queue, "nav.tabs"), "a")); strings.Join(got, "|") != "Undecided 2|Least sure 2|In conflict 0|At odds 0|Without a statement 0|Rejected 0|Decisions 0" {
		t.Errorf("tabs %q", got)
	}
	if got := len(all(queue, "li.st")); got != 2 {
		t.Errorf("%d wait, want the two undecided ones", got)
	}
	// Deciding about the first leads to the second.
	w := r.send("/review?show=undecided", "/statement/"+no[0]+"/decide", "kind", "assign", "speaker", "The Clay Board")
	r.expect("assign", w, 303, "/review?show=undecided#"+no[1])
	w = r.send("/review?show=undecided", "/statement/"+no[1]+"/decide", "kind", "reject")
	r.expect("reject", w, 303, "/review?show=undecided")
	if got := words(r.page("/review?show=undecided")); !strings.Contains(got, "Nothing waits here") {
		t.Error("the queue is not done")
	}
	row, err := store.Statement(t.Context(), no[0])
	if err != nil || row.Review != record.Corrected || row.Speaker.Name != "The Clay Board" {
		t.Errorf("assigned: %+v, %v", row, err)
	}
	list := words(one(t, r.page("/"), "ol.statements"))
	if !strings.Contains(list, "The Clay Board as written: The owners indirect corrected for rain The machine reads: speaker nobody known") || strings.Contains(list, "potter") {
		t.Errorf("list %q", list)
	}
	// The last decision can be taken back from the queue.
	last, err := store.Decisions(t.Context(), record.DecisionQuery{Newest: true, Limit: 1})
	if err != nil || last.Rows[0].By != "ada" {
		t.Fatalf("%+v, %v", last, err)
	}
	r.expect("undo", r.send("/review?show=decided", "/decision/"+last.Rows[0].ID+"/undo"), 303, "/review?show=decided")
	if row, err := store.Statement(t.Context(), no[1]); err != nil || row.Review != record.Unresolved {
		t.Errorf("taken back: %s, %v", row.Review, err)
	}
	r.expect("accept", r.send("/statement/"+yes[0], "/statement/"+yes[0]+"/decide", "kind", "accept"), 303, "/statement/"+yes[0])
	if got := words(r.page("/review?show=decided")); !strings.Contains(got, "accepted The kiln is lit") {
		t.Errorf("log %q", got)
	}
	reader := r.page("/article/" + string(doc.ID))
	if got := words(one(t, one(t, reader, "article.reader"), "header")); !strings.Contains(got, "1 more statement undecided or rejected") {
		t.Errorf("the article says %q", got)
	}
	all := one(t, r.page("/article/"+string(doc.ID)+"?review=all"), "[data-text]")
	if got := text(all, func(n *html.Node) bool { return hasAttr(n, "data-note") }); got != doc.Text || !strings.Contains(words(all), "undecided") {
		t.Errorf("with all statements the text is %q", got)
	}
}

func TestCorrect(t *testing.T) {
	store, doc := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	yes, _ := ids(doc)
	edit := "/statement/" + yes[1] + "/edit"
	if got := text(one(t, r.page(edit), "[data-text]"), func(*html.Node) bool { return false }); got != doc.Text {
		t.Errorf("the text to select in is %q", got)
	}
	for what, extra := range map[string][]string{
		"words that are not there": {"content", "The clay came from the south"},
		"words in two places":      {"source", "the potter"},
		"no content":               {"content", ""},
		"the wrong order":          {"content", "came from the north … The clay"},
		"no date":                  {"date", "last May"},
		"two addressees":           {"addressee", "clay … north"},
	} {
		w := r.send(edit, edit, append(extra, "note", "kept")...)
		if w.Code != 400 || !strings.Contains(w.Body.String(), "aria-invalid") || !strings.Contains(w.Body.String(), "kept") {
			t.Errorf("%s: status %d, want the form again with what is wrong", what, w.Code)
		}
	}
	if all, err := store.Decisions(t.Context(), record.DecisionQuery{}); err != nil || all.Total != 0 {
		t.Fatalf("%d decisions of bad forms, %v", all.Total, err)
	}
	at := strings.LastIndex(doc.Text, "the potter")
	w := r.send(edit, edit, "content", "clay … north", "source", "the potter", "source-at", fmt.Sprintf("%d-%d", at, at+len("the potter")),
		"cue", "", "addressee", "The owners", "as", "mixed", "date", "2022-05", "speaker", "Vera Lund", "note", "said so\r\nherself", "back", "/review?show=unsure")
	r.expect("correct", w, 303, "/review?show=unsure")
	row, err := store.Statement(t.Context(), yes[1])
	if err != nil {
		t.Fatal(err)
	}
	if row.SpanTexts != (record.SpanTexts{Source: "the potter", Content: "clay … north"}) || int(row.Statement.Source[0].Start) != at || row.Addressee != "The owners" ||
		row.Kind != sayso.Mixed || row.Said.Value != "2022-05" || row.Speaker.Name != "Vera Lund" {
		t.Errorf("corrected: %+v", row)
	}
	body := words(r.page("/statement/" + yes[1]))
	for _, want := range []string{"The machine reads: speaker Ida Vane; kind indirect; source she; cue added; content The clay … came from the north; addressee no words; date date open",
		"(a reviewer says so)", "content: clay … north “said so herself”", "kind: mixed"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q:\n%s", want, body)
		}
	}
	// Saved as it is, the form accepts.
	other := "/statement/" + yes[0] + "/edit"
	r.expect("accept", r.send(other, other), 303, "/statement/"+yes[0])
	if row, err := store.Statement(t.Context(), yes[0]); err != nil || row.Review != record.Accepted || row.AsRead != nil {
		t.Errorf("saved as it is: %s, %v, %v", row.Review, row.AsRead, err)
	}
}

func TestSpeakersMerged(t *testing.T) {
	store, doc := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	_, no := ids(doc)
	r.send("/review", "/statement/"+no[0]+"/decide", "kind", "assign", "speaker", "Dr Vane")
	r.expect("merge", r.send("/speaker/dr-vane", "/speaker/dr-vane/merge", "into", "ida vane"), 303, "/speaker/dr-vane")
	page := r.page("/speaker/dr-vane")
	if got := words(one(t, page, "h1")); got != "Ida Vane" || words(one(t, page, "ul.merged")) != "Dr Vane Somebody else" || words(one(t, one(t, page, "p.sum"), "a")) != "3 statements" {
		t.Errorf("merged: %q", words(page))
	}
	for what, into := range map[string]string{"nobody": "No Such Person", "itself": "Ida Vane"} {
		if w := r.send("/speaker/ida-vane", "/speaker/ida-vane/merge", "into", into); w.Code != 404 && w.Code != 400 {
			t.Errorf("merge into %s: status %d", what, w.Code)
		}
	}
	r.expect("split", r.send("/speaker/ida-vane", "/speaker/ida-vane/split"), 303, "/speaker/ida-vane")
	if got := words(one(t, one(t, r.page("/speaker/ida-vane"), "p.sum"), "a")); got != "2 statements" {
		t.Errorf("split: %s", got)
	}
}

// A conflict waits until somebody says where the decision belongs.
func TestConflictsAreSettled(t *testing.T) {
	store, doc := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	yes, _ := ids(doc)
	r.send("/statement/"+yes[0], "/statement/"+yes[0]+"/decide", "kind", "reject")
	anew := *doc
	anew.Statements = append([]sayso.Statement(nil), doc.Statements...)
	anew.Statements[0].Content = []sayso.Span{{Start: 4, End: doc.Statements[0].Content[0].End}}
	if _, err := store.Upgrade(t.Context(), record.Report{Document: &anew, Original: []byte(doc.Text), Pipeline: "2"}); err != nil {
		t.Fatal(err)
	}
	if got := words(r.page("/review?show=conflicts")); !strings.Contains(got, "rejected in conflict") {
		t.Errorf("the queue: %q", got)
	}
	now, _ := ids(&anew)
	r.expect("the address before the upgrade", r.do("GET", "/statement/"+yes[0], nil), 303, "/statement/"+now[0])
	all, err := store.Decisions(t.Context(), record.DecisionQuery{})
	if err != nil {
		t.Fatal(err)
	}
	r.expect("attach", r.send("/review?show=conflicts", "/decision/"+all.Rows[0].ID+"/attach"), 303, "/review?show=conflicts")
	if row, err := store.Statement(t.Context(), now[0]); err != nil || row.Review != record.Rejected {
		t.Errorf("attached: %s, %v", row.Review, err)
	}
}

// What may write: a form of our own, of somebody who may decide, not too often.
func TestWritesAreGuarded(t *testing.T) {
	store, doc := reviewable(t)
	yes, _ := ids(doc)
	action := "/statement/" + yes[0] + "/decide"
	now := time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)
	h := newSite(t, store, Options{Reviewer: "ada", Now: func() time.Time { return now }})
	r := &reviewer{T: t, h: h}
	form := fields(one(t, r.page("/statement/"+yes[0]), "form.judge"), "kind", "accept")
	count := func() int {
		t.Helper()
		all, err := store.Decisions(t.Context(), record.DecisionQuery{})
		if err != nil {
			t.Fatal(err)
		}
		return all.Total
	}
	for what, c := range map[string]struct {
		status int
		change func(*reviewer, url.Values)
	}{
		"from another site": {403, func(r *reviewer, _ url.Values) { r.headers = map[string]string{"Sec-Fetch-Site": "cross-site"} }},
		"from another origin": {403, func(r *reviewer, _ url.Values) {
			r.headers = map[string]string{"Sec-Fetch-Site": "", "Origin": "https://evil.example"}
		}},
		"from no origin":     {403, func(r *reviewer, _ url.Values) { r.headers = map[string]string{"Sec-Fetch-Site": "", "Origin": "null"} }},
		"without the token":  {403, func(_ *reviewer, f url.Values) { f.Del("form") }},
		"with another token": {403, func(_ *reviewer, f url.Values) { f.Set("form", strings.Repeat("0", 64)) }},
		"of no kind":         {400, func(_ *reviewer, f url.Values) { f.Set("kind", "loud") }},
		"not text":           {400, func(_ *reviewer, f url.Values) { f.Set("note", "\xff") }},
		"with a long note":   {400, func(_ *reviewer, f url.Values) { f.Set("note", strings.Repeat("x", 3000)) }},
		"too large":          {413, func(_ *reviewer, f url.Values) { f.Set("note", strings.Repeat("x", maxForm)) }},
	} {
		mine, f := *r, url.Values{}
		for k, v := range form {
			f[k] = append([]string(nil), v...)
		}
		c.change(&mine, f)
		if w := mine.do("POST", action, f); w.Code != c.status {
			t.Errorf("%s: status %d, want %d", what, w.Code, c.status)
		}
	}
	if n := count(); n != 0 {
		t.Fatalf("%d decisions of forms that were refused", n)
	}
	// Wherever it asks to go on to, it stays here.
	for _, to := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:evil()", "/\tx"} {
		form.Set("back", to)
		r.expect(to, r.do("POST", action, form), 303, "/")
	}
	read := newSite(t, store, Options{Reviewer: "ada", ReadOnly: true, Now: func() time.Time { return now }})
	if w := (&reviewer{T: t, h: read}).do("POST", action, form); w.Code != 405 {
		t.Errorf("read only: status %d", w.Code)
	}
	if got := words((&reviewer{T: t, h: read}).page("/review")); !strings.Contains(got, "read only") {
		t.Error("the queue does not say that it is read only")
	}
	// One address that writes too fast is held up; another is not, and time helps.
	var held int
	for range 2 * writeBurst {
		if w := r.do("POST", action, form); w.Code == 429 {
			held++
		}
	}
	if held == 0 {
		t.Error("an address may write as fast as it likes")
	}
	other := &reviewer{T: t, h: h, from: "127.0.0.9"}
	if w := other.do("POST", action, form); w.Code != 303 {
		t.Errorf("another address: status %d", w.Code)
	}
	now = now.Add(time.Minute)
	if w := r.do("POST", action, form); w.Code != 303 {
		t.Errorf("a minute later: status %d", w.Code)
	}
}

func TestSignIn(t *testing.T) {
	store, doc := reviewable(t)
	yes, _ := ids(doc)
	accounts := []Account{{"Ida", "ida-0123456789abcdef"}, {"Bo", "bo-0123456789abcdef"}}
	now := time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)
	h := newSite(t, store, Options{Accounts: accounts, Now: func() time.Time { return now }})
	r := &reviewer{T: t, h: h}
	for _, target := range []string{"/", "/review", "/article/" + string(doc.ID) + "/text", "/original/" + doc.Original.String(), "/nothing"} {
		w := r.do("GET", target, nil)
		r.expect(target, w, 303, "/sign-in?back="+url.QueryEscape(target))
		if strings.Contains(w.Body.String(), "kiln") {
			t.Errorf("%s tells something", target)
		}
	}
	if w := r.do("POST", "/statement/"+yes[0]+"/decide", url.Values{"kind": {"accept"}}); w.Code != 401 {
		t.Errorf("a decision without signing in: status %d", w.Code)
	}
	if w := r.send("/sign-in", "/sign-in", "token", "wrong"); w.Code != 403 || len(r.cookies) != 0 {
		t.Errorf("a wrong token: status %d", w.Code)
	}
	foreign := &reviewer{T: t, h: h, headers: map[string]string{"Sec-Fetch-Site": "cross-site"}}
	if w := foreign.do("POST", "/sign-in", url.Values{"token": {accounts[0].Token}}); w.Code != 403 || len(foreign.cookies) != 0 {
		t.Errorf("signed in by another site: status %d", w.Code)
	}
	r.expect("sign in", r.send("/sign-in?back=/review", "/sign-in", "token", accounts[1].Token), 303, "/review")
	if c := r.cookies[0]; !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || strings.Contains(c.Value, accounts[1].Token) {
		t.Errorf("cookie %+v", c)
	}
	r.expect("accept", r.send("/statement/"+yes[0], "/statement/"+yes[0]+"/decide", "kind", "accept"), 303, "/statement/"+yes[0])
	all, err := store.Decisions(t.Context(), record.DecisionQuery{})
	if err != nil || all.Total != 1 || all.Rows[0].By != "Bo" {
		t.Errorf("decided by %+v, %v", all.Rows, err)
	}
	// Another's token of forms is of no use, nor is a cookie of another server's or a
	// changed one.
	theirs := &reviewer{T: t, h: h}
	theirs.send("/sign-in", "/sign-in", "token", accounts[0].Token)
	form := fields(one(t, r.page("/statement/"+yes[0]), "form.judge"), "kind", "reject")
	if w := theirs.do("POST", "/statement/"+yes[0]+"/decide", form); w.Code != 403 {
		t.Errorf("the form of another: status %d", w.Code)
	}
	elsewhere := &reviewer{T: t, h: newSite(t, store, Options{Accounts: accounts, Now: desktime()}), cookies: r.cookies}
	if w := elsewhere.do("GET", "/", nil); w.Code != 303 {
		t.Errorf("a cookie of another server: status %d", w.Code)
	}
	code, _, _ := strings.Cut(r.cookies[0].Value, ".")
	forged := &reviewer{T: t, h: h, cookies: []*http.Cookie{{Name: cookieName, Value: code + "." + accountID(accounts[0])}}}
	if w := forged.do("GET", "/", nil); w.Code != 303 {
		t.Errorf("a changed cookie: status %d", w.Code)
	}
	// A program gives its token with every request.
	program := &reviewer{T: t, h: h, headers: map[string]string{"Authorization": "Bearer " + accounts[0].Token}}
	if w := program.do("GET", "/", nil); w.Code != 200 {
		t.Errorf("a token in the header: status %d", w.Code)
	}
	program.headers["Authorization"] = "Bearer wrong"
	if w := program.do("GET", "/", nil); w.Code != 303 {
		t.Errorf("a wrong token in the header: status %d", w.Code)
	}
	r.send("/review", "/sign-out")
	if last := r.cookies[len(r.cookies)-1]; last.MaxAge >= 0 {
		t.Errorf("signing out leaves the cookie: %+v", last)
	}
	// Guessing is slow.
	guesses := &reviewer{T: t, h: h, from: "10.1.1.1"}
	slow := false
	for range 2 * signInBurst {
		slow = slow || guesses.do("POST", "/sign-in", url.Values{"token": {"guess"}}).Code == 429
	}
	if !slow {
		t.Error("one may guess tokens as fast as one likes")
	}
}

func TestLimiterForgets(t *testing.T) {
	l := newLimiter(2, 1)
	now := time.Unix(0, 0)
	for i := range maxBuckets {
		l.allow(fmt.Sprint(i), now)
	}
	if l.allow("new", now) {
		t.Error("a flood of addresses makes room for more")
	}
	if !l.allow("0", now) || !l.allow("new", now.Add(time.Minute)) || len(l.buckets) > 2 {
		t.Errorf("%d buckets after a minute", len(l.buckets))
	}
}
