//go:build unix

package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"sayso/record"
	"sayso/record/recordtest"
	"sayso/record/sqlite"
)

// million is how many statements the record holds that pages are measured on.
const million = 1_000_000

// millionStore opens the record of a million statements that SAYSO_MILLION names,
// and makes it when there is none.
func millionStore(b *testing.B) *sqlite.Store {
	file := os.Getenv("SAYSO_MILLION")
	if file == "" {
		b.Skip("SAYSO_MILLION names no file: want where the record of a million statements is or can be made (2 GB, some minutes)")
	}
	_, err := os.Stat(file)
	fresh := errors.Is(err, fs.ErrNotExist)
	store, err := sqlite.Open(b.Context(), file, sqlite.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	if !fresh {
		return store
	}
	pile := recordtest.NewPile(200_000)
	for n, shown := 0, 0; n < million; {
		r := pile.Report(0)
		if _, err := store.Add(b.Context(), r); err != nil {
			b.Fatal(err)
		}
		if n += len(r.Document.Statements); n >= shown+million/20 {
			shown = n
			fmt.Fprintf(os.Stderr, "%s: %d of %d statements\n", file, n, million)
		}
	}
	return store
}

// BenchmarkMillion asks for every page of a record of a million statements, and
// for the filters that make them hardest, and prints the time in which the whole page is
// made and what it takes of the processor.
func BenchmarkMillion(b *testing.B) {
	store := millionStore(b)
	h, err := New(store, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, target := range millionPages(b, store) {
		b.Run(target, func(b *testing.B) {
			var took []time.Duration
			before := cpuTime(b)
			for b.Loop() {
				r := httptest.NewRequest("GET", target, nil)
				r.Host = "localhost"
				w := httptest.NewRecorder()
				start := time.Now()
				h.ServeHTTP(w, r)
				took = append(took, time.Since(start))
				if w.Code != http.StatusOK {
					b.Fatalf("status %d: %s", w.Code, w.Body)
				}
			}
			b.ReportMetric(float64((cpuTime(b)-before).Microseconds())/1000/float64(len(took)), "cpu-ms/page")
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/page")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// cpuTime is what this process has used of the processor.
func cpuTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// millionPages are the addresses that are measured.
func millionPages(b *testing.B, store record.Store) []string {
	first, err := store.Statements(context.Background(), record.Query{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	st := first.Rows[0]
	return []string{
		"/", "/?page=2000", "/?page=20000", "/?kind=direct", "/?kind=direct&page=100", "/?q=word3", "/?q=word300", "/?q=word9000", "/?q=word3+word7", "/?q=%22word0+word1%22",
		"/?q=word3&kind=direct", "/?speaker=speaker-number-0", "/?speaker=speaker-number-500", "/?speaker=number+77", "/?outlet=outlet-0", "/?outlet=outlet-300",
		"/?outlet=outlet-0&kind=mixed", "/?speaker=speaker-number-0&outlet=outlet-0", "/?from=2019-03&to=2019-03", "/?from=2019&to=2020", "/?from=2019&kind=mixed&outlet=outlet-3",
		"/?q=word3&from=2019-03&to=2019-03", "/?q=word3&speaker=speaker-number-0&from=2019&to=2020&kind=direct", "/?when=said", "/?place=1", "/?place=500", "/?q=word3&place=1",
		statementHref(st.ID), articleHref(st.Article.ID),
		"/articles", "/articles?page=800", "/articles?from=2019", "/articles?outlet=outlet-0", "/articles?place=1",
		"/speakers", "/speakers?page=500", "/speakers?speaker=77", "/speaker/speaker-number-0", "/speaker/speaker-number-500", "/outlets", "/outlet/outlet-0", "/outlet/outlet-300",
		"/timeline", "/timeline?page=100", "/timeline?speaker=speaker-number-0", "/timeline?outlet=outlet-0", "/timeline?q=word3", "/timeline?kind=direct",
		"/figures", "/figures?page=1000", "/figures?unit=unit3", "/figures?speaker=speaker-number-0", "/figures?from=2019-03&to=2019-03", "/figures?outlet=outlet-0", "/figures?q=unit7",
		"/map", "/map?from=2019", "/map?from=2019-03&to=2019-03", "/map?speaker=speaker-number-0", "/map?outlet=outlet-0", "/map?q=word3", "/map?kind=direct",
	}
}
