package en

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"

	"sayso/coref"
	"sayso/perceptron"
)

// LoadCoref reads the coreference model of a set of models. clusters are those
// of the same set.
func LoadCoref(set fs.FS, clusters *perceptron.Clusters) (*coref.Model, error) {
	b, err := fs.ReadFile(set, CorefFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	m, err := coref.Load(bytes.NewReader(b), corefWords(), clusters)
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", CorefFile, err)
	}
	return m, nil
}

// TrainCoref learns a coreference model from documents that StatementPipeline
// has read.
func TrainCoref(ctx context.Context, examples []coref.Example, opt coref.Training) (*coref.Model, error) {
	clusters, err := Clusters(Models())
	if err != nil {
		return nil, err
	}
	return coref.Train(ctx, examples, corefWords(), clusters, opt)
}
