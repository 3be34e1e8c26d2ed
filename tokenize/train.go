package tokenize

import (
	"context"
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

// What training was tuned to, on the dev parts of EWT and GUM.
const (
	epochs  = 12
	rate    = 0.03 // AdaGrad's step
	rarest  = 5    // times that a feature must be seen
	missing = 2    // what an end costs that is missed in a text whose line breaks are lost
	scale   = 32   // a weight of ±4 fills a byte
	least   = 2    // smaller bytes are left out of the model
)

// TrainEnds fits a model of sentence ends to examples, with the tokens that w
// gives; notes are lines for its header (corpora and their licences). The same
// examples in the same order give the same bytes.
//
// Method: logistic regression by stochastic gradient descent with AdaGrad's
// step sizes (Duchi et al. 2011), averaged over the last half. The sentences so
// far are the key's. TrainEnds returns ctx's error when ctx ends.
func TrainEnds(ctx context.Context, examples []Example, w Words, notes []string) (*Ends, error) {
	var cases []endCase
	for _, x := range examples {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cases = appendCases(cases, x, w)
	}
	e, err := fit(ctx, cases)
	if err != nil {
		return nil, err
	}
	e.header = endsFormat
	for _, n := range append(notes, fmt.Sprintf("%d places, %d of them ends", len(cases), count(cases))) {
		e.header += "\n" + n
	}
	return e, nil
}

// endCase is a place where a sentence may end.
type endCase struct {
	features []uint32
	gold     float64 // 1 where one ends
	weight   float64
}

func count(cases []endCase) int {
	n := 0
	for _, x := range cases {
		n += int(x.gold)
	}
	return n
}

// appendCases appends the places of x.
func appendCases(cases []endCase, x Example, w Words) []endCase {
	tokens := Tokens(x.Text, w)
	c := newSurroundings(x.Text, tokens)
	next := 0
	for i := 0; i+1 < len(tokens); i++ {
		end := tokens[i].Span.End
		for next < len(x.Ends) && x.Ends[next] < end {
			next++
		}
		gold := next < len(x.Ends) && x.Ends[next] == end
		if c.candidate(i) && !c.emptyLine(i) {
			k := endCase{features: c.features(i, nil), weight: 1}
			if gold {
				k.gold = 1
			}
			if gold && c.lines == 0 {
				k.weight = missing
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

// fit returns the model of cases, without a header.
func fit(ctx context.Context, cases []endCase) (*Ends, error) {
	seen := make([]int32, 1<<bucketBits)
	for _, x := range cases {
		for _, f := range x.features {
			seen[f]++
		}
	}
	order := make([]int, len(cases))
	for i := range order {
		order[i] = i
	}
	weights := make([]float64, 1<<bucketBits)
	squares := make([]float64, 1<<bucketBits)
	mean := make([]float64, 1<<bucketBits)
	rng := rand.New(rand.NewPCG(1, 2))
	for epoch := range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			x := &cases[k]
			sum := 0.0
			for _, f := range x.features {
				sum += weights[f]
			}
			g := (1/(1+math.Exp(-sum)) - x.gold) * x.weight
			for _, f := range x.features {
				if seen[f] >= rarest {
					squares[f] += g * g
					weights[f] -= rate * g / math.Sqrt(squares[f]+1e-8)
				}
			}
		}
		if epoch >= epochs/2 {
			for f, x := range weights {
				mean[f] += x / (epochs - epochs/2)
			}
		}
	}
	e := &Ends{weights: make([]int8, len(mean))}
	for f, x := range mean {
		if b := math.Round(min(127, max(-127, x*scale))); math.Abs(b) >= least {
			e.weights[f] = int8(b)
		}
	}
	return e, nil
}
