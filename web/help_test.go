package web

import (
	"strings"
	"testing"
)

// Every term that a page links to stands in the help.
func TestHelpHasWhatPagesLinkTo(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	help := view(t, h, "/help", 200)
	terms := map[string]bool{}
	for _, dt := range all(help, "dt[id]") {
		terms[attr(dt, "id")] = true
	}
	linked := 0
	for _, page := range []string{"/timeline", "/stories", "/utterances", "/naming"} {
		for _, a := range all(view(t, h, page, 200), "a[href]") {
			if term, ok := strings.CutPrefix(attr(a, "href"), "/help#"); ok {
				linked++
				if !terms[term] {
					t.Errorf("%s links to %q, which the help does not have", page, term)
				}
			}
		}
	}
	if linked < 2 {
		t.Errorf("%d links to terms, want at least those of the timeline and of naming", linked)
	}
}

func TestCount(t *testing.T) {
	for want, got := range map[string]string{
		"1 story": count(1, "story"), "2 stories": count(2, "story"), "0 days": count(0, "day"), "12\u2009000 statements": count(12_000, "statement"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
