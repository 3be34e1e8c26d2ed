package gazetteer

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Builder collects the places of a gazetteer.
type Builder struct {
	Header Header        // Places, Features and Countries are filled in by Write
	Points map[int]Point // where to put places whose list puts them elsewhere
	// Least is the population that a populated place must have. The seats of
	// states and of their first two divisions are kept whatever theirs.
	Least uint32
	// Native are the countries whose places the language of the texts calls by
	// their own names. Another name there is a former or a foreign one, and is
	// left out unless it shares a word with the place's own.
	Native []string
	rows   []Row
	seen   map[int]bool
}

// kept are the feature codes that news names; of populated places see Least. Of
// the rest of a dump, every hill and every well would shadow towns.
var kept = map[string]bool{"CONT": true, "RGN": true, "RGNE": true, "ZN": true, "OCN": true, "SEA": true, "GULF": true,
	"STRT": true, "BAY": true, "CHN": true, "STM": true, "LK": true, "ISL": true, "ISLS": true, "ATOL": true, "PEN": true,
	"MTS": true, "MT": true, "PK": true, "VLC": true, "DSRT": true, "CAPE": true, "AREA": true, "PRK": true, "CNL": true,
	"ADM1": true, "ADM2": true, "ADMD": true, "PRSH": true, "TERR": true}

// natural are features that only a place known well enough to have other names
// is kept of: a list of every stream is no help.
var natural = map[string]bool{"STM": true, "LK": true, "BAY": true, "ISL": true, "MT": true, "MTS": true, "PK": true, "CAPE": true,
	"AREA": true, "PRK": true, "CNL": true, "CHN": true, "ISLS": true, "ATOL": true, "ADMD": true}

// Add takes one row, or leaves it out: a row whose ID it has, or a place that
// news does not name.
func (b *Builder) Add(r Row) {
	if b.seen == nil {
		b.seen = map[int]bool{}
	}
	if b.seen[r.ID] || !b.keeps(&r) {
		return
	}
	b.seen[r.ID] = true
	if p, ok := b.Points[r.ID]; ok {
		r.Lat, r.Lon = p.Lat, p.Lon
	}
	r.Name = strings.TrimSpace(r.Name)
	for len(r.Name) > 255 {
		_, size := utf8.DecodeLastRuneInString(r.Name)
		r.Name = r.Name[:len(r.Name)-size]
	}
	b.rows = append(b.rows, r)
}

func (b *Builder) keeps(r *Row) bool {
	f := r.Feature
	switch {
	case strings.HasPrefix(f, "PCL"):
		return !strings.HasSuffix(f, "H")
	case strings.HasPrefix(f, "PPL"):
		return r.Population >= b.Least && f != "PPLH" || f == "PPLC" || f == "PPLA" || f == "PPLA2"
	case natural[f]:
		return len(r.Alternates) > 2 || r.Country == ""
	}
	return kept[f]
}

// Len returns how many places were taken.
func (b *Builder) Len() int { return len(b.rows) }

// key is a name to be stored.
type key struct {
	bucket, rest uint32
	place        int32
	alternate    bool
}

// place gives the rows without a point that of the division they lie in, or else
// of the country, and leaves out those that have neither.
func (b *Builder) place() {
	points := map[string]Point{}
	for _, r := range b.rows {
		if math.IsNaN(r.Lat) {
			continue
		}
		switch {
		case r.Feature == "ADM1":
			points[division(r.Country, r.Admin1, "")] = Point{r.Lat, r.Lon}
		case strings.HasPrefix(r.Feature, "PCL"):
			points[r.Country] = Point{r.Lat, r.Lon}
		}
	}
	b.rows = slices.DeleteFunc(b.rows, func(r Row) bool {
		_, in := points[division(r.Country, r.Admin1, "")]
		_, country := points[r.Country]
		return math.IsNaN(r.Lat) && !in && !country
	})
	for i := range b.rows {
		r := &b.rows[i]
		if !math.IsNaN(r.Lat) {
			continue
		}
		p, in := points[division(r.Country, r.Admin1, "")]
		if !in {
			p = points[r.Country]
		}
		r.Lat, r.Lon = p.Lat, p.Lon
	}
}

