package web

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sayso"
	"sayso/record"
	"sayso/record/sqlite"
)

var hostileCount = flag.Int("hostile", 200, "how many hostile articles TestHostileArticles renders; docs/review.md names a long run")

// pieces of what breaks out of markup, attributes, scripts, addresses and lines,
// which the articles are put together of.
var pieces = []string{
	"<script>evil()</script>", "<img src=x onerror=evil()>", "\"", "'", "<", ">", "&", "&lt;", "&#60;", "&amp;quot;", "`", "=", "/", "\\", "--", "-->",
	"<!--", "]]>", "<![CDATA[", "</p>", "</textarea>", "</title>", "</style>", "</mark>", "<b evil>", "<svg onload=evil()>", "<a href=javascript:evil()>",
	"javascript:evil()", "data:text/html,<script>", "{{.Title}}", "{{template \"main\"}}", "${evil}", "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c",
	"\u2028", "\u2029", "\u0000", "\u0001", "\u0002", "\u0003", "\u001b[2J", "\u0085", "\ufeff", "\ufffd", "\r", "\n", "\t", "\v", "\f", " ", "\u00a0",
	"\U0001f600", "\U000e0001", "＜script＞", "é", "ß", "ﬁ", "и", "語", "said", "Mara Holt", "“", "”", "0", "40%", "%3Cscript%3E", "?q=", "#", "';--", " onmouseover=evil() ",
	"style=color:red", "<form action=//evil.example>", "<input name=form>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//evil.example>",
}

// hostileArticle puts an article together of pieces, with everything in it that pages
// show.
func hostileArticle(t *testing.T, chance *rand.Rand) (record.Report, bool) {
	words := func(least, most int) string {
		var b strings.Builder
		for range least + chance.IntN(most-least+1) {
			b.WriteString(pieces[chance.IntN(len(pieces))])
		}
		return b.String()
	}
	text := words(20, 60)
	digest := sayso.DigestOf([]byte(text))
	d := &sayso.Document{Article: &sayso.Article{ID: sayso.NewArticleID(digest), Original: digest, Text: text, Format: "text",
		Name: words(1, 4), Title: words(0, 4), URL: words(0, 3), Language: words(0, 2)}}
	if d.Outlet.Name = words(0, 3); d.Outlet.Name != "" {
		d.Outlet.Basis = words(0, 3)
	}
	d.Date = sayso.Date{Why: words(1, 3), Candidates: []string{words(1, 2), words(1, 2)}}
	// Spans between characters, in order.
	var edges []int32
	for i := range text {
		edges = append(edges, int32(i))
	}
	edges = append(edges, int32(len(text)))
	span := func() sayso.Span {
		a, b := chance.IntN(len(edges)), chance.IntN(len(edges))
		if a == b {
			return sayso.Span{Start: edges[0], End: edges[len(edges)-1]}
		}
		return sayso.Span{Start: edges[min(a, b)], End: edges[max(a, b)]}
	}
	mid := edges[len(edges)/2]
	kinds := []sayso.ZoneKind{sayso.ZoneBody, sayso.ZoneHeadline, sayso.ZoneByline, sayso.ZoneDateline, sayso.ZoneCaption, sayso.ZoneSection, sayso.ZoneBoilerplate}
	d.Zones = []sayso.Zone{{Span: sayso.Span{End: mid}, Kind: kinds[chance.IntN(7)], Reason: words(0, 2)}, {Span: sayso.Span{Start: mid, End: int32(len(text))}, Kind: kinds[chance.IntN(7)], Reason: words(0, 2)}}
	d.Byline, d.Place, d.Agencies = []sayso.Span{span()}, span(), []sayso.Credit{{Name: words(1, 2), At: span()}}
	d.Entities = []sayso.Entity{{Name: words(1, 3), Type: sayso.EntityPerson}}
	at := span()
	d.Mentions = []sayso.Mention{{Span: at, Head: at, Entity: 1, Why: words(1, 2)}}
	d.Namings = []sayso.Naming{{Span: at, Core: at, Head: at, Type: sayso.EntityPerson, Entity: 1}}
	for range 1 + chance.IntN(3) {
		st := sayso.Statement{Kind: sayso.Kind(chance.IntN(3)), Source: []sayso.Span{span()}, Cue: []sayso.Span{span()}, Content: []sayso.Span{span()},
			Speaker: sayso.Ref[sayso.Entity](chance.IntN(2)), Addressee: span(), Occasion: span(), Said: sayso.Date{Why: words(0, 2), At: []sayso.Span{span()}},
			Chain: []sayso.Link{{Role: words(1, 1), Name: words(0, 2), At: []sayso.Span{span()}}}, Score: .5}
		if chance.IntN(3) == 0 {
			d.Undecided = append(d.Undecided, st)
		} else {
			d.Statements = append(d.Statements, st)
		}
	}
	f := span()
	d.Figures = []sayso.Figure{{Span: f, From: 4, To: 4, Unit: words(0, 1), Counted: span()}}
	d.Times = []sayso.TimeExpr{{Span: f, Why: words(1, 2), Candidates: []string{words(1, 1)}}}
	d.Places = []sayso.Place{{Span: f, Name: words(1, 2), GeoNameID: 1 + int32(chance.IntN(99)), Country: words(0, 1), Why: words(1, 1)}}
	r := record.Report{Document: d, Original: []byte(text), Pipeline: words(0, 1)}
	return r, r.Check() == nil
}

