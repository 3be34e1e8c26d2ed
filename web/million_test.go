//go:build unix

package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"sayso/record"
	"sayso/record/sqlite"
)

// millionStore opens the record of a million statements that SAYSO_MILLION names.
func millionStore(b testing.TB, opt sqlite.Options) *sqlite.Store {
	file := os.Getenv("SAYSO_MILLION")
	if file == "" {
		b.Skip("SAYSO_MILLION names no file: want a record of a million statements, as go test ./record/sqlite -run xxx -bench Million -benchtime 1x makes it")
	}
	store, err := sqlite.Open(b.Context(), file, opt)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	return store
}

// BenchmarkMillion asks for every page of a record of a million statements, and
// for the filters that make them hardest, and prints the time in which the whole page is
// made and what it takes of the processor.
func BenchmarkMillion(b *testing.B) {
	store := millionStore(b, sqlite.Options{})
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
func millionPages(b testing.TB, store record.Store) []string {
	first, err := store.Statements(context.Background(), record.Query{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	st := first.Rows[0]
	stories, err := store.Stories(context.Background(), record.Query{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	utterances, err := store.Utterances(context.Background(), record.Query{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	return []string{
		"/overview",
		"/", "/?page=2000", "/?page=20000", "/?kind=direct", "/?kind=direct&page=100", "/?q=word3", "/?q=word3&page=40", "/?q=word300", "/?q=word9000", "/?q=word0", "/?q=word3+word7", "/?q=%22word0+word1%22",
		"/?q=word3&kind=direct", "/?speaker=speaker-number-0", "/?speaker=speaker-number-500", "/?speaker=number+77", "/?outlet=outlet-0", "/?outlet=outlet-300",
		"/?outlet=outlet-0&kind=mixed", "/?speaker=speaker-number-0&outlet=outlet-0", "/?from=2019-03&to=2019-03", "/?from=2019&to=2020", "/?from=2019&kind=mixed&outlet=outlet-3",
		"/?q=word3&from=2019-03&to=2019-03", "/?q=word3&speaker=speaker-number-0&from=2019&to=2020&kind=direct", "/?when=said", "/?when=said&kind=direct", "/?place=1", "/?place=500", "/?q=word3&place=1", "/?q=word3&outlet=outlet-0",
		statementHref(st.ID), articleHref(st.Article.ID),
		"/articles", "/articles?page=800", "/articles?from=2019", "/articles?outlet=outlet-0", "/articles?place=1", "/articles?q=word3", "/articles?q=word9000", "/articles?kind=direct", "/articles?speaker=speaker-number-0",
		"/speakers", "/speakers?page=500", "/speakers?speaker=77", "/speakers?outlet=outlet-0", "/speakers?q=word3", "/speakers?from=2019-03&to=2019-03", "/speaker/speaker-number-0", "/speaker/speaker-number-500",
		"/outlets", "/outlets?q=word3", "/outlets?from=2019", "/outlet/outlet-0", "/outlet/outlet-300",
		"/timeline", "/timeline?page=100", "/timeline?speaker=speaker-number-0", "/timeline?outlet=outlet-0", "/timeline?q=word3", "/timeline?kind=direct", "/timeline?place=1", "/timeline?event=meeting",
		"/events", "/events?page=500", "/events?from=2019-03&to=2019-03", "/events?event=meeting", "/events?status=ahead", "/events?speaker=speaker-number-0", "/events?outlet=outlet-0", "/events?place=1", "/events?q=word3",
		"/figures", "/figures?page=1000", "/figures?unit=unit3", "/figures?speaker=speaker-number-0", "/figures?from=2019-03&to=2019-03", "/figures?outlet=outlet-0", "/figures?q=unit7", "/figures?q=77", "/figures?kind=direct", "/figures?place=1",
		"/map", "/map?from=2019", "/map?from=2019-03&to=2019-03", "/map?speaker=speaker-number-0", "/map?outlet=outlet-0", "/map?q=word3", "/map?kind=direct",
		"/review", "/review?show=unsure", "/review?show=conflicts", "/review?show=lost", "/review?show=rejected", "/review?show=decided", "/review?speaker=speaker-number-0", "/review?outlet=outlet-0", "/review?q=word3",
		"/stories", "/stories?page=20", "/stories?from=2019", "/stories?outlet=outlet-0", "/stories?q=word3", storyHref(stories.Rows[0].ID),
		"/utterances", "/utterances?page=20", "/utterances?from=2019", "/utterances?speaker=speaker-number-0", "/utterances?q=word3", utteranceHref(utterances.Rows[0].ID),
		"/accounts", accountsHref(stories.Rows[0].ID),
		"/naming", "/naming?page=100", "/naming?voice=own", "/naming?referent=none", "/naming?referent=r-word3", "/naming?referent=r-word3000", "/naming?outlet=outlet-0", "/naming?q=word3", "/naming?from=2019",
	}
}
