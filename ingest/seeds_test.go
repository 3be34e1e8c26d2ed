package ingest_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"sayso"
	"sayso/ingest"
)

// sharedDir holds the customer's reports and the answer key. They are not part
// of the project.
const sharedDir = "../../shared"

// TestSeedBoilerplate scores boilerplate on the customer's keyed reports by word
// tokens, as the customer's own scorer does, and checks that no date is made up.
func TestSeedBoilerplate(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(sharedDir, "key", "key.json"))
	if err != nil {
		t.Skipf("the customer's answer key is not here: %v", err)
	}
	var key struct {
		Documents []struct {
			File        string
			Published   struct{ Value *string }
			Boilerplate []struct{ Span struct{ CP [2]int } }
		}
	}
	if err := json.Unmarshal(raw, &key); err != nil {
		t.Fatal(err)
	}
	hits, found, wanted := 0, 0, 0
	for _, d := range key.Documents {
		path := filepath.Join(sharedDir, "seeds", d.File)
		var a *sayso.Article
		err := ingest.Walk(context.Background(), []string{path}, nil, options(), func(r ingest.Read) error {
			a = r.Article
			return r.Err
		})
		if err != nil {
			t.Fatal(err)
		}
		text := []rune(a.Text)
		want, got := map[int]bool{}, map[int]bool{}
		for _, b := range d.Boilerplate {
			words(text, b.Span.CP[0], b.Span.CP[1], want)
		}
		for _, z := range a.Zones {
			if z.Kind == sayso.ZoneBoilerplate {
				from := len([]rune(a.Text[:z.Span.Start]))
				words(text, from, from+len([]rune(z.Span.Of(a.Text))), got)
			}
		}
		n := 0
		for at := range got {
			if want[at] {
				n++
			}
		}
		hits, found, wanted = hits+n, found+len(got), wanted+len(want)
		t.Logf("%s: precision %.3f recall %.3f, date %q (%s)", d.File, ratio(n, len(got)), ratio(n, len(want)), a.Date.Value, a.Date.Why)
		if d.Published.Value == nil && a.Date.Value != "" || d.Published.Value != nil && a.Date.Value != *d.Published.Value {
			t.Errorf("%s: date %+v, the key says %v", d.File, a.Date, d.Published.Value)
		}
	}
	p, r := ratio(hits, found), ratio(hits, wanted)
	f1 := 200 * p * r / (p + r)
	t.Logf("all: precision %.3f recall %.3f F1 %.1f", p, r, f1)
	if f1 < 90 {
		t.Errorf("boilerplate F1 %.1f, want 90", f1)
	}
}

func ratio(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// words adds the starts of the words in text[from:to], a word being a run of
// letters and digits, counted by code points.
func words(text []rune, from, to int, into map[int]bool) {
	alnum := func(i int) bool { return unicode.IsLetter(text[i]) || unicode.IsNumber(text[i]) }
	for i := from; i < to && i < len(text); i++ {
		if !alnum(i) || i > from && alnum(i-1) {
			continue
		}
		k := i
		for k > 0 && alnum(k-1) {
			k--
		}
		into[k] = true
	}
}