// TestHostileArticles puts articles that want to be markup into a record, has somebody
// decide about them in words of the same kind, and looks at every page that shows
// them: nothing of theirs is an element, an attribute or an address, and the text of
// the reader is theirs to the byte.
func TestHostileArticles(t *testing.T) {
	count := *hostileCount
	if testing.Short() {
		count = min(count, 25)
	}
	chance := rand.New(rand.NewPCG(11, 4))
	var store record.Store
	var h http.Handler
	looked := 0
	for n := 0; n < count; {
		if n%50 == 0 && (store == nil || looked > 0) {
			if store != nil {
				store.Close()
			}
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), fmt.Sprint(n)+".db"), sqlite.Options{Create: true})
			if err != nil {
				t.Fatal(err)
			}
			store = s
			h = newSite(t, store, Options{Reviewer: `<b evil>"'` + "\u202e", Now: desktime()})
		}
		r, ok := hostileArticle(t, chance)
		if !ok {
			continue // two statements of one passage, say
		}
		if outcome, err := store.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		} else if outcome == record.Unchanged {
			continue
		}
		n++
		looked += lookAtHostile(t, store, h, r.Document, chance)
		if t.Failed() {
			t.Fatalf("article %d: %q", n, r.Document.Text)
		}
	}
	store.Close()
	t.Logf("%d articles, %d pages", count, looked)
}

