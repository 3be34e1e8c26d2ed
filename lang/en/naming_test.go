package en

import (
	"fmt"
	"slices"
	"testing"

	"sayso"
	"sayso/naming"
)

func TestNamings(t *testing.T) {
	p, err := Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string // voice, phrase | what it is counted by
	}{
		{"Governor Ada Pell said on Monday that the armed groups in the valley had fled. “These terrorists will not come back,” she told reporters.\n",
			[]string{"own Governor Ada Pell | Governor Ada Pell", "paraphrase the armed groups in the valley | armed groups",
				"quoted These terrorists | terrorists", "own reporters | reporters"}},
		{"Police searched the harbour all night. The rebels have left the island, according to residents.\n",
			[]string{"own Police | Police", "paraphrase The rebels | rebels", "own residents | residents"}},
		{"“The presence [of the smugglers] is a threat to every family here,” Pell said.\n",
			[]string{"bracket the smugglers | smugglers", "quoted every family | family", "own Pell | Pell"}},
		{"The ferry leaves at dawn and the list of trees is long.\n", nil},
	} {
		d, err := p.Run(t.Context(), &sayso.Article{Name: "test", Text: c.text, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(c.text))}, Kind: sayso.ZoneBody}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		var got []string
		for _, n := range d.Namings {
			voice, _ := d.VoiceOf(n.Span)
			got = append(got, fmt.Sprintf("%s %s | %s", voice, n.Span.Of(d.Text), n.Core.Of(d.Text)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	w := NamingWords()
	for _, c := range []struct {
		name string
		typ  sayso.EntityType
		want bool
	}{
		{"Ada Pell", sayso.EntityPerson, true}, {"Pell", sayso.EntityPerson, true}, {"Valdan President", sayso.EntityPerson, false},
		{"Special Envoy", sayso.EntityPerson, false}, {"the governor", sayso.EntityPerson, false},
		{"Foreign Ministry", sayso.EntityOrganisation, false}, {"Civic Union", sayso.EntityOrganisation, true}, {"", sayso.EntityOrganisation, false},
	} {
		if got := w.Names(c.name, c.typ); got != c.want {
			t.Errorf("%q names one wherever it stands: %t, want %t", c.name, got, c.want)
		}
	}
}

// The same lists give the same types, whichever order a map has.
func TestNamingWordsSteady(t *testing.T) {
	var first *naming.Words
	for range 5 {
		w := NamingWords()
		if first == nil {
			first = w
		}
		for n, typ := range first.Actors {
			if w.Actors[n] != typ {
				t.Fatalf("%q is %s and %s", n, typ, w.Actors[n])
			}
		}
	}
}
