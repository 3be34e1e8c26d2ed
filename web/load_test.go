//go:build unix

package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sayso/record/recordtest"
	"sayso/record/sqlite"
	"sayso/web/webtest"
)

// commonPages are what most readers ask for: each list, a few filters, one of each.
func commonPages(pages []string) (list []string) {
	for _, page := range pages {
		path, query, _ := strings.Cut(page, "?")
		switch {
		case path == "/naming": // slow: see docs/performance.md
		case query == "", strings.HasPrefix(query, "q=word3") && strings.Count(query, "=") == 1, strings.HasPrefix(query, "speaker=speaker-number-0"):
			list = append(list, page)
		}
	}
	return list
}

// BenchmarkMillionLoad asks for pages of a record of a million statements by eight
// readers at once for half a minute, first alone and then while reports are added one
// after the other, and prints how long a page takes.
func BenchmarkMillionLoad(b *testing.B) {
	store := millionStore(b, sqlite.Options{Ahead: true})
	h, err := New(store, Options{})
	if err != nil {
		b.Fatal(err)
	}
	pages := commonPages(millionPages(b, store))
	for _, writing := range []bool{false, true} {
		b.Run(fmt.Sprintf("writing=%v", writing), func(b *testing.B) {
			var mu sync.Mutex
			var took []time.Duration
			var added atomic.Int64
			before := cpuTime(b)
			for b.Loop() {
				ctx, stop := context.WithTimeout(b.Context(), 30*time.Second)
				var all sync.WaitGroup
				if writing {
					all.Go(func() {
						pile := recordtest.NewPile(200_000)
						pile.Full, pile.Frame = true, fmt.Sprintf("%d\n", time.Now().UnixNano()) // reports that it does not have
						for ctx.Err() == nil {
							if _, err := store.Add(ctx, pile.Report(0)); err != nil {
								if ctx.Err() == nil {
									b.Error(err)
								}
								return
							}
							added.Add(1)
						}
					})
				}
				for reader := range 8 {
					all.Go(func() {
						for i := reader * 7; ctx.Err() == nil; i++ {
							r := httptest.NewRequest("GET", pages[i%len(pages)], nil)
							r.Host = "localhost"
							w := httptest.NewRecorder()
							start := time.Now()
							h.ServeHTTP(w, r)
							mu.Lock()
							took = append(took, time.Since(start))
							mu.Unlock()
							if w.Code != 200 {
								b.Errorf("%s: status %d", pages[i%len(pages)], w.Code)
								return
							}
						}
					})
				}
				all.Wait()
				stop()
			}
			slices.Sort(took)
			for _, part := range []int{50, 95} {
				b.ReportMetric(float64(took[len(took)*part/100].Microseconds())/1000, fmt.Sprintf("ms-p%d", part))
			}
			b.ReportMetric(float64((cpuTime(b)-before).Milliseconds())/float64(len(took)), "cpu-ms/page")
			b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(added.Load())/b.Elapsed().Seconds(), "reports/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// TestMillionPaint prints when Chromium first paints each page of a record of a million
// statements, and how many it paints in time.
func TestMillionPaint(t *testing.T) {
	store := millionStore(t, sqlite.Options{Ahead: true})
	pages := append([]string{"/"}, millionPages(t, store)...)
	inTime := 0
	for i, p := range webtest.Paint(t, serve(t, store, Options{Version: "test"}), pages) {
		t.Logf("%-64s first paint %4d ms, first byte %4d ms", pages[i], p.First.Milliseconds(), p.Response.Milliseconds())
		if p.First <= p.Response {
			t.Errorf("%s: painted before the first byte came", pages[i])
		}
		if p.First < 200*time.Millisecond {
			inTime++
		}
	}
	t.Logf("%d of %d pages within 200 ms", inTime, len(pages))
}