// lookAtHostile decides about the first statement of d and looks at its pages.
func lookAtHostile(t *testing.T, store record.Store, h http.Handler, d *sayso.Document, chance *rand.Rand) (looked int) {
	t.Helper()
	yes, no := ids(d)
	all := append(yes, no...)
	statements := append(slices.Clone(d.Statements), d.Undecided...)
	target := record.TargetOf(d, &statements[0])
	plain := strings.NewReplacer("\x00", "", "\r", "", "\n", "").Replace(d.Entities[0].Name)
	decisions := []record.Decision{
		{Kind: record.CorrectSpeaker, Value: record.Value{Speaker: plain + "<i evil>"}},
		{Kind: record.CorrectCue, Value: record.Value{Spans: record.Quote(d.Text, d.Zones[0].Span)}},
	}
	named := record.NamingTargetOf(d, &d.Namings[0])
	decisions = append(decisions, record.Decision{Kind: record.NameReferent, Namings: []record.NamingTarget{named}, Value: record.Value{Name: plain + "<img evil>"}},
		record.Decision{Kind: record.OneReferent, Namings: []record.NamingTarget{named}})
	if len(statements) > 1 {
		other := record.TargetOf(d, &statements[1])
		decisions = append(decisions, record.Decision{Kind: record.OtherUtterance, Other: other}, record.Decision{Kind: record.SameUtterance, Other: other})
	}
	for i := range decisions {
		dec := &decisions[i]
		dec.Made, dec.By, dec.Note = desktime()(), "<u evil>", "</li><script>evil()</script>"
		if dec.Namings == nil {
			dec.Target = target
		}
	}
	referent := "r-" + string(d.ID)
	proposal := record.Proposal{Referent: record.Referent{ID: referent, Name: "<b evil>" + d.Entities[0].Name, Why: "<i evil>"},
		Of: []record.ProposedNaming{{Article: d.ID, Ordinal: 1, Why: "</span><i evil>"}}}
	if err := store.SetReferentsOf(t.Context(), []sayso.ArticleID{d.ID}, []record.Proposal{proposal}); err != nil {
		t.Fatal(err)
	}
	entered := sayso.Statement{Content: []sayso.Span{d.Zones[len(d.Zones)-1].Span}}
	if !slices.ContainsFunc(statements, func(st sayso.Statement) bool { return st.ID(d.ID) == entered.ID(d.ID) || record.Rivals(&st, &entered) }) {
		decisions = append(decisions, record.Decision{Made: desktime()(), By: "<u evil>", Kind: record.Add, Target: record.TargetOf(d, &entered),
			Value: record.Value{Kind: "direct", Speaker: plain + "<i evil>"}})
	}
	decisions = append(decisions, record.Decision{Made: desktime()(), By: "<u evil>", Note: "</li><script>evil()</script>", Kind: record.CorrectPublished,
		Target: record.ArticleTarget(d), Value: record.Value{Date: "2020"}})
	if _, err := store.Decide(t.Context(), decisions...); err != nil {
		t.Fatal(err)
	}
	id := all[chance.IntN(len(all))]
	// The pages of lists hold what the articles before left there, too: now and then
	// is enough.
	targets := []string{articleHref(d.ID) + "?review=all", statementHref(all[0]), "/statement/" + id + "/edit?back=" + "/%22%3E%3Cb%20evil%3E",
		sameHref(all[0]) + "?q=%22%3E%3Cb%20evil%3E", "/naming?referent=" + referent,
		enterHref(d.ID) + "?content-at=" + spanField(entered.Content), itemHref(d.ID, "date")}
	if len(d.Places) > 0 {
		targets = append(targets, itemHref(d.ID, "toponym-1")+"?name=%3Cb%20evil%3E")
	}
	if len(d.Figures) > 0 {
		targets = append(targets, itemHref(d.ID, "figure-1"))
	}
	if chance.IntN(10) == 0 {
		targets = append(targets, "/", "/?review=all", "/articles", "/speakers", "/outlets", "/timeline", "/map", "/figures",
			"/review", "/review?show=unsure", "/review?show=decided", "/review?show=odds", "/naming", speakerHref(record.NameID(plain+"<i evil>")))
	}
	for i, target := range targets {
		w := get(t, h, target)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", target, w.Code)
			continue
		}
		looked++
		root, err := parse(w)
		if err != nil {
			t.Fatal(err)
		}
		judgeHostile(t, "", target, root)
		judgeMarkup(t, target, root)
		if i > 0 {
			continue
		}
		shown := text(one(t, root, "[data-text]"), func(n *html.Node) bool { return hasAttr(n, "data-note") })
		if want := strings.ReplaceAll(d.Text, "\x00", "\ufffd"); shown != want {
			t.Errorf("the reader shows %q, the text is %q", shown, want)
		}
	}
	return looked
}

// judgeMarkup looks for elements and attributes that no template of ours has.
func judgeMarkup(t *testing.T, target string, root *html.Node) {
	t.Helper()
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("%s: a comment %q", target, n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "i", "u", "img", "base", "style", "iframe", "object", "embed":
			t.Errorf("%s: an element <%s>", target, n.Data)
		case "form":
			if !strings.HasPrefix(attr(n, "action"), "/") {
				t.Errorf("%s: a form to %q", target, attr(n, "action"))
			}
		case "meta":
			if attr(n, "http-equiv") != "" {
				t.Errorf("%s: a meta element of a report's", target)
			}
		}
	}
}
