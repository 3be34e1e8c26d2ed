package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkAddGrown adds reports of 20 statements, which are not linked, to a record of
// so many: what a report takes must not grow with the record.
func BenchmarkAddGrown(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "grown.db"), Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	p, n := newPile(), 0
	for _, size := range []int{0, 500, 1500} {
		for ; n < size; n++ {
			if _, err := s.Add(b.Context(), p.report(20)); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				r := p.report(20)
				b.StartTimer()
				if _, err := s.Add(b.Context(), r); err != nil {
					b.Fatal(err)
				}
				n++
			}
		})
	}
}
