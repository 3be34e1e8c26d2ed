package gazetteer_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/gazetteer"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"St. John's": "st johns", "Al-Ḩasakah": "al hasakah", "Łódź": "lodz", "  Côte d’Ivoire ": "cote divoire", "U.S.": "us",
		"Århus/Aarhus": "arhus aarhus", "Москва": "", "Straße": "strasse", "İstanbul": "istanbul", "": "", "—": "", "Aı̆ 12": "ai 12",
	} {
		if got := string(gazetteer.Fold(nil, in)); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
		if got := string(gazetteer.Fold([]byte("x "), in)); got != "x "+want {
			t.Errorf("%q appended is %q", in, got)
		}
	}
}

// What transliterators write differently has one skeleton, and short names none.
func TestSkeleton(t *testing.T) {
	skeleton := func(s string) string { return string(gazetteer.Skeleton(nil, gazetteer.Fold(nil, s))) }
	for _, same := range [][]string{
		{"Qatraneh", "Al Qaţrānah", "Katrana"}, {"Abbasiya", "Abbassiyah", "Al ‘Abbāsīyah"}, {"Deir ez-Zor", "Dayr az Zawr", "Deir al-Zor"},
		{"Khan Sheikhun", "Khan Shaykhun", "Khan Sheikhoun"},
	} {
		for _, s := range same[1:] {
			if skeleton(s) != skeleton(same[0]) || skeleton(s) == "" {
				t.Errorf("%q has %q, %q has %q", same[0], skeleton(same[0]), s, skeleton(s))
			}
		}
	}
	for _, s := range []string{"", "Homs", "Al Bab", "Aa"} {
		if got := skeleton(s); len(got) > 0 && len(got) < 4 {
			t.Errorf("%q has %q", s, got)
		}
	}
}

// Three towns called Veld, one division and one country.
const list = `10	Veldonia	Feldonien|Велдония	10.0	20.0	PCLI	XV			900000
20	Upper Veld	Ober-Veld	11.5	21.25	ADM1	XV	01		500000
30	Veld	Feld|lower|VLD	11.0	21.0	PPLA	XV	01	05	40000
31	Veld		-11.0	-21.0	PPL	XW	09	05	90000
32	Veld		51.0	1.0	PPL	XV	02		7000
40	Nowhere		x	1	PPL	XV			1
`

