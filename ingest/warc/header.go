package warc

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Header is the fields of a WARC or an HTTP header in their order.
type Header []Field

// Field is one line of a header.
type Field struct{ Name, Value string }

// Get returns the first value of a field, whose name is matched in any letters.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

var errHeader = errors.New("unreadable header")

// readHeader reads the lines of a header up to the blank one behind it. A line
// that begins with a blank goes on from the one before; one that is no field is
// passed over.
func readHeader(line func() (string, error)) (Header, error) {
	var h Header
	for size := 0; ; {
		s, err := line()
		if err != nil && err != io.EOF {
			return nil, err
		}
		switch name, value, ok := strings.Cut(s, ":"); {
		case s == "" && err == nil:
			return h, nil
		case err == io.EOF:
			return nil, err
		case (s[0] == ' ' || s[0] == '\t') && len(h) > 0:
			f := &h[len(h)-1]
			f.Value = strings.TrimSpace(f.Value + " " + strings.TrimSpace(s))
		case ok:
			h = append(h, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
		if size += len(s); size > maxHeader {
			return nil, fmt.Errorf("%w: more than %d bytes", errHeader, maxHeader)
		}
	}
}
