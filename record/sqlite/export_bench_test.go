package sqlite

import (
	"path/filepath"
	"runtime"
	"testing"

	"sayso/export"
	"sayso/record"
)

// BenchmarkExport writes 100,000 statements of 5,000 reports in every format, and
// says how much memory it held at most.
func BenchmarkExport(b *testing.B) {
	s := openTemp(b)
	p := newPile()
	for range 5000 {
		r := p.report(20)
		r.Document.URL = "https://news.example/" + r.Document.Name
		if _, err := s.Add(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	for _, f := range export.Formats() {
		b.Run(f.Name, func(b *testing.B) {
			var m runtime.MemStats
			var most uint64
			n, size := 0, counter(0)
			for b.Loop() {
				runtime.GC()
				steps := 0
				if _, err := export.Statements(b.Context(), &size, f, s, record.Query{}, export.Options{}, func(done, _ int) {
					n++
					if steps++; steps%250 == 0 {
						runtime.ReadMemStats(&m)
						most = max(most, m.HeapAlloc)
					}
				}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*20)/b.Elapsed().Seconds(), "statements/s")
			b.ReportMetric(float64(most)/1e6, "MB-held")
			b.ReportMetric(float64(size)/float64(b.N)/1e6, "MB-written")
		})
	}
	b.Run("backup", func(b *testing.B) {
		for b.Loop() {
			if err := s.Backup(b.Context(), filepath.Join(b.TempDir(), "backup.db"), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
