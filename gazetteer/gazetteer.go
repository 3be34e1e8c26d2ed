package gazetteer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

const magic = "sayso gazetteer 1 "

// Header says what a gazetteer holds and under which terms.
type Header struct {
	Source    string   // who made the list
	Snapshot  string   // its date, "2020-06-09" or less of it
	Licence   string   // the terms of the data
	Credit    string   // what must be shown to whoever sees the data
	Places    int      // how many there are
	Features  []string // GeoNames feature codes by number: "PCLI", "ADM1", "PPLC", …
	Countries []string // ISO 3166-1 codes by number; the first is "", no country
}

const (
	placeSize = 28
	keySize   = 8
	buckets   = 1 << 16
	alternate = 1 << 31
)

// Gazetteer is an opened file. It never changes and may be used by many
// goroutines at once.
type Gazetteer struct {
	header              Header
	digest              string
	places, index, keys string
	names               string
	countries           []int32 // by number, the place that is the country, or -1
}

// Place is one entry.
type Place struct {
	ID             int
	Name           string
	Lat, Lon       float32
	Population     uint32
	Feature        string
	Country        string
	Admin1, Admin2 int // numbers of its divisions; those of a division are its own. Zero is none
}

// Open checks data, a file, and reads it where it lies: data must not change.
func Open(data string) (*Gazetteer, error) {
	line, body, ok := strings.Cut(data, "\n")
	if !ok || !strings.HasPrefix(line, magic) {
		return nil, fmt.Errorf("gazetteer: starts with %.20q, want %q", line, magic)
	}
	g := &Gazetteer{}
	if err := json.Unmarshal([]byte(line[len(magic):]), &g.header); err != nil {
		return nil, fmt.Errorf("gazetteer: header: %w", err)
	}
	if len(body) < 12 {
		return nil, fmt.Errorf("gazetteer: cut short after its header")
	}
	sum := sha256.New()
	chunk := make([]byte, 1<<15) // so that the body is not copied as a whole
	for rest := body; rest != ""; {
		n := copy(chunk, rest)
		sum.Write(chunk[:n])
		rest = rest[n:]
	}
	g.digest = hex.EncodeToString(sum.Sum(nil)[:6])
	places, keys, names := int(word(body, 0)), int(word(body, 4)), int(word(body, 8))
	want := 12 + places*placeSize + 4*(buckets+1) + keys*keySize + names
	if len(body) != want {
		return nil, fmt.Errorf("gazetteer: %d bytes after the header, want %d", len(body), want)
	}
	take := func(n int) string {
		s := body[:n]
		body = body[n:]
		return s
	}
	take(12)
	g.places, g.index, g.keys, g.names = take(places*placeSize), take(4*(buckets+1)), take(keys*keySize), body
	return g, g.check()
}

// check verifies every number that a look-up follows, and finds the countries.
func (g *Gazetteer) check() error {
	g.countries = make([]int32, len(g.header.Countries))
	for i := range g.countries {
		g.countries[i] = -1
	}
	for i := range g.Len() {
		at := i * placeSize
		name, size := int(word(g.places, at+16)), int(g.places[at+20])
		feature, country := int(g.places[at+21]), int(g.places[at+22])
		if name+size > len(g.names) || feature >= len(g.header.Features) || country >= len(g.header.Countries) {
			return fmt.Errorf("gazetteer: place %d is damaged", i+1)
		}
		if i > 0 && word(g.places, at) <= word(g.places, at-placeSize) {
			return fmt.Errorf("gazetteer: place %d: GeoNames IDs do not ascend", i+1)
		}
		if f := g.header.Features[feature]; country > 0 && strings.HasPrefix(f, "PCL") {
			was := g.countries[country]
			if was < 0 || word(g.places, at+12) > word(g.places, int(was)*placeSize+12) {
				g.countries[country] = int32(i)
			}
		}
	}
	last := uint32(0)
	for b := range buckets + 1 {
		n := word(g.index, 4*b)
		if n < last || int(n) > len(g.keys)/keySize {
			return fmt.Errorf("gazetteer: index %d is damaged", b)
		}
		last = n
	}
	for k := 0; k < len(g.keys); k += keySize {
		if int(word(g.keys, k+4)&^alternate) >= g.Len() {
			return fmt.Errorf("gazetteer: key %d is damaged", k/keySize+1)
		}
	}
	return nil
}

// Header returns what the file says of itself.
func (g *Gazetteer) Header() Header { return g.header }

// Digest returns the first 12 hexadecimal digits of the SHA-256 of the body.
func (g *Gazetteer) Digest() string { return g.digest }

// Len returns the number of places.
func (g *Gazetteer) Len() int { return len(g.places) / placeSize }

// At returns place number i, from 0 to Len.
func (g *Gazetteer) At(i int32) Place {
	p := g.places[int(i)*placeSize:][:placeSize]
	name := word(p, 16)
	return Place{
		ID:         int(word(p, 0)),
		Name:       g.names[name : name+uint32(p[20])],
		Lat:        float32(int32(word(p, 4))) / 1e5,
		Lon:        float32(int32(word(p, 8))) / 1e5,
		Population: word(p, 12),
		Feature:    g.header.Features[p[21]],
		Country:    g.header.Countries[p[22]],
		Admin1:     int(p[23]) | int(p[24])<<8,
		Admin2:     int(p[25]) | int(p[26])<<8 | int(p[27])<<16,
	}
}

// Match is a place that a key names.
type Match struct {
	Place     int32 // its number
	Alternate bool  // by a name other than its own
}

// Find appends to dst the places that key names, by falling population.
func (g *Gazetteer) Find(dst []Match, key []byte) []Match {
	b, rest := hash(key)
	for k := word(g.index, 4*int(b)); k < word(g.index, 4*int(b)+4); k++ {
		at := int(k) * keySize
		if word(g.keys, at) != rest {
			continue
		}
		p := word(g.keys, at+4)
		dst = append(dst, Match{Place: int32(p &^ alternate), Alternate: p&alternate != 0})
	}
	return dst
}

// ByID returns the number of the place with a GeoNames ID.
func (g *Gazetteer) ByID(id int) (int32, bool) {
	low, high := 0, g.Len()
	for low < high {
		mid := (low + high) / 2
		if int(word(g.places, mid*placeSize)) < id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return int32(low), low < g.Len() && int(word(g.places, low*placeSize)) == id
}

// Country returns the number of the place that is the country with an ISO 3166-1
// code of two capitals.
func (g *Gazetteer) Country(code string) (int32, bool) {
	for i, c := range g.header.Countries {
		if c == code && g.countries[i] >= 0 {
			return g.countries[i], true
		}
	}
	return 0, false
}

// word is the little-endian 32-bit number at byte at of s.
func word(s string, at int) uint32 {
	_ = s[at+3]
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}
