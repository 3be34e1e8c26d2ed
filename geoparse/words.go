package geoparse

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso/gazetteer"
)

// Words is what a language says about places. Keys are folded names
// (gazetteer.Fold), the members of sets small letters.
type Words struct {
	Aliases  map[string]string // other names of places: "britain" is "GB"
	Demonyms map[string]string // adjectives and people: "turkish" is "TR"; what they stand for is as in Aliases
	Expand   map[string]string // abbreviations in names: "st" is "saint"
	Regions  map[string]bool   // regions, waters and the like that are names whether or not the gazetteer has them

	GivenNames   map[string]bool // of persons
	Titles       map[string]bool // that stand before a person's name
	Natural      map[string]bool // what the names of rivers, hills and coasts end in
	Districts    map[string]bool // what the names of divisions end in
	Facilities   map[string]bool // what the names of streets and buildings end in
	Bodies       map[string]bool // what the names of organisations end in
	Prepositions map[string]bool // that stand before a place
	Directions   map[string]bool // "northern"
	Speech       map[string]bool // verbs that make whoever is their subject speak or act
	Located      map[string]bool // lemmas of verbs that say where their subject is: "lie"
	Agents       map[string]bool // before who something is done by: "by"
	Between      map[string]bool // before those that something is between
	Possessive   string          // "'s"
	Article      string          // "the"
}

// resolve turns the targets of names into numbers of places: an ISO code of a
// country, "Name, ISO" for the greatest place of the name in the country, "Name"
// for the greatest place of all. A division comes before a place within it.
func resolve(names map[string]string, g *gazetteer.Gazetteer) (map[string]int32, error) {
	out := make(map[string]int32, len(names))
	for _, name := range slices.Sorted(maps.Keys(names)) {
		target := names[name]
		p, ok := lookUp(target, g)
		if !ok {
			return nil, fmt.Errorf("geoparse: %q stands for %q, which the gazetteer does not have", name, target)
		}
		out[name] = p
	}
	return out, nil
}

func lookUp(target string, g *gazetteer.Gazetteer) (int32, bool) {
	if len(target) == 2 {
		return g.Country(target)
	}
	name, country := target, ""
	if i := strings.LastIndex(target, ", "); i >= 0 {
		name, country = target[:i], target[i+2:]
	}
	best := int32(-1)
	for _, m := range g.Find(nil, gazetteer.Fold(nil, name)) {
		p := g.At(m.Place)
		if country != "" && p.Country != country || country == "" && p.Country != "" && !m.Alternate && best >= 0 {
			continue
		}
		if p.Feature == "ADM1" || best < 0 {
			best = m.Place
		}
		if p.Feature == "ADM1" {
			break
		}
	}
	return best, best >= 0
}
