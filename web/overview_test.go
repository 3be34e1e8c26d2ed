package web

import (
	"strings"
	"testing"
)

// TestOverview follows the numbers of the overview to the lists they count.
func TestOverview(t *testing.T) {
	h := newSite(t, pileStore(t), Options{})
	root := view(t, h, "/overview", 200)
	followed := 0
	for _, class := range []string{"ul.tiles", "ul.waiting"} {
		for _, a := range all(one(t, root, class), "a[href]") {
			list := view(t, h, attr(a, "href"), 200)
			heading := words(one(t, list, "h2.count"))
			if got := words(a); !strings.HasSuffix(heading, strings.Replace(got, "report", "article", 1)) {
				t.Errorf("%s: the list is headed %q, the overview says %q", attr(a, "href"), heading, got)
			}
			followed++
		}
	}
	if followed < 7 {
		t.Errorf("%d numbers, want those of the record and what is open", followed)
	}
	for _, label := range texts(all(one(t, root, "div.cards"), "th")) {
		if strings.TrimSpace(label) == "" {
			t.Error("a bar without a name")
		}
	}
	empty := words(one(t, view(t, newSite(t, &memory{}, Options{}), "/overview", 200), "main"))
	if !strings.Contains(empty, "This record is empty") {
		t.Errorf("of an empty record: %q", empty)
	}
	if w := get(t, h, "/overview?q=x"); w.Code != 400 {
		t.Errorf("with a parameter it does not take: status %d", w.Code)
	}
}
