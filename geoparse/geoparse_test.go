package geoparse_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/gazetteer"
	"sayso/geoparse"
	"sayso/perceptron"
)

// Two towns called Veld, each in a country of its own.
const list = `10	Aland		10.0	20.0	PCLI	XA			900000
11	Boria		-40.0	-60.0	PCLI	XB			800000
20	Veld		10.5	20.5	PPL	XA	01		90000
21	Veld		-40.5	-60.5	PPL	XB	01		30000
22	Marn		10.6	20.6	PPL	XA	01		40000
23	Torv		-40.6	-60.6	PPL	XB	01		40000
`

type world struct {
	gazetteer *gazetteer.Gazetteer
	words     *geoparse.Words
	clusters  *perceptron.Clusters
}

func newWorld(t *testing.T) world {
	t.Helper()
	var b gazetteer.Builder
	if err := gazetteer.ReadRows(strings.NewReader(list), func(r gazetteer.Row) error { b.Add(r); return nil }); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := b.Write(&file); err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Open(file.String())
	if err != nil {
		t.Fatal(err)
	}
	c, err := perceptron.ReadClusters(strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	return world{g, &geoparse.Words{Demonyms: map[string]string{"alander": "XA"}, Prepositions: map[string]bool{"ini": true},
		Titles: map[string]bool{"hen": true}}, c}
}

// document splits a text at its spaces; every text is a sentence.
func document(text string) *sayso.Document {
	d := &sayso.Document{Article: &sayso.Article{Name: text, Text: text}}
	at := 0
	for w := range strings.FieldsSeq(text) {
		start := at + strings.Index(text[at:], w)
		at = start + len(w)
		d.Tokens = append(d.Tokens, sayso.Token{Span: sayso.Span{Start: int32(start), End: int32(at)}})
	}
	d.Sentences = []sayso.Sentence{{Last: int32(len(d.Tokens))}}
	return d
}

// examples says in an invented language that somebody is in a town, whose
// country is named, and that one country does something: names behind "hen" are
// persons. A gold toponym is a word with the ID behind a slash.
func examples() []geoparse.Example {
	var out []geoparse.Example
	for i := range 12 {
		for _, text := range []string{
			"Hen Marn lo ini Veld/20 , Aland/10 , no Boria/11 lo",
			"Hen Torv lo ini Veld/21 , Boria/11 , no Aland/10 lo",
			"Hen Boria lo ini Marn/22 , Aland/10 , no",
			"Hen Veld lo ini Torv/23 , Boria/11 , no",
			"Aland/10 no Alander/10 lo ini Rosk/0",
			"Boria/11 no Aland/10 lo ini Wend/0",
		} {
			var words []string
			var x geoparse.Example
			at := 0
			for w := range strings.FieldsSeq(fmt.Sprint(text, " ", i)) {
				form, id, gold := strings.Cut(w, "/")
				if gold {
					n, _ := strconv.Atoi(id)
					x.Gold = append(x.Gold, geoparse.Gold{Span: sayso.Span{Start: int32(at), End: int32(at + len(form))}, ID: n})
				}
				words = append(words, form)
				at += len(form) + 1
			}
			x.Document = document(strings.Join(words, " "))
			out = append(out, x)
		}
	}
	return out
}

func trained(t *testing.T, w world) (*geoparse.Parser, []byte) {
	t.Helper()
	p, err := geoparse.Train(context.Background(), examples(), w.gazetteer, w.words, w.clusters, geoparse.Training{Seed: 1, Passes: 6, Runs: 1, Keep: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.Save(&b, perceptron.Header{}); err != nil {
		t.Fatal(err)
	}
	return p, b.Bytes()
}

func found(d *sayso.Document, ps []sayso.Place) []string {
	var out []string
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%s %d %s", p.Span.Of(d.Text), p.GeoNameID, p.Kind))
	}
	return out
}

// What is learnt comes back from the file, and tells the towns of a name apart
// by the country that the text names.
func TestLearnsAndComesBack(t *testing.T) {
	w := newWorld(t)
	_, file := trained(t, w)
	p, err := geoparse.Load(bytes.NewReader(file), w.gazetteer, w.words, w.clusters)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"Hen Torv lo ini Veld , Aland , no": {"Veld 20 literal", "Aland 10 literal"},
		"Hen Marn lo ini Veld , Boria , no": {"Veld 21 literal", "Boria 11 literal"},
		"Boria no Alander lo":               {"Boria 11 literal", "Alander 10 associative"},
		"Hen Marn lo":                       nil,
		"Aland no Boria lo ini Qwertyui":    {"Aland 10 literal", "Boria 11 literal", "Qwertyui 0 literal"},
	} {
		d := document(text)
		d.Places = p.Places(d)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, found(d, d.Places)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestTrainingIsDeterministicAndEnds(t *testing.T) {
	w := newWorld(t)
	_, a := trained(t, w)
	_, b := trained(t, w)
	if !bytes.Equal(a, b) {
		t.Error("the same examples give other bytes")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := geoparse.Train(ctx, examples(), w.gazetteer, w.words, w.clusters, geoparse.Training{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := geoparse.Train(context.Background(), nil, w.gazetteer, w.words, w.clusters, geoparse.Training{}); err == nil {
		t.Error("nothing to learn from is no error")
	}
}

func TestBadModelsAndWords(t *testing.T) {
	w := newWorld(t)
	if _, err := geoparse.Load(strings.NewReader("sayso model 1 {\"Kind\":\"pos\",\"Features\":\"x\"}\n"), w.gazetteer, w.words, w.clusters); err == nil || !strings.Contains(err.Error(), "want geoparse") {
		t.Errorf("another model: %v", err)
	}
	_, file := trained(t, w)
	w.words.Aliases = map[string]string{"olde town": "Nowhere, XA"}
	if _, err := geoparse.Load(bytes.NewReader(file), w.gazetteer, w.words, w.clusters); err == nil || !strings.Contains(err.Error(), "Nowhere, XA") {
		t.Errorf("an alias of nothing: %v", err)
	}
}
