// Package ner finds the proper names in a text and says what each is the name
// of: a person, an organisation, a place, a people or creed, or something else.
// It knows no language: everything it says was learnt from corpora and lists.
//
// Every token gets a tag that says where it stands in a name (BILOU), by a linear
// model over the words around it, their shapes, classes, parts of speech and the
// lists they are on, and over what the article said of the same words before. Of
// all sequences of tags of a sentence the one of the highest score is taken
// (Viterbi). Words that were in no name in training are passed over.
package ner

import (
	"encoding/binary"
	"fmt"
	"io"
	"sync"

	"sayso"
	"sayso/perceptron"
)

// Recogniser is a model of names. It never changes and may be used by many
// goroutines at once.
type Recogniser struct {
	clusters *perceptron.Clusters
	small    map[uint32]bool // words that are in no name when they have no capital
	lists    lists
	model    *perceptron.Model
	trans    transitions[int32]
	digest   string
	scratch  sync.Pool // of *scratch
}

// scratch is the memory of one run; it is used again.
type scratch struct {
	words    []word
	tags     []uint8
	allowed  []mask
	scores   [][tagCount]int32
	features []uint32
	bytes    []byte
	lattice  lattice[int32]
	memory   *memory
}

// Annotator returns the stage that fills the layer of names.
func (r *Recogniser) Annotator() sayso.Annotator {
	return sayso.Annotator{
		Name: "ner", Version: featureSet + "." + r.digest,
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTags},
		Gives: []sayso.Layer{sayso.LayerNames},
		Run: func(d *sayso.Document) error {
			r.Find(d)
			return nil
		},
	}
}

// Find fills d.Names from the tokens, sentences and tags of d.
func (r *Recogniser) Find(d *sayso.Document) {
	m, _ := r.scratch.Get().(*scratch)
	if m == nil {
		m = &scratch{memory: newMemory()}
	}
	for cap(m.words) < len(d.Tokens) {
		m.words = make([]word, 2*len(d.Tokens))
	}
	ws := m.words[:len(d.Tokens)]
	for _, s := range d.Sentences {
		m.bytes = r.look(d, s, ws[s.First:s.Last], m.bytes)
	}
	m.memory.begin(d, ws)
	d.Names = d.Names[:0]
	for _, s := range d.Sentences {
		sent := ws[s.First:s.Last]
		m.memory.recall(sent)
		tags := r.decode(sent, m)
		m.memory.note(sent, tags)
		d.Names = appendNames(d.Names, d, s, tags)
	}
	r.scratch.Put(m)
}

// decode returns the tags of a sentence.
func (r *Recogniser) decode(ws []word, m *scratch) []uint8 {
	n := len(ws)
	for cap(m.tags) < n {
		m.tags, m.allowed, m.scores = make([]uint8, 2*n), make([]mask, 2*n), make([][tagCount]int32, 2*n)
	}
	tags, allowed, scores := m.tags[:n], m.allowed[:n], m.scores[:n]
	for i := range ws {
		if ws[i].sure {
			allowed[i], scores[i] = 1<<outside, [tagCount]int32{}
			continue
		}
		allowed[i] = anyTag
		m.features = features(m.features[:0], ws, i, m.memory)
		r.model.Score(m.features, scores[i][:])
	}
	m.lattice.decode(scores, &r.trans, allowed, tags)
	return tags
}

// appendNames appends the names that tags of sentence s say.
func appendNames(names []sayso.Name, d *sayso.Document, s sayso.Sentence, tags []uint8) []sayso.Name {
	for i, t := range tags {
		if t == outside {
			continue
		}
		span := d.Tokens[int(s.First)+i].Span
		k, place := split(int(t))
		if place == begin || place == unit {
			names = append(names, sayso.Name{Span: span, Type: types[k]})
		} else {
			names[len(names)-1].Span.End = span.End
		}
	}
	return names
}

// setTransitions reads the scores of tags behind tags out of the model.
func (r *Recogniser) setTransitions() {
	for t := range r.trans {
		r.model.Score([]uint32{perceptron.Feature(behind, uint32(t), 0, 0)}, r.trans[t][:])
	}
}

// Load reads a model file. clusters are those that it was trained with.
func Load(from io.Reader, clusters *perceptron.Clusters) (*Recogniser, error) {
	f, err := perceptron.Read(from, "ner", featureSet)
	if err != nil {
		return nil, err
	}
	r := &Recogniser{clusters: clusters, digest: f.Digest}
	if r.model, err = f.Model("tags"); err != nil {
		return nil, err
	}
	if r.model.Classes() != tagCount {
		return nil, fmt.Errorf("model file: %d classes, want %d", r.model.Classes(), tagCount)
	}
	r.setTransitions()
	b, err := f.Section("small words")
	if err != nil {
		return nil, err
	}
	r.small = make(map[uint32]bool, len(b)/2)
	if err := keys(b, func(k uint32, rest []byte) []byte {
		r.small[k] = true
		return rest
	}); err != nil {
		return nil, err
	}
	if b, err = f.Section("lists"); err != nil {
		return nil, err
	}
	r.lists = make(lists, len(b)/4)
	return r, keys(b, func(k uint32, rest []byte) []byte {
		v, n := binary.Uvarint(rest)
		if n <= 0 || v >= 1<<mostLists {
			return nil
		}
		r.lists[k] = uint16(v)
		return rest[n:]
	})
}

// keys calls f with the keys of a section of ascending fingerprints, each the
// unsigned varint of its distance from the one before. f returns the bytes
// behind what follows the key, nil when that is damaged.
func keys(b []byte, f func(key uint32, rest []byte) []byte) error {
	key := uint64(0)
	for len(b) > 0 {
		step, n := binary.Uvarint(b)
		if key += step; n <= 0 || key >= 1<<32 {
			return fmt.Errorf("model file: damaged list, %d bytes from its end", len(b))
		}
		rest := f(uint32(key), b[n:])
		if rest == nil {
			return fmt.Errorf("model file: damaged list, %d bytes from its end", len(b))
		}
		b = rest
	}
	return nil
}

// Save writes the model file with header, whose kind and feature set are filled
// in.
func (r *Recogniser) Save(w io.Writer, header perceptron.Header) error {
	header.Kind, header.Features = "ner", featureSet
	f := &perceptron.File{Header: header}
	perceptron.Add(f, "tags", r.model)
	var small, listed []byte
	last := uint32(0)
	for _, k := range sortedKeys(r.small) {
		small = binary.AppendUvarint(small, uint64(k-last))
		last = k
	}
	last = 0
	for _, k := range sortedKeys(r.lists) {
		listed = binary.AppendUvarint(listed, uint64(k-last))
		listed = binary.AppendUvarint(listed, uint64(r.lists[k]))
		last = k
	}
	perceptron.Add(f, "small words", small)
	perceptron.Add(f, "lists", listed)
	return f.Write(w)
}
