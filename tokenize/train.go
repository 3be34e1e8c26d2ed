package tokenize

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Example is a text and where its sentences end: the offsets behind their last
// tokens, sorted.
type Example struct {
	Text string
	Ends []int32
}

// TrainEnds fits a model of sentence ends to examples, with the tokens that w
// gives; notes are lines for its header (corpora and their licences). The same
// examples in the same order give the same bytes.
//
// Method: logistic regression by stochastic gradient descent with AdaGrad's
// step sizes (Duchi et al. 2011), averaged over the last half, in which the
// sentence so far is the key's.
func TrainEnds(examples []Example, w Words, notes []string) *Ends {
	var cases []endCase
	for _, x := range examples {
		cases = appendCases(cases, x, w)
	}
	const (
		epochs = 12
		rate   = 0.1
		decay  = 1e-6
	)
	weights := make([]float64, 1<<bucketBits)
	squares := make([]float64, 1<<bucketBits)
	mean := make([]float64, 1<<bucketBits)
	rng := rand.New(rand.NewPCG(1, 2))
	for epoch := range epochs {
		rng.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for _, x := range cases {
			sum := 0.0
			for _, f := range x.features {
				sum += weights[f]
			}
			slope := 1/(1+math.Exp(-sum)) - x.gold
			if math.Abs(slope) < 1e-3 {
				continue
			}
			for _, f := range x.features {
				g := slope + decay*weights[f]
				squares[f] += g * g
				weights[f] -= rate * g / math.Sqrt(squares[f]+1e-8)
			}
		}
		if epoch >= epochs/2 {
			for f, x := range weights {
				mean[f] += x / (epochs - epochs/2)
			}
		}
	}
	e := &Ends{weights: make([]int8, len(mean)), header: endsFormat}
	for _, n := range append(notes, fmt.Sprintf("%d places, %d of them ends", len(cases), count(cases))) {
		e.header += "\n" + n
	}
	const scale = 32 // a weight of ±4 fills a byte
	for f, x := range mean {
		e.weights[f] = int8(math.Round(min(127, max(-127, x*scale))))
	}
	return e
}

// endCase is a place where a sentence may end.
type endCase struct {
	features []uint32
	gold     float64 // 1 where one ends
}

func count(cases []endCase) int {
	n := 0
	for _, x := range cases {
		n += int(x.gold)
	}
	return n
}

func appendCases(cases []endCase, x Example, w Words) []endCase {
	tokens := Tokens(x.Text, w)
	c := newContext(x.Text, tokens)
	next := 0
	for i := 0; i+1 < len(tokens); i++ {
		end := tokens[i].Span.End
		for next < len(x.Ends) && x.Ends[next] < end {
			next++
		}
		gold := next < len(x.Ends) && x.Ends[next] == end
		if c.candidate(i) && !c.emptyLine(i) {
			k := endCase{features: c.features(i, nil)}
			if gold {
				k.gold = 1
			}
			cases = append(cases, k)
		}
		if gold {
			c.first = i + 1
		}
		c.pass(i)
	}
	return cases
}
