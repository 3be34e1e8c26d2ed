package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Predictions are what the program read in each report, by the last part of the
// report's name.
type Predictions map[string]Prediction

// Prediction is what is scored of one line that `extract --offsets codepoints`
// printed.
type Prediction struct {
	ID         string
	Published  json.RawMessage // as printed
	Zones      []PredictedZone
	Statements []PredictedStatement
}

// PredictedZone is one zone; offsets are code points, half-open.
type PredictedZone struct {
	Kind       string
	Start, End int
}

// PredictedStatement is one statement; offsets are code points, half-open.
type PredictedStatement struct {
	Kind    string
	Content [][2]int
	Speaker struct{ Name *string }
	Said    struct{ Value *string }
}

// ReadPredictions reads JSON Lines as `extract --offsets codepoints` prints
// them. Blank lines are skipped; of two lines about one report the later holds.
// An error names the line.
func ReadPredictions(r io.Reader) (Predictions, error) {
	p := Predictions{}
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var one Prediction
			if err := json.Unmarshal(line, &one); err != nil {
				return nil, fmt.Errorf("prediction, line %d: %w", n, err)
			}
			if one.ID == "" {
				return nil, fmt.Errorf(`prediction, line %d: no "id"`, n)
			}
			p[one.ID[strings.LastIndexByte(one.ID, '/')+1:]] = one
		}
		if err != nil {
			return p, nil
		}
	}
}

// of returns the prediction for a document of the key, by its file's name or by
// its ID; a document without one has nothing predicted.
func (p Predictions) of(d KeyDocument) Prediction {
	if one, ok := p[d.File]; ok {
		return one
	}
	return p[d.ID]
}
