package export

import (
	"encoding/json"
	"io"
)

// jsonLines writes each row as one flat JSON object, keys in the order of the
// columns; a value that is not known is null.
type jsonLines struct {
	w    io.Writer
	keys [][]byte
}

func newJSONLines(w io.Writer, h header, _ Options) rowWriter {
	j := &jsonLines{w: w}
	for _, n := range h.names {
		key, _ := json.Marshal(n) // a string always marshals
		j.keys = append(j.keys, key)
	}
	return j
}

func (j *jsonLines) row(cells []Cell) error {
	line := []byte{'{'}
	for i, c := range cells {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(append(line, j.keys[i]...), ':')
		v, err := c.json()
		if err != nil {
			return err
		}
		line = append(line, v...)
	}
	_, err := j.w.Write(append(line, '}', '\n'))
	return err
}

func (j *jsonLines) close() error { return nil }

func (c Cell) json() ([]byte, error) {
	switch {
	case c.missing:
		return []byte("null"), nil
	case c.kind.number():
		return []byte(c.text), nil
	case c.kind == cellList && c.list == nil:
		return []byte("[]"), nil
	case c.kind == cellList:
		return marshal(c.list)
	}
	return marshal(c.text)
}
