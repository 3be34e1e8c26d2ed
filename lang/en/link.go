package en

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"

	"sayso"
	"sayso/link"
	"sayso/perceptron"
	"sayso/quotation"
	"sayso/tokenize"
)

// The files of a set of models that linking reads. FrequencyFile is compressed
// with gzip.
const (
	FrequencyFile = "frequencies.tsv.gz"
	LinkFile      = "link.model"
)

// LinkEndings returns the inflections of English that a stem does without.
func LinkEndings() []link.Ending {
	return []link.Ending{{From: "ies", To: "y"}, {From: "ing"}, {From: "ed"}, {From: "es"}, {From: "s"}}
}

// LinkWords returns what linking must know of English, from a set of models. It
// takes some hundredths of a second: load once and keep it.
func LinkWords(set fs.FS) (*link.Words, error) {
	clusters, err := Clusters(set)
	if err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(set, FrequencyFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", FrequencyFile, err)
	}
	frequencies, err := link.ReadFrequencies(z)
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", FrequencyFile, err)
	}
	return &link.Words{
		Endings: LinkEndings(), Frequencies: frequencies,
		Classes: func(word string) [3]uint16 {
			normal := perceptron.Normal(nil, word)
			return clusters.Of(normal, normal)
		},
	}, nil
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
