package zone_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/ingest/zone"
	"sayso/lang/en"
)

// TestPages reads testdata/*.page. A page is written as one line for each zone,
// "kind | text", or "kind/reason | text" for boilerplate; blank lines stand for
// themselves. A line that starts with "+" goes on where the one before ends, one
// that starts with "_" after a blank.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.page")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	f := zone.NewFinder(en.PageWords())
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, want := readPage(t, string(src))
			var got []string
			for _, z := range f.Find(text, zone.Hints{}).Zones {
				kind := z.Kind.String()
				if z.Reason != "" {
					kind += "/" + z.Reason
				}
				got = append(got, fmt.Sprintf("%s | %s", kind, z.Span.Of(text)))
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("zones (-want +got):\n%s", d)
			}
		})
	}
}

func readPage(t *testing.T, src string) (text string, zones []string) {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(src) {
		line = strings.TrimSuffix(line, "\n")
		if strings.TrimSpace(line) == "" {
			b.WriteString("\n")
			continue
		}
		glue := "\n"
		switch line[0] {
		case '+':
			glue, line = "", line[1:]
		case '_':
			glue, line = " ", line[1:]
		}
		kind, body, ok := strings.Cut(line, " | ")
		if !ok {
			t.Fatalf("line %q: want \"kind | text\"", line)
		}
		b.WriteString(glue + body)
		zones = append(zones, kind+" | "+body)
	}
	return b.String(), zones
}
