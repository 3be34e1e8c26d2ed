package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
)

// dumps writes a JSON value as Python's json.dumps(…, ensure_ascii=False) does:
// keys in their order, ", " and ": " between, nothing but controls, quotation
// marks and backslashes escaped. A nil value is null.
func dumps(raw json.RawMessage) (string, error) {
	if raw == nil {
		return "null", nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var b strings.Builder
	err := dumpValue(&b, dec)
	return b.String(), err
}

func dumpValue(b *strings.Builder, dec *json.Decoder) error {
	tok, err := dec.Token()
	if err != nil {
		return err
	}
	switch v := tok.(type) {
	case json.Delim:
		if v == '{' {
			return dumpObject(b, dec)
		}
		return dumpArray(b, dec)
	case string:
		dumpString(b, v)
	case json.Number:
		s, err := dumpNumber(v.String())
		if err != nil {
			return err
		}
		b.WriteString(s)
	case bool:
		b.WriteString(strconv.FormatBool(v))
	default:
		b.WriteString("null")
	}
	return nil
}

func dumpArray(b *strings.Builder, dec *json.Decoder) error {
	b.WriteByte('[')
	for n := 0; dec.More(); n++ {
		if n > 0 {
			b.WriteString(", ")
		}
		if err := dumpValue(b, dec); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	_, err := dec.Token()
	return err
}

// dumpObject keeps of a key that comes twice the first place and the last
// value, as a Python dict does.
func dumpObject(b *strings.Builder, dec *json.Decoder) error {
	var keys []string
	values := map[string]string{}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return err
		}
		var v strings.Builder
		if err := dumpValue(&v, dec); err != nil {
			return err
		}
		key := tok.(string) // the decoder gives nothing else before a colon
		if _, twice := values[key]; !twice {
			keys = append(keys, key)
		}
		values[key] = v.String()
	}
	b.WriteByte('{')
	for i, k := range keys {
		if i > 0 {
			b.WriteString(", ")
		}
		dumpString(b, k)
		b.WriteString(": ")
		b.WriteString(values[k])
	}
	b.WriteByte('}')
	_, err := dec.Token()
	return err
}

func dumpString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		if i := strings.IndexRune("\b\f\n\r\t\"\\", r); i >= 0 {
			b.WriteByte('\\')
			b.WriteByte(`bfnrt"\`[i])
		} else if r < 0x20 {
			fmt.Fprintf(b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

// dumpNumber writes a number as Python does once it has read it: an integer of
// any size, or the shortest decimal of a float.
func dumpNumber(s string) (string, error) {
	if !strings.ContainsAny(s, ".eE") {
		n, ok := new(big.Int).SetString(s, 10)
		if !ok {
			return "", fmt.Errorf("number %q", s)
		}
		return n.String(), nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return "", err
	}
	switch {
	case math.IsInf(f, 1):
		return "Infinity", nil
	case math.IsInf(f, -1):
		return "-Infinity", nil
	case f == 0 || 1e-4 <= math.Abs(f) && math.Abs(f) < 1e16:
		d := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(d, ".") {
			d += ".0"
		}
		return d, nil
	}
	return strconv.FormatFloat(f, 'e', -1, 64), nil
}

// repr writes a name as Python's %r does; no name is None.
func repr(name *string) string {
	if name == nil {
		return "None"
	}
	quote := '\''
	if strings.Contains(*name, "'") && !strings.Contains(*name, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range *name {
		i := strings.IndexRune("\n\r\t\\", r)
		switch {
		case i >= 0:
			b.WriteByte('\\')
			b.WriteByte(`nrt\`[i])
		case r == quote:
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xFF:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteRune(quote)
	return b.String()
}

// orNone writes a value as Python's %s does.
func orNone(s *string) string {
	if s == nil {
		return "None"
	}
	return *s
}

// first returns the first n code points of s.
func first(n int, s string) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