// Write writes the file. The same rows, in whatever order, give the same bytes.
func (b *Builder) Write(w io.Writer) error {
	b.place()
	if len(b.rows) == 0 {
		return errors.New("gazetteer: no place to write")
	}
	slices.SortFunc(b.rows, func(x, y Row) int { return cmp.Compare(x.ID, y.ID) })
	head := b.Header
	head.Places = len(b.rows)
	features, countries := number(b.rows, func(r Row) string { return r.Feature }), number(b.rows, func(r Row) string { return r.Country })
	head.Features, head.Countries = features, countries
	admin1 := number(b.rows, func(r Row) string { return division(r.Country, r.Admin1, "") })
	admin2 := number(b.rows, func(r Row) string { return division(r.Country, r.Admin1, r.Admin2) })
	if len(features) > 256 || len(countries) > 256 || len(admin1) > 1<<16 || len(admin2) > 1<<24 {
		return fmt.Errorf("gazetteer: %d features, %d countries, %d and %d divisions are more than the format holds",
			len(features), len(countries), len(admin1), len(admin2))
	}
	var names []byte
	var keys []key
	places := make([]byte, 0, len(b.rows)*placeSize)
	for i, r := range b.rows {
		places = binary.LittleEndian.AppendUint32(places, uint32(r.ID))
		places = binary.LittleEndian.AppendUint32(places, uint32(int32(math.Round(r.Lat*1e5))))
		places = binary.LittleEndian.AppendUint32(places, uint32(int32(math.Round(r.Lon*1e5))))
		places = binary.LittleEndian.AppendUint32(places, r.Population)
		places = binary.LittleEndian.AppendUint32(places, uint32(len(names)))
		a1, a2 := find(admin1, division(r.Country, r.Admin1, "")), find(admin2, division(r.Country, r.Admin1, r.Admin2))
		places = append(places, byte(len(r.Name)), byte(find(features, r.Feature)), byte(find(countries, r.Country)),
			byte(a1), byte(a1>>8), byte(a2), byte(a2>>8), byte(a2>>16))
		names = append(names, r.Name...)
		keys = keysOf(keys, int32(i), r, slices.Contains(b.Native, r.Country))
	}
	slices.SortFunc(keys, func(x, y key) int {
		own := func(k key) int {
			if k.alternate {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(x.bucket, y.bucket), cmp.Compare(x.rest, y.rest),
			-cmp.Compare(b.rows[x.place].Population, b.rows[y.place].Population), cmp.Compare(x.place, y.place), own(x)-own(y))
	})
	keys = slices.CompactFunc(keys, func(x, y key) bool { return x.bucket == y.bucket && x.rest == y.rest && x.place == y.place })

	line, err := json.Marshal(head)
	if err != nil {
		return err
	}
	out := append(append([]byte(magic), line...), '\n')
	for _, n := range []int{len(b.rows), len(keys), len(names)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	out = append(out, places...)
	n := 0
	for bucket := range uint32(buckets + 1) {
		for n < len(keys) && keys[n].bucket < bucket {
			n++
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	for _, k := range keys {
		out = binary.LittleEndian.AppendUint32(out, k.rest)
		p := uint32(k.place)
		if k.alternate {
			p |= alternate
		}
		out = binary.LittleEndian.AppendUint32(out, p)
	}
	_, err = w.Write(append(out, names...))
	return err
}

// division writes the code of a division; one without its parent has none.
func division(country, admin1, admin2 string) string {
	if country == "" || admin1 == "" || admin1 == "00" {
		return ""
	}
	if admin2 == "" {
		return country + "\t" + admin1
	}
	return country + "\t" + admin1 + "\t" + admin2
}

// number returns the different values in alphabetical order: a value's number is
// its place, and that of the empty value is 0.
func number(rows []Row, of func(Row) string) []string {
	values := make([]string, 1, len(rows)+1)
	for _, r := range rows {
		values = append(values, of(r))
	}
	slices.Sort(values)
	return slices.Compact(values)
}

func find(values []string, v string) int {
	i, _ := slices.BinarySearch(values, v)
	return i
}

// leastKey is the length of the shortest key of an alternate name: shorter ones
// are codes and clippings.
const leastKey = 4

// keysOf appends the keys of a place: its name, the other names that are written
// in Latin letters as names are (see Builder.Native), and the skeleton of each.
func keysOf(keys []key, place int32, r Row, native bool) []key {
	foreign := false
	add := func(name string, other bool) {
		k := Fold(nil, name)
		if len(k) == 0 || other && len(k) < leastKey {
			return
		}
		bucket, rest := hash(k)
		keys = append(keys, key{bucket, rest, place, other})
		if s := Skeleton(nil, k); foreign && len(s) > 0 {
			bucket, rest = hash(s)
			keys = append(keys, key{bucket, rest, place, true})
		}
	}
	for _, a := range r.Alternates {
		foreign = foreign || transliterated(a)
	}
	add(r.Name, false)
	for _, a := range r.Alternates {
		if first, _ := utf8.DecodeRuneInString(a); unicode.IsUpper(first) && isLatin(a) && a != strings.ToUpper(a) && (!native || shareWord(r.Name, a)) {
			add(a, true)
		}
	}
	return keys
}

// shareWord reports whether two names have a word in common.
func shareWord(a, b string) bool {
	words := strings.Fields(string(Fold(nil, a)))
	for w := range strings.FieldsSeq(string(Fold(nil, b))) {
		if slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// transliterated reports whether a is a name in other letters, or one that was
// put letter by letter into Latin ones, which lists write small and nearly
// without vowels.
func transliterated(a string) bool {
	first, _ := utf8.DecodeRuneInString(a)
	return !isLatin(a) || unicode.IsLower(first)
}

func isLatin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}
