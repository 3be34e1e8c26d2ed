package knowledge

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Base is what is known. It never changes and may be used by many goroutines.
type Base struct {
	Persons []Person
	Bodies  []Body
	Dated   string // ISO day of which the facts are, empty when the file does not say
	words   Words
	person  map[string][]int // by spelling
	body    map[string]int
	given   map[string]int // sets of given names that are one
}

// Words are what a language adds, in small letters: what stands before names
// without being part of them, given names that are spelt in several ways, and how
// it writes the article of Arabic names and "servant of".
type Words struct {
	Honorifics         map[string]bool
	Given              [][]string
	Articles, Servants map[string]bool
}

// Person is somebody of public life.
type Person struct {
	Name    string
	Also    []string // other names and spellings
	Offices []Office
}

// Office is an office that somebody holds or held. Dates are ISO days, months or
// years, both inclusive; an empty To is open as of the file's own date.
type Office struct {
	Title    string // "president of Russia"
	From, To string
}

// Body is a news agency or an outlet.
type Body struct {
	Name, Kind string // "agency" or "outlet"
	Also       []string
	Country    string
	Owner      string // empty where it is nobody's
}

// Read reads a base: one person or body a line, fields with "|" between, as the
// head of the file says. Empty lines and those that begin with "#" are passed over.
func Read(r io.Reader, w Words) (*Base, error) {
	b := &Base{words: w, person: map[string][]int{}, body: map[string]int{}, given: map[string]int{}}
	for i, set := range w.Given {
		for _, name := range set {
			b.given[name] = i + 1
		}
	}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSpace(s.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		var err error
		switch {
		case f[0] == "person" && len(f) == 4 && f[1] != "":
			err = b.addPerson(f)
		case f[0] == "dated" && len(f) == 2 && iso(f[1]) && b.Dated == "":
			b.Dated = f[1]
		case (f[0] == "agency" || f[0] == "outlet") && len(f) == 5 && f[1] != "":
			b.addBody(f)
		default:
			err = fmt.Errorf(`want "person | name | also | offices", "agency | name | also | country | owner" or, once, "dated | 2025-08-31"`)
		}
		if err != nil {
			return nil, fmt.Errorf("knowledge, line %d: %w", n, err)
		}
	}
	return b, s.Err()
}

func (b *Base) addPerson(f []string) error {
	p := Person{Name: f[1], Also: list(f[2], ",")}
	for _, o := range list(f[3], ";") {
		title, dates, ok := strings.Cut(o, "@")
		from, to, ok2 := strings.Cut(dates, "..")
		if !ok || !ok2 || !iso(strings.TrimSpace(from)) || to != "" && !iso(strings.TrimSpace(to)) {
			return fmt.Errorf(`office %q: want "title @ 2012-05-07..2018-03-18"`, o)
		}
		p.Offices = append(p.Offices, Office{strings.TrimSpace(title), strings.TrimSpace(from), strings.TrimSpace(to)})
	}
	b.Persons = append(b.Persons, p)
	for _, name := range append([]string{p.Name}, p.Also...) {
		key := strings.Join(b.parts(name), " ")
		if i := len(b.Persons) - 1; !slices.Contains(b.person[key], i) {
			b.person[key] = append(b.person[key], i)
		}
	}
	return nil
}

func (b *Base) addBody(f []string) {
	b.Bodies = append(b.Bodies, Body{Kind: f[0], Name: f[1], Also: list(f[2], ","), Country: f[3], Owner: f[4]})
	for _, name := range append([]string{f[1]}, list(f[2], ",")...) {
		b.body[fold(name)] = len(b.Bodies) - 1
	}
}

func list(s, mark string) []string {
	var out []string
	for part := range strings.SplitSeq(s, mark) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// iso reports whether s is a day, month or year as ISO 8601 writes them.
func iso(s string) bool {
	shape := "0000-00-00"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if digit := '0' <= s[i] && s[i] <= '9'; digit != (shape[i] == '0') || !digit && s[i] != '-' {
			return false
		}
	}
	return true
}

// Person returns the one person of a name, and false when it is nobody's here or
// several persons'.
func (b *Base) Person(name string) (Person, bool) {
	return b.personOf(b.parts(name))
}

// personOf returns the one person whose name has those parts.
func (b *Base) personOf(parts []string) (Person, bool) {
	found := b.person[strings.Join(parts, " ")]
	if len(found) != 1 {
		return Person{}, false
	}
	return b.Persons[found[0]], true
}

// Body returns the agency or outlet of a name.
func (b *Base) Body(name string) (Body, bool) {
	i, ok := b.body[fold(name)]
	if !ok {
		return Body{}, false
	}
	return b.Bodies[i], true
}

// Facts returns what is known of the one person, or of the body, of a name, a line
// each; nothing when the name is nobody's here.
func (b *Base) Facts(name string) []string {
	var facts []string
	if p, ok := b.Person(name); ok {
		for _, o := range p.Offices {
			facts = append(facts, o.String())
		}
	}
	if o, ok := b.Body(name); ok {
		facts = append(facts, o.Kind+strings.TrimSuffix(", "+o.Country, ", "))
		if o.Owner != "" {
			facts = append(facts, "owned by "+o.Owner)
		}
	}
	return facts
}

// String returns the office with its days: "president of Russia, from 2012-05-07".
func (o Office) String() string {
	if o.To == "" {
		return o.Title + ", from " + o.From
	}
	return o.Title + ", " + o.From + " to " + o.To
}
