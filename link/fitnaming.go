package link

import "context"

// NamedScope is namings of one event with the thing each names.
type NamedScope struct {
	Namings []Naming
	Thing   []string
}

// mostNamingPairs bounds the pairs that weights are learnt from; of more, every
// second, third, … is taken.
const mostNamingPairs = 100000

// FitNamings learns from scopes the weights of the namings of one type, or, with
// the type "", of all namings whatever their types. Where a pair begins to name one
// thing is what judge likes best: it gets the number of a scope and the groups of
// its namings, with -1 for those of other types. Without a judge it is where one
// thing is likelier than two.
func FitNamings(ctx context.Context, w *Words, scopes []NamedScope, typ string, judge Judge) ([]float64, error) {
	read := make([]*scope, len(scopes))
	items := make([][]int, len(scopes))
	pairs := 0
	for k, s := range scopes {
		read[k] = newScope(w, s.Namings)
		for i, n := range s.Namings {
			if typ == "" || n.Type == typ {
				items[k] = append(items[k], i)
			}
		}
		pairs += len(items[k]) * (len(items[k]) - 1) / 2
	}
	every := pairs/mostNamingPairs + 1
	var examples []example
	n := 0
	for k, s := range read {
		for i, a := range items[k] {
			for _, b := range items[k][:i] {
				if n++; n%every == 0 {
					examples = append(examples, example{s.features(s.items[a], s.items[b], nil), scopes[k].Thing[a] == scopes[k].Thing[b], 1})
				}
			}
		}
	}
	weights := fit(examples)
	if weights == nil {
		weights = make([]float64, namingFeatures)
	}
	if judge == nil {
		return weights, nil
	}
	start, found, highest := weights[0], 0.0, -1.0
	for shift := -1.0; shift <= 1.5; shift += 0.25 {
		weights[0] = start + shift
		sum := 0.0
		for k, s := range read {
			if len(items[k]) == 0 {
				continue
			}
			p, err := s.likelihoods(ctx, items[k], weights)
			if err != nil {
				return nil, err
			}
			groups := make([]int, len(s.items))
			for i := range groups {
				groups[i] = -1
			}
			for i, g := range averageLink(p, s.known(items[k]), nil) {
				groups[items[k][i]] = g
			}
			sum += judge(k, groups) * float64(len(items[k]))
		}
		if sum > highest {
			highest, found = sum, shift
		}
	}
	weights[0] = start + found
	return weights, nil
}
