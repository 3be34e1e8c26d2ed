package geoparse

import (
	"net/url"
	"strings"

	"sayso/gazetteer"
)

// leastHome is the length of the shortest name looked for in an address, and
// leastHomePeople what a town must have to be found there.
const (
	leastHome       = 5
	leastHomePeople = 5000
)

// outlet reads where an outlet is at home from the address of an article: the
// places that the first letters of its host name, and the country of its last
// label.
func (p *Parser) outlet(address string, r *reading) (home []gazetteer.Place, country string) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, ""
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	last := strings.ToUpper(labels[len(labels)-1])
	if last == "UK" {
		last = "GB" // the one country whose label is not its code
	}
	if _, ok := p.gazetteer.Country(last); ok && len(last) == 2 {
		country = last
	}
	if len(labels) < 2 {
		return nil, country
	}
	name := labels[len(labels)-2]
	if len(name) <= 3 && len(labels) > 2 {
		name = labels[len(labels)-3] // "co.uk", "com.au"
	}
	name = strings.TrimPrefix(name, p.words.Article)
	for n := len(name); n >= leastHome; n-- {
		r.matches = p.gazetteer.Find(r.matches[:0], []byte(name[:n]))
		for _, m := range r.matches {
			if pl := p.gazetteer.At(m.Place); !m.Alternate && pl.Population >= leastHomePeople {
				home = append(home, pl)
			}
		}
		if len(home) > 0 {
			break
		}
	}
	return home, country
}