func build(t *testing.T, text string) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Open(string(bytesOf(t, text)))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func bytesOf(t *testing.T, text string) []byte {
	t.Helper()
	b := gazetteer.Builder{Header: gazetteer.Header{Snapshot: "2001"}, Points: map[int]gazetteer.Point{20: {Lat: 12, Lon: 22}}}
	err := gazetteer.ReadRows(strings.NewReader(text), func(r gazetteer.Row) error { b.Add(r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var good = list[:strings.Index(list, "40\t")]

func TestBuildAndFind(t *testing.T) {
	g := build(t, good)
	var ids []int
	for _, m := range g.Find(nil, []byte("veld")) {
		ids = append(ids, g.At(m.Place).ID)
	}
	if diff := cmp.Diff([]int{31, 30, 32}, ids); diff != "" {
		t.Errorf("by falling population: %s", diff)
	}
	if m := g.Find(nil, []byte("feld")); len(m) != 1 || !m[0].Alternate || g.At(m[0].Place).ID != 30 {
		t.Errorf("another name: %v", m)
	}
	for _, none := range []string{"lower", "vld", "", "veld upper", "veldo"} {
		if m := g.Find(nil, []byte(none)); len(m) != 0 {
			t.Errorf("%q finds %v", none, m)
		}
	}
	c, ok := g.Country("XV")
	if !ok || g.At(c).Name != "Veldonia" {
		t.Errorf("country: %v %v", c, ok)
	}
	up, _ := g.ByID(20)
	town, _ := g.ByID(30)
	if a, b := g.At(up), g.At(town); a.Admin1 == 0 || a.Admin1 != b.Admin1 || b.Admin2 == 0 || a.Lat != 12 || a.Lon != 22 || b.Population != 40000 {
		t.Errorf("%+v, %+v", a, b)
	}
	if _, ok := g.ByID(33); ok {
		t.Error("an ID that the list does not have is found")
	}
	if g.Header().Places != 5 || g.Len() != 5 || g.Header().Snapshot != "2001" {
		t.Errorf("header %+v", g.Header())
	}
}

// The same rows in another order give the same bytes; a row without a point gets
// that of the division it lies in.
func TestBuildIsDeterministic(t *testing.T) {
	lines := slices.Collect(strings.Lines(good))
	slices.Reverse(lines)
	if !bytes.Equal(bytesOf(t, good), bytesOf(t, strings.Join(lines, ""))) {
		t.Error("the order of the rows shows in the bytes")
	}
	g := build(t, good+"50\tLost\t\t\t\tADM2\tXV\t01\t07\t0\n51\tGone\t\t\t\tADM2\tXZ\t01\t07\t0\n")
	i, ok := g.ByID(50)
	if p := g.At(i); !ok || p.Lat != 12 || p.Lon != 22 {
		t.Errorf("without a point: %+v", p)
	}
	if _, ok := g.ByID(51); ok {
		t.Error("a place without a point in a country without one is kept")
	}
}

// The columns of a GeoNames dump are read as those of the excerpt are.
func TestReadDump(t *testing.T) {
	const dump = "30\tVeld\tVeld\tFeld,Велд\t11.0\t21.0\tP\tPPLA\tXV\t\t01\t05\t\t\t40000\t\t7\tEurope/Veld\t2001-02-03\n"
	var rows []gazetteer.Row
	if err := gazetteer.ReadRows(strings.NewReader(dump), func(r gazetteer.Row) error { rows = append(rows, r); return nil }); err != nil {
		t.Fatal(err)
	}
	want := gazetteer.Row{ID: 30, Name: "Veld", Alternates: []string{"Feld", "Велд"}, Lat: 11, Lon: 21, Feature: "PPLA", Country: "XV", Admin1: "01", Admin2: "05", Population: 40000}
	if diff := cmp.Diff([]gazetteer.Row{want}, rows); diff != "" {
		t.Error(diff)
	}
}

func TestBadListsNameTheLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{list, `line 6: point "x", "1"`},
		{"a\tb\n", "line 1: 2 columns"},
		{good + strings.Replace(good, "10\t", "-1\t", 1), `line 6: GeoNames ID "-1"`},
		{strings.Replace(good, "900000", "many", 1), `line 1: population "many"`},
		{strings.Replace(good, "10.0", "90.5", 1), "line 1: point"},
	} {
		err := gazetteer.ReadRows(strings.NewReader(c.text), func(gazetteer.Row) error { return nil })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.30q: %v, want %q", c.text, err, c.want)
		}
	}
	for _, bad := range []string{"1\t2\n", "x\t1\t2\n", "5\t1\tNaN\n"} {
		if _, err := gazetteer.ReadPoints(strings.NewReader("# note\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("points %q: %v", bad, err)
		}
	}
}

// Whatever byte of a file is damaged, opening ends in an error or in a gazetteer
// that can be read, and never in a panic.
func TestDamagedFiles(t *testing.T) {
	data := bytesOf(t, good)
	body := bytes.IndexByte(data, '\n') + 1
	damage := func(i int, x byte) {
		d := bytes.Clone(data)
		d[i] = x
		g, err := gazetteer.Open(string(d))
		if err != nil {
			return
		}
		for i := range g.Len() {
			g.At(int32(i))
		}
		for _, m := range g.Find(nil, []byte("veld")) {
			g.At(m.Place)
		}
	}
	for _, x := range []byte{0, 0xff} {
		for i := range body + 400 {
			damage(i, x)
		}
		for i := len(data) - 300; i < len(data); i++ {
			damage(i, x)
		}
	}
	for _, n := range []int{0, 10, body, body + 8, body + 50, len(data) - 1} {
		if _, err := gazetteer.Open(string(data[:n])); err == nil {
			t.Errorf("%d of %d bytes are read as a gazetteer", n, len(data))
		}
	}
}

// The program's own gazetteer is whole, credits its source and knows the places
// one would look up first.
func TestEmbedded(t *testing.T) {
	g, err := gazetteer.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if h := g.Header(); !strings.Contains(h.Credit, "GeoNames") || !strings.Contains(h.Licence, "CC BY 4.0") || h.Snapshot == "" || g.Len() < 90000 {
		t.Errorf("%d places, %s, %s, %s", g.Len(), h.Credit, h.Licence, h.Snapshot)
	}
	for _, c := range []struct {
		key     string
		id      int
		feature string
	}{{"paris", 2988507, "PPLC"}, {"russia", 2017370, "PCLI"}, {"texas", 4736286, "ADM1"}, {"black sea", 630673, "SEA"}, {"kiev", 703448, "PPLC"}} {
		found := slices.ContainsFunc(g.Find(nil, []byte(c.key)), func(m gazetteer.Match) bool {
			p := g.At(m.Place)
			return p.ID == c.id && p.Feature == c.feature
		})
		if !found {
			t.Errorf("%s is not among the places of its name", c.key)
		}
	}
	// States lie where maps put them, not where their people live.
	ru, _ := g.Country("RU")
	if p := g.At(ru); math.Abs(float64(p.Lon)-100) > 5 {
		t.Errorf("Russia at %v, %v", p.Lat, p.Lon)
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := gazetteer.Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g, err := gazetteer.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	var keys [][]byte
	for i := range 64 {
		keys = append(keys, fmt.Appendf(nil, "word %d", i), []byte("springfield"))
	}
	var ms []gazetteer.Match
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ms = g.Find(ms[:0], keys[i%len(keys)])
	}
}

// Two countries share an arc, which one of them follows backwards.
const twoSquares = `{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},
"arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,10],[10,0],[0,-10],[-10,0]],[[3,3],[0,0]]],
"objects":{"countries":{"geometries":[
{"type":"Polygon","arcs":[[0,1],[3]],"properties":{"name":"West & Co"}},
{"type":"MultiPolygon","arcs":[[[2,0]]],"properties":{"name":"East"}},
{"type":"Point","properties":{"name":"Dot"}}]}}}`

func TestOutlines(t *testing.T) {
	var out strings.Builder
	if err := gazetteer.WriteOutlines(strings.NewReader(twoSquares), "countries", &out); err != nil {
		t.Fatal(err)
	}
	want := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180"><g id="countries">
<path vector-effect="non-scaling-stroke" d="M10 0l0-10-10 0 0 10z"><title>West &amp; Co</title></path>
<path vector-effect="non-scaling-stroke" d="M10-10l10 0 0 10-10 0z"><title>East</title></path>
</g></svg>
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	// A ring across the 180th meridian is drawn in one piece.
	const across = `{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"arcs":[[[170,0],[-340,0],[0,10],[340,0],[0,-10]]],
"objects":{"countries":{"geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"name":"Dateline"}}]}}}`
	out.Reset()
	if err := gazetteer.WriteOutlines(strings.NewReader(across), "countries", &out); err != nil {
		t.Fatal(err)
	}
	if want := `"M170 0l20 0 0-10-20 0z"`; !strings.Contains(out.String(), want) {
		t.Errorf("%s, want %s", out.String(), want)
	}
	for _, c := range []struct{ text, object, want string }{
		{"{", "countries", "outlines"},
		{`{"type":"FeatureCollection"}`, "countries", `type "FeatureCollection"`},
		{twoSquares, "seas", `no object "seas"`},
		{strings.Replace(twoSquares, "[2,0]", "[2,9]", 1), "countries", "East: arc 9 of 4"},
	} {
		if err := gazetteer.WriteOutlines(strings.NewReader(c.text), c.object, &out); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.30q: %v, want %q", c.text, err, c.want)
		}
	}
}
