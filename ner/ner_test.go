package ner

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/perceptron"
)

// lattices agree with a search of all sequences.
func TestLatticeFindsTheBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var l lattice[int32]
	legal := func(before, tag int) bool {
		if _, place := split(tag); tag == outside || place == begin || place == unit {
			return ends(before)
		}
		k, _ := split(tag)
		if before == outside || before == edge {
			return false
		}
		b, place := split(before)
		return b == k && (place == begin || place == inside)
	}
	for range 50 {
		var trans transitions[int32]
		for i := range trans {
			for j := range trans[i] {
				trans[i][j] = rng.Int32N(20)
			}
		}
		scores, allowed := make([][tagCount]int32, 3), make([]mask, 3)
		for i := range scores {
			allowed[i] = mask(rng.Uint32())&anyTag | 1<<outside
			if rng.IntN(4) == 0 {
				allowed[i] = 1 << outside
			}
			for j := range scores[i] {
				scores[i][j] = rng.Int32N(40)
			}
		}
		best := int32(-1)
		var try func(i, before int, sum int32)
		try = func(i, before int, sum int32) {
			if i == len(scores) {
				if ends(before) {
					best = max(best, sum)
				}
				return
			}
			for tag := range tagCount {
				if allowed[i]&(1<<tag) != 0 && legal(before, tag) {
					try(i+1, tag, sum+trans[before][tag]+scores[i][tag])
				}
			}
		}
		try(0, edge, 0)
		tags := make([]uint8, len(scores))
		if !l.decode(scores, &trans, allowed, tags) {
			t.Fatal("no sequence found, all tokens may be outside")
		}
		sum, before := int32(0), edge
		for i, tag := range tags {
			if !legal(before, int(tag)) || allowed[i]&(1<<tag) == 0 {
				t.Fatalf("%v is no sequence", tags)
			}
			sum += trans[before][tag] + scores[i][tag]
			before = int(tag)
		}
		if sum != best {
			t.Errorf("%v scores %d, the best %d", tags, sum, best)
		}
	}
	if l.decode(make([][tagCount]int32, 1), &transitions[int32]{}, []mask{1 << begin}, make([]uint8, 1)) {
		t.Error("a name that only begins is found")
	}
}

// example makes a document of a sentence a line, with names as [TYPE words].
func example(text string) Example {
	e := Example{Document: &sayso.Document{Article: &sayso.Article{Name: "sample"}}}
	for i := range e.As {
		e.As[i] = sayso.EntityType(i)
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		first := len(e.Tokens)
		start, typ := int32(-1), sayso.EntityUnknown
		for _, w := range strings.Fields(line) {
			if name, ok := strings.CutPrefix(w, "["); ok {
				start, typ = int32(b.Len()), sayso.ParseEntityType(name)
				continue
			}
			if w == "]" {
				e.Names = append(e.Names, sayso.Name{Span: sayso.Span{Start: start, End: int32(b.Len()) - 1}, Type: typ})
				continue
			}
			e.Tokens = append(e.Tokens, sayso.Token{Span: sayso.Span{Start: int32(b.Len()), End: int32(b.Len() + len(w))}})
			b.WriteString(w + " ")
		}
		e.Sentences = append(e.Sentences, sayso.Sentence{First: int32(first), Last: int32(len(e.Tokens))})
	}
	e.Text = b.String()
	return e
}

const sample = `[person Ana Reva ] met envoys of the [organisation Bank of Arvena ] in [place Port Lume ] .
The [norp Danish ] envoy told [person Reva ] that [place Lume ] was calm .
In [place Lume ] the [organisation Bank of Arvena ] was closed again .`

func train(t testing.TB, e ...Example) *Recogniser {
	t.Helper()
	clusters, err := perceptron.ReadClusters(strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Train(context.Background(), e, clusters, Training{Passes: 10, Runs: 2, Features: 10000,
		Lists: []List{{"given", []string{"ana"}}, {"place", []string{"Port Lume", "Lume"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTrainedModelComesBack(t *testing.T) {
	e := example(sample)
	var first []byte
	for range 2 {
		var b bytes.Buffer
		if err := train(t, e).Save(&b, perceptron.Header{}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Error("the same examples give another model")
		}
	}
	clusters, _ := perceptron.ReadClusters(strings.NewReader(""))
	r, err := Load(bytes.NewReader(first), clusters)
	if err != nil {
		t.Fatal(err)
	}
	d := &sayso.Document{Article: e.Article, Tokens: e.Tokens, Sentences: e.Sentences}
	r.Find(d)
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e.Names, d.Names); diff != "" {
		t.Error(diff)
	}
	if n := testing.AllocsPerRun(20, func() { r.Find(d) }); n > 1 && !raced {
		t.Errorf("%v allocations for a document", n)
	}
	// Damaged files end in an error or a model, never in a panic.
	head := bytes.IndexByte(first, '\n') + 1
	for i := head; i < len(first); i += 7 {
		x := bytes.Clone(first)
		x[i] ^= 0x55
		if r, err := Load(bytes.NewReader(x), clusters); err == nil {
			r.Find(d)
		}
		if _, err := Load(bytes.NewReader(first[:i]), clusters); err == nil {
			t.Errorf("%d of %d bytes are read as a model", i, len(first))
		}
	}
}

// A corpus that calls nationalities MISC does not unlearn that they are none.
func TestCorporaOfFewerTypes(t *testing.T) {
	full := example("The [norp Danish ] envoy saw the [misc Lume Games ] .\nThe [norp Danish ] port and the [misc Arvena Games ] .")
	few := example("A [misc Danish ] port and the [misc Lume Games ] .\nThe [misc Danish ] envoy left .")
	few.As[sayso.EntityNORP] = sayso.EntityMisc
	r := train(t, full, few)
	d := &sayso.Document{Article: few.Article, Tokens: few.Tokens, Sentences: few.Sentences}
	r.Find(d)
	if len(d.Names) != 3 || d.Names[0].Type != sayso.EntityNORP || d.Names[1].Type != sayso.EntityMisc || d.Names[2].Type != sayso.EntityNORP {
		t.Errorf("names %v", d.Names)
	}
	few.Names[0].Type = sayso.EntityGroup
	if _, err := Train(context.Background(), []Example{few}, r.clusters, Training{}); err == nil || !strings.Contains(err.Error(), "type group") {
		t.Errorf("got %v", err)
	}
}

func TestListsMarkTheLongest(t *testing.T) {
	clusters, _ := perceptron.ReadClusters(strings.NewReader("white\t1\t2\t3\n"))
	l, err := newLists([]List{{"town", []string{"Port Lume", "Port", "White"}}, {"surname", []string{"Lume"}}}, clusters)
	if err != nil {
		t.Fatal(err)
	}
	ws := make([]word, 3)
	for i, w := range []string{"port", "lume", "white"} {
		ws[i].lower = perceptron.Hash(w)
	}
	l.mark(ws)
	if ws[0].list != 1 || ws[1].list != 4|8<<4 || ws[2].list != 0 {
		t.Errorf("lists %x %x %x", ws[0].list, ws[1].list, ws[2].list)
	}
}

func TestTrainingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	clusters, _ := perceptron.ReadClusters(strings.NewReader(""))
	if _, err := Train(ctx, []Example{example(sample)}, clusters, Training{Features: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
