package recordtest

import "testing"

// Whatever a full pile makes is a document by the rules of documents.
func TestFullPile(t *testing.T) {
	pile := NewPile(40)
	pile.Full = true
	namings, events, undecided := 0, 0, 0
	for range 60 {
		r := pile.Report(0)
		if err := r.Document.Check(); err != nil {
			t.Fatalf("%s: %v", r.Document.Name, err)
		}
		if err := r.Check(); err != nil {
			t.Fatalf("%s: %v", r.Document.Name, err)
		}
		namings, events, undecided = namings+len(r.Document.Namings), events+len(r.Document.Events), undecided+len(r.Document.Undecided)
	}
	// A report of news has 64, 1.5 and 6.
	if namings < 60*40 || events < 60 || undecided < 60*4 {
		t.Errorf("%d namings, %d events and %d undecided statements in 60 reports", namings, events, undecided)
	}
}
