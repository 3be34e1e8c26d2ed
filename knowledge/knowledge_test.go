package knowledge_test

import (
	"strings"
	"testing"

	"sayso/knowledge"
)

const small = `# a test
dated | 2020-01-31
person | Ana Petrova | the Lioness of Ruritania | president of Ruritania @ 2010-05-01..2016-05-01; president of the bank @ 2017..
agency | Northwire | NW | Ruritania | the state
`

func base(t *testing.T) *knowledge.Base {
	t.Helper()
	b, err := knowledge.Read(strings.NewReader(small), knowledge.Words{
		Honorifics: map[string]bool{"president": true, "mr": true},
		Given:      [][]string{{"mohammed", "muhammad"}, {"dmitry", "dmitri"}},
		Articles:   map[string]bool{"al": true, "el": true},
		Servants:   map[string]bool{"abdel": true, "abdul": true},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSame(t *testing.T) {
	b := base(t)
	for _, c := range []struct {
		x, y string
		want knowledge.Verdict
	}{
		{"Yusef Farhan", "Yusef Farhane", knowledge.Variant},
		{"Farhan", "Farhane", knowledge.Variant},
		{"Igor Lavrentyev", "Igor Lavrentiev", knowledge.Variant},
		{"Mohammed al-Sadi", "Muhammad El Sadi", knowledge.Variant},
		{"Dmitry Orlov", "Dmitri Orloff", knowledge.Variant},
		{"Omar Abdel-Rahman", "Omar Abdulrahman", knowledge.Variant},
		{"Oleg Z. Brandt", "Oleg Brandt", knowledge.Variant},
		{"Mr Brandt", "Oleg Brandt", knowledge.Possible},
		{"O. Brandt", "Oleg Brandt", knowledge.Possible},
		{"Ana Petrova", "the Lioness of Ruritania", knowledge.Known},
		{"Ana Petrova", "President Petrova", knowledge.Possible},
		{"Ana Petrova", "ANA PETROVA", knowledge.Equal},
		{"Oleg Brandt", "Igor Brandt", knowledge.Other},
		{"Mahmud Sadi", "Mohammed Sadi", knowledge.Other},
		{"Brandt", "Brunt", knowledge.Other},
		{"", "Brunt", knowledge.Other},
	} {
		for _, pair := range [][2]string{{c.x, c.y}, {c.y, c.x}} {
			if got, why := b.Same(pair[0], pair[1]); got != c.want || got != knowledge.Other && why == "" {
				t.Errorf("%q and %q: %v (%s), want %v", pair[0], pair[1], got, why, c.want)
			}
		}
	}
}

func TestOffices(t *testing.T) {
	p, ok := base(t).Person("President Ana Petrova")
	if !ok {
		t.Fatal("not known")
	}
	if facts := base(t).Facts("President Ana Petrova"); len(facts) != len(p.Offices) || !strings.Contains(facts[0], p.Offices[0].Title+", "+p.Offices[0].From) {
		t.Errorf("facts %q", facts)
	}
	if facts := base(t).Facts("Ana Petrova"); facts[1] != "president of the bank, from 2017" || base(t).Dated != "2020-01-31" {
		t.Errorf("facts %q, dated %q", facts, base(t).Dated)
	}
	if facts := base(t).Facts("Northwire"); len(facts) != 2 || facts[1] != "owned by the state" {
		t.Errorf("facts %q", facts)
	}
	if facts := base(t).Facts("Nobody Atall"); facts != nil {
		t.Errorf("facts %q", facts)
	}
	if body, ok := base(t).Body("northwire"); !ok || body.Owner != "the state" {
		t.Errorf("agency %+v", body)
	}
}

func TestReadSaysWhere(t *testing.T) {
	for _, bad := range []string{"person | A", "person | A | | x", "person | A | | x @ 20..", "town | A | | |", "dated | soon"} {
		if _, err := knowledge.Read(strings.NewReader("\n"+bad), knowledge.Words{}); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestGroups(t *testing.T) {
	names := []knowledge.Named{{"Oleg Brandt", 9}, {"Brandt", 4}, {"Igor Lavrentyev", 3}, {"Igor Lavrentiev", 2}, {"Lee", 5}, {"Ana Lee", 1}, {"Tom Lee", 1}, {"Farhane", 1}, {"boy on the ferry", 1}, {"ferry", 1}}
	var got []string
	for _, g := range base(t).Groups(names) {
		var of []string
		for _, s := range g.Names {
			of = append(of, names[s.At].Name)
			if (s.Why == "") != (s.At == g.Names[0].At) {
				t.Errorf("%s: why %q", names[s.At].Name, s.Why)
			}
		}
		got = append(got, strings.Join(of, " = "))
	}
	if want := "Oleg Brandt = Brandt; Igor Lavrentyev = Igor Lavrentiev"; strings.Join(got, "; ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
