package geoparse

import (
	"fmt"
	"strings"
)

// why says in a line what the choice for group g was made by.
func (s *scene) why(g int) string {
	gr := &s.groups[g]
	switch {
	case len(gr.candidates) == 0:
		return "no place of this name in the gazetteer"
	case gr.chosen == none:
		return fmt.Sprintf("none of %d places of this name fits the text", len(gr.candidates))
	}
	c, e := &gr.candidates[gr.chosen], &gr.evidence
	var signs []string
	switch c.via {
	case byDemonym:
		return "people or adjective of " + c.place.Name
	case byAlias:
		return "another name of " + c.place.Name
	case byOther:
		signs = append(signs, "another name of "+c.place.Name)
	case bySpelling:
		signs = append(signs, "spelling of "+c.place.Name)
	case byPart:
		signs = append(signs, "part of "+c.place.Name)
	}
	if n := len(gr.candidates); n == 1 {
		signs = append(signs, "the only place of this name")
	} else {
		rank := 1
		for i := range gr.candidates {
			x := &gr.candidates[i].place
			if x.Population > c.place.Population && distance(c, x) >= sameSpot {
				rank++
			}
		}
		signs = append(signs, fmt.Sprintf("of %d places number %d by inhabitants", n, rank))
	}
	add := func(is bool, sign string) {
		if is {
			signs = append(signs, sign)
		}
	}
	add(e.held, "what it lies in is written after it")
	add(e.holds, "a place in it is written before it")
	add(e.together, "what it lies in is named in the sentence")
	add(e.country && !e.held, "its country is named")
	add(e.division && !e.held, "its division is named")
	add(e.counties > 0, fmt.Sprintf("%d other names may lie in its second-level division", e.counties))
	add(e.close > 0, fmt.Sprintf("%d other names within 60 km", e.close))
	add(e.close == 0 && e.near > 0, fmt.Sprintf("%d other names within 250 km", e.near))
	add(e.sameCountry > 0, fmt.Sprintf("%d of %d other names in its country", e.sameCountry, e.others))
	add(e.home >= 3 || e.home == 2 && e.sameCountry == 0, "where the outlet is at home")
	return strings.Join(signs, "; ")
}
