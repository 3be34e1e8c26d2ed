package en

import "testing"

func TestKnowledge(t *testing.T) {
	b, err := Knowledge()
	if err != nil {
		t.Fatal(err)
	}
	p, ok := b.Person("Volodymyr Zelensky")
	if !ok || len(b.Facts(p.Name)) != len(p.Offices) {
		t.Errorf("%+v", p)
	}
	for _, p := range b.Persons {
		if got, ok := b.Person(p.Name); !ok || got.Name != p.Name {
			t.Errorf("%s: another has the name too", p.Name)
		}
		if len(p.Offices) == 0 {
			t.Errorf("%s: no office", p.Name)
		}
		for _, o := range p.Offices {
			if o.To != "" && o.To < o.From {
				t.Errorf("%s: %s ends before it begins", p.Name, o.Title)
			}
		}
	}
	for _, body := range b.Bodies {
		if got, ok := b.Body(body.Name); !ok || got.Name != body.Name {
			t.Errorf("%s: another has the name too", body.Name)
		}
	}
}
