package geoparse

import (
	"math"

	"sayso/perceptron"
)

// bin puts a count into one of six bins.
func bin(n int) uint32 {
	switch {
	case n < 3:
		return uint32(n)
	case n < 6:
		return 3
	case n < 12:
		return 4
	}
	return 5
}

// logs is a population as a small number: half orders of magnitude.
func logs(population uint32) uint32 {
	return uint32(2 * math.Log10(float64(population)+1))
}

// far puts a distance into one of eight bins.
func far(km float64) uint32 {
	for i, d := range [...]float64{20, 60, 120, 250, 500, 1000, 2500} {
		if km < d {
			return uint32(i)
		}
	}
	return 7
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// features appends the fingerprints of what speaks for candidate i of group g.
func (s *scene) features(fs []uint32, g, i int, es []evidence) []uint32 {
	gr := &s.groups[g]
	c, e := &gr.candidates[i], &es[i]
	class, via := uint32(c.class), uint32(c.via)
	rank, rivals := 0, len(gr.candidates)-1
	top := uint32(0)
	for k := range gr.candidates {
		if gr.candidates[k].place.Population > c.place.Population {
			rank++
		}
		top = max(top, gr.candidates[k].place.Population)
	}
	behind := logs(top) - logs(c.place.Population)
	best := 0 // rank by names in the same country, by nearness
	nearer := 0
	likelier, counties := 0, 0 // rank by names that may lie in its divisions
	for k := range es {
		if es[k].divisions > e.divisions {
			likelier++
		}
		if es[k].counties > e.counties {
			counties++
		}
		if es[k].sameCountry > e.sameCountry {
			best++
		}
		if es[k].nearest < e.nearest {
			nearer++
		}
	}
	sameName := uint32(0) // a division and its town share the name
	for k := range gr.candidates {
		x := &gr.candidates[k]
		if k != i && x.place.Country == c.place.Country && x.place.Admin1 == c.place.Admin1 {
			sameName = max(sameName, 1+uint32(x.class))
		}
	}
	sides := bit(e.held) | bit(e.holds)<<1 | bit(e.rival)<<2
	named := bit(e.country) | bit(e.division)<<1 | bit(e.together)<<2
	f := perceptron.Feature
	return append(fs,
		f(100, class, via, 0),
		f(101, class, logs(c.place.Population), 0),
		f(102, class, uint32(min(rank, 4)), uint32(min(rivals, 3))),
		f(103, behind, uint32(min(rank, 3)), 0),
		f(104, via, uint32(min(rank, 4)), 0),
		f(105, sides, class, 0),
		f(106, sides, 0, 0),
		f(107, named, 0, 0),
		f(108, named, class, 0),
		f(109, bin(e.sameCountry), share(e.sameCountry, e.others), uint32(min(best, 2))),
		f(110, bin(e.sameDivision), uint32(min(e.others, 8)), 0),
		f(111, bin(e.near), bin(e.close), 0),
		f(112, far(e.nearest), uint32(min(nearer, 3)), 0),
		f(113, far(e.nearest), behind, 0),
		f(114, e.first, behind, 0),
		f(115, e.home, behind, 0),
		f(116, e.first, uint32(min(nearer, 2)), bit(wide(c.class))),
		f(117, uint32(e.titled), class, 0),
		f(118, sameName, class, 0),
		f(119, uint32(min(best, 2)), uint32(min(nearer, 2)), uint32(min(rank, 2))),
		f(120, logs(c.place.Population), bin(e.sameDivision), bin(e.close)),
		f(121, bit(e.country), bit(e.division), behind),
		f(122, sides, bit(rivals == 0), via),
		f(123, e.home, e.first, bin(e.sameDivision)),
		f(126, bin(e.counties), uint32(min(counties, 2)), bit(wide(c.class))),
		f(127, uint32(2*e.divisions), uint32(min(likelier, 3)), bit(wide(c.class))),
		f(128, uint32(min(likelier, 2)), uint32(min(counties, 2)), uint32(min(rank, 3))),
		f(124, class, far(e.nearest), 0),
		f(125, share(e.sameCountry, e.others), bin(e.sameDivision), logs(c.place.Population)),
	)
}

// noneFeatures appends the fingerprints of what speaks for none of the
// candidates of group g.
func (s *scene) noneFeatures(fs []uint32, g int, es []evidence) []uint32 {
	gr := &s.groups[g]
	top := uint32(0)
	nearest, same, sides := math.Inf(1), 0, false
	home, first := uint32(0), uint32(0)
	best := uint8(0)
	for i := range es {
		c, e := &gr.candidates[i], &es[i]
		if i == 0 {
			best = c.class
		}
		top = max(top, c.place.Population)
		nearest, same = min(nearest, e.nearest), max(same, e.sameCountry)
		sides = sides || e.held || e.holds
		home, first = max(home, e.home), max(first, e.first)
	}
	f := perceptron.Feature
	return append(fs,
		f(200, 0, 0, 0),
		f(201, logs(top), uint32(best), 0),
		f(209, uint32(best), uint32(min(len(es), 3)), uint32(gr.candidates[0].via)),
		f(202, far(nearest), bit(sides), 0),
		f(203, bin(same), bin(es[0].others), 0),
		f(204, uint32(min(len(es), 4)), uint32(gr.candidates[0].via), 0),
		f(205, uint32(es[0].titled), uint32(best), 0),
		f(206, home, first, 0),
		f(207, logs(top), far(nearest), 0),
		f(208, logs(top), first, 0),
	)
}
