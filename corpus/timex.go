package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// TimedText is a text with the expressions of time that stand in it. Offsets
// are code points, half-open. Published is the date that relative expressions
// are reckoned from ("dct"), a day or a day and a time of it.
type TimedText struct {
	ID        string `json:"id"`
	Published string `json:"dct"`
	Text      string `json:"text"`
	Times     []Time `json:"timexes"`
}

// Time is one TIMEX3. The value of some in the corpora is null: nothing found
// equals it but null.
type Time struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Type  string  `json:"type"`
	Value *string `json:"value"`
}

// ReadTimes reads JSON Lines of texts with their expressions of time. Blank
// lines are skipped. An error names the line.
func ReadTimes(r io.Reader) ([]TimedText, error) {
	var out []TimedText
	seen := map[string]bool{}
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var t TimedText
			switch err := json.Unmarshal(line, &t); {
			case err != nil:
				return nil, fmt.Errorf("times, line %d: %w", n, err)
			case t.ID == "":
				return nil, fmt.Errorf(`times, line %d: no "id"`, n)
			case seen[t.ID]:
				return nil, fmt.Errorf("times, line %d: duplicate id %s", n, t.ID)
			}
			seen[t.ID] = true
			out = append(out, t)
		}
		if err != nil {
			return out, nil
		}
	}
}

// WriteTimes writes what ReadTimes reads, without the texts.
func WriteTimes(w io.Writer, texts []TimedText) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	for _, t := range texts {
		line := struct {
			ID    string `json:"id"`
			Times []Time `json:"timexes"`
		}{t.ID, t.Times}
		if line.Times == nil {
			line.Times = []Time{}
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
