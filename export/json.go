package export

import (
	"encoding/json"

	"sayso"
)

// Object returns a row as the JSON object that JSON Lines has of it.
func Object[R any](columns []Column[R], row R) (json.RawMessage, error) {
	line := []byte{'{'}
	for i, c := range columns {
		if i > 0 {
			line = append(line, ',')
		}
		key, err := marshal(c.Name)
		if err != nil {
			return nil, err
		}
		v, err := c.Of(row).json()
		if err != nil {
			return nil, err
		}
		line = append(append(append(line, key...), ':'), v...)
	}
	return append(line, '}'), nil
}

// JSONType names what a column holds in JSON, "string", "number" or "array" (of
// strings), and whether it may be null instead: where it is not known.
func (c Column[R]) JSONType() (name string, orNull bool) {
	var none R
	switch c.Of(none).kind {
	case cellInt, cellFloat:
		return "number", false
	case cellKnownInt:
		return "number", true
	case cellList:
		return "array", false
	}
	return "string", true
}

// NewStatement returns the statement at index i of d as an Extract has it, but for
// those that lie inside it.
func NewStatement(d *sayso.Document, i int, o *Offsets) Statement {
	return newStatement(d, &d.Statements[i], o)
}
