package en

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"

	"sayso"
	"sayso/knowledge"
	"sayso/link"
	"sayso/perceptron"
	"sayso/quotation"
	"sayso/tokenize"
	"sayso/wordvec"
)

// The files of a set of models that linking reads. FrequencyFile and VectorFile are
// compressed with gzip.
const (
	FrequencyFile = "frequencies.tsv.gz"
	VectorFile    = "vectors.gz"
	LinkFile      = "link.model"
)

// doubled are the consonants that some verbs double before an ending.
const doubled = "bdgmnprt"

// LinkEndings returns the inflections of English that a stem does without, and the
// mute vowel that some inflections swallow.
func LinkEndings() []link.Ending {
	endings := []link.Ending{{From: "ies", To: "y"}, {From: "ied", To: "y"}}
	for _, c := range doubled {
		endings = append(endings, link.Ending{From: string(c) + string(c) + "ing", To: string(c)}, link.Ending{From: string(c) + string(c) + "ed", To: string(c)})
	}
	return append(endings, link.Ending{From: "ing"}, link.Ending{From: "ed"}, link.Ending{From: "es"}, link.Ending{From: "e"}, link.Ending{From: "s"})
}

// LinkStems returns what a stem is found by, without what is learnt.
func LinkStems() *link.Words { return &link.Words{Endings: LinkEndings(), Forms: LinkForms()} }

// LinkWords returns what linking must know of English, from a set of models. It
// takes some tenths of a second: load once and keep it.
func LinkWords(models fs.FS) (*link.Words, error) {
	clusters, err := Clusters(models)
	if err != nil {
		return nil, err
	}
	w := LinkStems()
	w.Stands = LinkNations()
	known, err := Knowledge()
	if err != nil {
		return nil, err
	}
	w.Persons = func(a, b string) bool {
		verdict, _ := known.Same(a, b)
		return verdict > knowledge.Other
	}
	w.Denials = set("not no never none nobody nothing nor neither without cannot t")
	w.Classes = func(word string) [3]uint16 {
		normal := perceptron.Normal(nil, word)
		return clusters.Of(normal, normal)
	}
	err = unzip(models, FrequencyFile, func(r io.Reader) (err error) {
		w.Frequencies, err = link.ReadFrequencies(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = unzip(models, VectorFile, func(r io.Reader) error {
		table, err := wordvec.Read(r)
		if err == nil {
			w.Vector = table.Of
		}
		return err
	})
	return w, err
}

// unzip reads a file of a set of models that is compressed with gzip.
func unzip(set fs.FS, name string, read func(io.Reader) error) error {
	b, err := fs.ReadFile(set, name)
	if err != nil {
		return fmt.Errorf("english: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err == nil {
		err = read(z)
	}
	if err != nil {
		return fmt.Errorf("english: %s: %w", name, err)
	}
	return nil
}

// LinkModel returns the learnt weights of linking from a set of models.
func LinkModel(set fs.FS) (*link.Model, error) {
	b, err := fs.ReadFile(set, LinkFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	m, err := link.ReadModel(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", LinkFile, err)
	}
	return m, nil
}

// QuotationPipeline returns the stages from text to quotations alone, which take
// little time.
func QuotationPipeline() (*sayso.Pipeline, error) {
	cues, err := cueForms(cueTable)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	tokens, err := TokenWords()
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(tokenize.Annotator(tokens), quotation.Annotator(quotationWords(cues)))
}
