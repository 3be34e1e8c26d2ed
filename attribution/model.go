package attribution

import (
	"fmt"
	"io"
	"strconv"

	"sayso/perceptron"
)

// What a model file of this package is, and the set of its features; a change to
// any feature changes the name.
const (
	modelKind    = "attribution"
	featureNames = "attribution-1"
)

// Save writes the model; header tells what it was learnt from.
func (m *Model) Save(w io.Writer, header perceptron.Header) error {
	header.Kind, header.Features = modelKind, featureNames
	f := &perceptron.File{Header: header}
	perceptron.Add(f, "anchor", m.anchor)
	perceptron.Add(f, "emit", m.emit)
	perceptron.Add(f, "pair", m.pair)
	perceptron.Add(f, "final", m.final)
	var steps []string
	for _, s := range m.steps {
		steps = append(steps, strconv.FormatFloat(float64(s), 'g', 5, 32))
	}
	perceptron.Add(f, "calibration", steps)
	return f.Write(w)
}

// Load reads what Save wrote. clusters are those it was learnt with.
func Load(r io.Reader, clusters *perceptron.Clusters) (*Model, error) {
	f, err := perceptron.Read(r, modelKind, featureNames)
	if err != nil {
		return nil, err
	}
	m := &Model{clusters: clusters, version: f.Digest}
	for _, s := range []struct {
		name    string
		to      **perceptron.Model
		classes int
	}{{"anchor", &m.anchor, 1}, {"emit", &m.emit, roles}, {"pair", &m.pair, roles * roles}, {"final", &m.final, 1}} {
		if *s.to, err = f.Model(s.name); err != nil {
			return nil, err
		}
		if n := (*s.to).Classes(); n != s.classes {
			return nil, fmt.Errorf("model file: section %s: %d classes, want %d", s.name, n, s.classes)
		}
	}
	steps, err := f.Strings("calibration")
	if err != nil {
		return nil, err
	}
	for _, s := range steps {
		v, err := strconv.ParseFloat(s, 32)
		if err != nil || !(v >= 0 && v <= 1) {
			return nil, fmt.Errorf("model file: section calibration: %q, want a probability", s)
		}
		m.steps = append(m.steps, float32(v))
	}
	if len(m.steps) != calibrationSteps {
		return nil, fmt.Errorf("model file: section calibration: %d steps, want %d", len(m.steps), calibrationSteps)
	}
	return m, nil
}
