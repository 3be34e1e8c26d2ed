package corpus_test

import (
	"strings"
	"testing"

	"sayso/corpus"
)

func TestEventScore(t *testing.T) {
	day, month := "2018-11-28", "2018-10"
	var s corpus.EventScore
	s.Add([]corpus.KeyEvent{
		{ID: "right", Date: day, At: [2]int{10, 20}},
		{ID: "wrong", Date: day, At: [2]int{30, 40}},
		{ID: "open", Date: day, At: [2]int{50, 60}},
		{ID: "missed", Date: day, At: [2]int{70, 80}},
		{ID: "invented", At: [2]int{90, 95}},
		{ID: "without words", Date: day},
	}, []corpus.FoundEvent{
		{Span: [2]int{0, 5}, At: [2]int{12, 18}, Date: &day},
		{Span: [2]int{35, 36}, At: [2]int{41, 44}, Date: &month},
		{Span: [2]int{50, 51}, At: [2]int{52, 53}},
		{Span: [2]int{90, 91}, At: [2]int{92, 93}, Date: &month},
		{Span: [2]int{200, 201}, At: [2]int{202, 203}, Date: &day},
	})
	want := corpus.EventScore{Events: 6, Dated: 4, Found: 3, Right: 1, Open: 1, Wrong: 1, Invented: 1, Beside: 1}
	if s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	var b strings.Builder
	if err := s.Print(&b); err != nil || !strings.HasPrefix(b.String(), "6 keyed events, 4 dated") {
		t.Errorf("got %q, %v", b.String(), err)
	}
}
