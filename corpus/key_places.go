package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// KeyPlace is a place of an answer key: its name, the countries it lies in or
// stands for, and the passage that names it first, in code points.
type KeyPlace struct {
	Name      string
	Countries []string
	At        [2]int
	Actor     bool // it stands for who governs it
}

// KeyPlaces are the places of one report of an answer key.
type KeyPlaces struct {
	File   string
	Places []KeyPlace
}

// ReadKeyPlaces reads the places of an answer key in JSON.
func ReadKeyPlaces(r io.Reader) ([]KeyPlaces, error) {
	var f struct {
		Documents []struct {
			File   string
			Places []struct {
				Name, Country, Type string
				First               struct{ CP [2]int }
			}
		}
	}
	if err := json.NewDecoder(r).Decode(&f); err != nil {
		return nil, fmt.Errorf("answer key: %w", err)
	}
	var out []KeyPlaces
	for i, d := range f.Documents {
		if d.File == "" {
			return nil, fmt.Errorf(`answer key: document %d: no "file"`, i+1)
		}
		k := KeyPlaces{File: d.File}
		for _, p := range d.Places {
			k.Places = append(k.Places, KeyPlace{Name: p.Name, Countries: strings.Split(p.Country, "/"), At: p.First.CP,
				Actor: strings.Contains(p.Type, "(actor)") || strings.Contains(p.Type, "used for")})
		}
		out = append(out, k)
	}
	return out, nil
}

// CountryScore counts the places of a key: those of which the passage holds a
// toponym that was placed in a country, and of these the ones in a country of
// the key.
// Kinds counts the placed ones by whether the key has them as an actor and
// whether a toponym in the passage is associative.
type CountryScore struct {
	Places, Placed, Right int
	Kinds                 [2][2]int
}

// Add scores one place by the toponyms of its report. country names the country
// of a toponym and is empty for one that has none. Of several toponyms in the
// passage those count that share their name with the place. It reports whether
// the place is placed and right.
func (s *CountryScore) Add(key KeyPlace, found []Toponym, country func(Toponym) string) (placed, right bool) {
	var inside, named []Toponym
	for _, t := range found {
		if t.Start < key.At[1] && t.End > key.At[0] && country(t) != "" {
			inside = append(inside, t)
			if strings.Contains(fold(key.Name), fold(t.Name)) {
				named = append(named, t)
			}
		}
	}
	if len(named) > 0 {
		inside = named
	}
	s.Places++
	if len(inside) == 0 {
		return false, false
	}
	s.Placed++
	s.Kinds[bit(key.Actor)][bit(slices.ContainsFunc(inside, func(t Toponym) bool { return t.Kind == "associative" }))]++
	for _, t := range inside {
		ok := false
		for _, c := range key.Countries {
			ok = ok || fold(c) == fold(country(t))
		}
		if !ok {
			return true, false
		}
	}
	s.Right++
	return true, true
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Print writes the score in two lines.
func (s *CountryScore) Print(w io.Writer) error {
	k := s.Kinds
	_, err := fmt.Fprintf(w, "%d places in the key, %d placed in a country, %d of them in the right one: %.1f%%\n"+
		"of %d that act in the key %d are associative, of %d others %d are literal\n",
		s.Places, s.Placed, s.Right, 100*ratio(s.Right, s.Placed), k[1][0]+k[1][1], k[1][1], k[0][0]+k[0][1], k[0][0])
	return err
}
