package corpus

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

const (
	earthRadius = 6371.009 // km
	farthest    = 20039.0  // km, the error of a toponym that was not resolved
	nearEnough  = 160.0    // km: ln(d+1) < ln(161), after Gritta et al. 2019
)

// GeoScore counts what was found and how far off it lies. The measures are
// those of "A pragmatic guide to geoparsing evaluation" (Gritta et al. 2019).
type GeoScore struct {
	Docs, Gold, System int
	Strict, Relaxed    int // toponyms found: with the same extent, with one that overlaps
	Coded              int // gold toponyms with coordinates
	Near               int // of those, placed within nearEnough
	IDs                int // gold toponyms with a GeoNames ID
	IDsMatched, IDsOK  int // of those, found and given an ID; the right one
	matched, all       []float64
}

// GeoError is a toponym that was placed too far away, missed or made up.
type GeoError struct {
	Gold, System *Toponym // nil when there is none
	Km           float64  // between them
}

// ScoreGeo scores the predictions, by the IDs of the gold documents. With kinds,
// only gold toponyms of these need be found, and a prediction that matches
// another is neither right nor wrong. wrong, which may be nil, is told of every
// error. A prediction for an unknown document is an error.
func ScoreGeo(gold, system []GeoDocument, kinds []string, wrong func(doc string, e GeoError)) (*GeoScore, error) {
	byID := map[string][]Toponym{}
	for _, d := range system {
		byID[d.ID] = d.Toponyms
	}
	s := &GeoScore{Docs: len(gold)}
	for _, g := range gold {
		s.add(g.Toponyms, byID[g.ID], kinds, func(e GeoError) {
			if wrong != nil {
				wrong(g.ID, e)
			}
		})
		delete(byID, g.ID)
	}
	for _, d := range system {
		if _, unknown := byID[d.ID]; unknown {
			return nil, fmt.Errorf("toponyms of document %q, which the gold does not have", d.ID)
		}
	}
	return s, nil
}

func (s *GeoScore) add(gold, system []Toponym, kinds []string, wrong func(GeoError)) {
	of, exact := alignToponyms(gold, system)
	s.System += len(system)
	for i := range gold {
		g := &gold[i]
		if len(kinds) > 0 && !slices.Contains(kinds, g.Kind) {
			if of[i] >= 0 {
				s.System--
			}
			continue
		}
		s.Gold++
		var p *Toponym
		if of[i] >= 0 {
			p = &system[of[i]]
			s.Relaxed++
		}
		if exact[i] {
			s.Strict++
		} else {
			wrong(GeoError{Gold: g, System: p})
		}
		if g.GeoNameID != nil {
			s.IDs++
			if p != nil && p.GeoNameID != nil {
				s.IDsMatched++
				if *p.GeoNameID == *g.GeoNameID {
					s.IDsOK++
				}
			}
		}
		if g.Lat == nil {
			continue
		}
		s.Coded++
		if p == nil || p.Lat == nil {
			s.all = append(s.all, farthest)
			continue
		}
		d := Kilometres(*g.Lat, *g.Lon, *p.Lat, *p.Lon)
		s.matched, s.all = append(s.matched, d), append(s.all, d)
		if d < nearEnough {
			s.Near++
		} else {
			wrong(GeoError{Gold: g, System: p, Km: d})
		}
	}
	taken := map[int]bool{}
	for _, j := range of {
		taken[j] = true
	}
	for j := range system {
		if !taken[j] {
			wrong(GeoError{System: &system[j]})
		}
	}
}

// alignToponyms pairs toponyms one to one: those of the same extent first, then
// those that overlap, the longest overlap first. It returns for each of gold the
// number of its partner or -1, and whether their extents are the same.
func alignToponyms(gold, system []Toponym) (of []int, exact []bool) {
	of, exact = make([]int, len(gold)), make([]bool, len(gold))
	taken := make([]bool, len(system))
	same := map[[2]int][]int{}
	for j, p := range system {
		at := [2]int{p.Start, p.End}
		same[at] = append(same[at], j)
	}
	for i, g := range gold {
		of[i] = -1
		at := [2]int{g.Start, g.End}
		if js := same[at]; len(js) > 0 {
			of[i], exact[i], taken[js[0]] = js[0], true, true
			same[at] = js[1:]
		}
	}
	type pair struct{ overlap, start, i, j int }
	var pairs []pair
	for i, g := range gold {
		for j, p := range system {
			if o := min(g.End, p.End) - max(g.Start, p.Start); o > 0 && of[i] < 0 && !taken[j] {
				pairs = append(pairs, pair{o, p.Start, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), cmp.Compare(a.start, b.start), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, p := range pairs {
		if of[p.i] < 0 && !taken[p.j] {
			of[p.i], taken[p.j] = p.j, true
		}
	}
	return of, exact
}

// Kilometres returns the great-circle distance of two points in degrees.
func Kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	f1, f2, dl := lat1*rad, lat2*rad, math.Abs(lon1-lon2)*rad
	y := math.Hypot(math.Cos(f2)*math.Sin(dl), math.Cos(f1)*math.Sin(f2)-math.Sin(f1)*math.Cos(f2)*math.Cos(dl))
	x := math.Sin(f1)*math.Sin(f2) + math.Cos(f1)*math.Cos(f2)*math.Cos(dl)
	return earthRadius * math.Atan2(y, x)
}

// Print writes the score as score_geo.py prints it.
func (s *GeoScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "docs %d  gold %d  system %d\n", s.Docs, s.Gold, s.System)
	fmt.Fprintf(&b, "tagging strict   %s\ntagging relaxed  %s\n", geoF(s.Strict, s.System, s.Gold), geoF(s.Relaxed, s.System, s.Gold))
	fmt.Fprintf(&b, "resolution matched   %s\nresolution all-gold  %s\n", distances(s.matched), distances(s.all))
	fmt.Fprintf(&b, "geoname id accuracy  matched %.3f  all-gold %.3f\n", ratio(s.IDsOK, s.IDsMatched), ratio(s.IDsOK, s.IDs))
	fmt.Fprintf(&b, "end-to-end <160 km   %s\n", geoF(s.Near, s.System, s.Coded))
	_, err := io.WriteString(w, b.String())
	return err
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func geoF(match, system, gold int) string {
	p, r, f := ratio(match, system), ratio(match, gold), 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("P %6.2f  R %6.2f  F1 %6.2f", 100*p, 100*r, 100*f)
}

// distances sums up errors in kilometres. AUC is the area under their sorted
// logarithms, 0 when all are right.
func distances(errors []float64) string {
	n := len(errors)
	if n == 0 {
		return "n 0"
	}
	e := slices.Sorted(slices.Values(errors))
	near, sum := 0, 0.0
	logs := make([]float64, n)
	for i, d := range e {
		logs[i] = math.Log(d + 1)
		sum += d
		if logs[i] < math.Log(nearEnough+1) {
			near++
		}
	}
	auc := logs[0] / math.Log(farthest)
	if n > 1 {
		area := 0.0
		for i := range n - 1 {
			area += (logs[i] + logs[i+1]) / 2
		}
		auc = area / (math.Log(farthest) * float64(n-1))
	}
	return fmt.Sprintf("n %5d  acc@161 %.3f  mean %.0f km  median %.1f km  AUC %.3f",
		n, float64(near)/float64(n), sum/float64(n), (e[(n-1)/2]+e[n/2])/2, auc)
}
