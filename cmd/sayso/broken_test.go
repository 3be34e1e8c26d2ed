package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sayso"
	"sayso/ingest"
	"sayso/internal/pace"
	"sayso/lang/en"
)

// TestBrokenReports takes 2,000 damaged versions of the example reports the whole
// way from bytes to statements. Each must end in a named error or in a sound
// document, and in bounded time.
func TestBrokenReports(t *testing.T) {
	paths, err := filepath.Glob("../../examples/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no example reports: %v", err)
	}
	var samples [][]byte
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, b)
	}
	pipeline, err := en.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	count := 2000
	if testing.Short() {
		count = 200
	}
	opt := ingest.Options{Words: en.PageWords()}
	rng := rand.New(rand.NewPCG(2021, 3))
	results, failures := 0, 0
	for i := range count {
		b := mutilate(rng, samples)
		pace.Hold(t, fmt.Sprintf("input %d of %d bytes", i, len(b)), 10*time.Second, 20, func() {
			err := ingest.ReadBytes("broken", b, opt, func(r ingest.Read) error {
				if r.Err != nil {
					failures++
					if !strings.Contains(r.Err.Error(), "broken") {
						t.Errorf("input %d: the error names no file: %v", i, r.Err)
					}
					return nil
				}
				d, err := pipeline.Run(context.Background(), r.Article)
				if err != nil {
					t.Errorf("input %d: %v", i, err)
					return nil
				}
				results++
				return d.Check()
			})
			if err != nil {
				t.Errorf("input %d: %v", i, err)
			}
		}, func() { annotateLines(t, pipeline, prose(len(b))) })
	}
	t.Logf("%d inputs: %d articles, %d named errors", count, results, failures)
	if results == 0 {
		t.Error("nothing was read: the damage is too great to test anything")
	}
}

// TestMarkSoup annotates long texts that consist of what the rules look for, so
// that a step that is quadratic in any of it shows.
func TestMarkSoup(t *testing.T) {
	if testing.Short() {
		t.Skip("reads eleven texts of a megabyte")
	}
	pipeline, err := en.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	const size = 1 << 20
	for name, piece := range map[string]string{
		"openings":   "“ ",
		"paragraphs": "“Orlan said.\n",
		"straight":   "\" ",
		"tex":        "``a '' ",
		"single":     "‘a ’b ",
		"verbs":      "said that he said ",
		"names":      "Mara Orlan said. ",
		"commas":     "Orlan, ",
		"ands":       "and Orlan and ",
		"colons":     "Orlan: ",
		"one word":   "a",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(piece, size/len(piece))
			pace.Hold(t, fmt.Sprintf("1 MiB of %q", piece), time.Minute, 10, func() { annotateLines(t, pipeline, text) }, func() { annotateLines(t, pipeline, prose(len(text))) })
		})
	}
}

// annotateLines annotates a text whose lines are the zones of a body.
func annotateLines(t *testing.T, pipeline *sayso.Pipeline, text string) {
	t.Helper()
	a := &sayso.Article{Name: "text", Text: text}
	at := int32(0)
	for line := range strings.SplitAfterSeq(text, "\n") {
		if s := strings.TrimSpace(line); s != "" {
			a.Zones = append(a.Zones, sayso.Zone{Span: sayso.Span{Start: at, End: at + int32(len(s))}})
		}
		at += int32(len(line))
	}
	d, err := pipeline.Run(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
}

// prose is what reports are made of, of that size or a little more.
func prose(size int) string {
	const paragraph = "“We will keep the bridge open,” Mara Orlan, the envoy of Valda, said on Monday. She added that 40 engineers had crossed the river.\n"
	return strings.Repeat(paragraph, size/len(paragraph)+1)
}

// mutilate returns a broken version of one or two samples.
func mutilate(rng *rand.Rand, samples [][]byte) []byte {
	s := samples[rng.IntN(len(samples))]
	b := append([]byte(nil), s...)
	at := func() int { return rng.IntN(len(b)) }
	marks := []string{"“", "”", "\"", "''", "``", "«", "»", "‘", "’", "<", ">", "<p>", "</div>", "\x00", "\xff", "\r", "\n\n", ",", " said ", ":", "{", "&#x"}
	for range 1 + rng.IntN(3) {
		switch rng.IntN(7) {
		case 0: // cut off
			b = b[:1+at()]
		case 1: // cut out
			i, j := at(), at()
			if i > j {
				i, j = j, i
			}
			b = append(b[:i:i], b[j:]...)
		case 2: // flip bits
			for range 1 + rng.IntN(40) {
				b[at()] ^= 1 << rng.IntN(8)
			}
		case 3: // splice two reports
			o := samples[rng.IntN(len(samples))]
			i := at()
			b = append(b[:i:i], o[rng.IntN(len(o)):]...)
		case 4: // strew marks
			for range 1 + rng.IntN(60) {
				i := at()
				m := marks[rng.IntN(len(marks))]
				b = append(b[:i:i], append([]byte(m), b[i:]...)...)
			}
		case 5: // repeat a piece
			i := at()
			piece := b[i:min(len(b), i+1+rng.IntN(200))]
			for range rng.IntN(50) {
				b = append(b, piece...)
			}
		case 6: // drop every other byte of a stretch, as a wrong encoding does
			i := at()
			end := min(len(b), i+400)
			var thin []byte
			for k := i; k < end; k += 2 {
				thin = append(thin, b[k])
			}
			b = append(b[:i:i], append(thin, b[end:]...)...)
		}
		if len(b) == 0 {
			return []byte{'x'}
		}
	}
	return b
}
