package web

import (
	"context"
	"fmt"
	"net"
	"testing"
	"time"

	"sayso"
	"sayso/record"
	"sayso/web/webtest"
)

// TestBrowser looks at every page in Chromium.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	webtest.Run(t, serve(t, fill(t), Options{Version: "test"}), nil)
}

// TestBrowserOrder looks at words with characters that turn the direction of
// writing: whatever they are, the words stand in the order they are stored in.
func TestBrowserOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	var m memory
	var paths []string
	for i, turn := range []string{"\u202e", "\u202d\u202b\u202a", "\u2067", "\u2066\u2068", "\u2069\u202e", "\u202c\u2069\u2069\u202e", "\u200f\u202e\u061c\u200e"} {
		speaker := fmt.Sprintf("Ida %sBrandt %d", turn, i)
		d := newDraft(t, "lake"+turn+"low.txt", "The "+turn+"Post", "2021-03-04",
			"Lake "+turn+"low, says the keeper\n\nThe lake has "+turn+"never been so low, "+speaker+" said on Monday "+turn+"morning.", sayso.ZoneHeadline)
		d.said(sayso.Indirect, speaker, speaker, "said", "The lake has "+turn+"never been so low")
		doc := d.report(&m)
		paths = append(paths, articleHref(doc.ID), statementHref(doc.Statements[0].ID(doc.ID)), speakerHref(slug(speaker)))
	}
	webtest.Order(t, serve(t, &m, Options{Version: "test"}), append(paths, "/", "/articles", "/speakers", "/outlets"))
}

// TestBrowserReview reviews statements by keys alone.
func TestBrowserReview(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	store, _ := reviewable(t)
	webtest.Review(t, serve(t, store, Options{Version: "test", Reviewer: "ada", Now: time.Now}))
}

// TestBrowserEnter adds a statement by keys alone.
func TestBrowserEnter(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	store, doc := reviewable(t)
	webtest.Enter(t, serve(t, store, Options{Version: "test", Reviewer: "ada", Now: time.Now}), "/article/"+string(doc.ID), "was out", "The owners")
}

// TestBrowserReferents merges and parts referents by keys alone.
func TestBrowserReferents(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	store, _ := namable(t)
	webtest.Referents(t, serve(t, store, Options{Version: "test", Reviewer: "ada", Now: time.Now}))
}

// TestBrowserTellings looks at the pages that say what tells one utterance.
func TestBrowserTellings(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	store, ids := linkable(t)
	webtest.Visit(t, serve(t, store, Options{Version: "test", Reviewer: "ada", Now: time.Now}), "/utterances", sameHref(ids[1]), sameHref(ids[1])+"?q=valley", "/review?show=odds")
}

// serve runs the server over store and returns its address. When
// the test ends, so must the server.
func serve(t *testing.T, store record.Store, opt Options) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, ln, newSite(t, store, opt)) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("Serve: %v", err)
			}
		case <-time.After(2 * stopTimeout):
			t.Error("Serve goes on after its context ended")
		}
	})
	return "http://" + ln.Addr().String()
}

// TestBrowserFlows goes through all that a reviewer does without a mouse, with and
// without JavaScript.
func TestBrowserFlows(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	for name, script := range map[string]bool{"with script": true, "without script": false} {
		t.Run(name, func(t *testing.T) {
			store, _ := reviewable(t)
			account := Account{Name: "ada", Token: "0123456789abcdef"}
			webtest.Flows(t, webtest.Desk{URL: serve(t, store, Options{Version: "test", Accounts: []Account{account}, Now: time.Now}), Token: account.Token, Script: script})
		})
	}
}
