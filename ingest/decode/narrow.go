package decode

import (
	"bufio"
	"bytes"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Narrow returns the XML document in r as it is when its encoding writes what is
// ASCII as ASCII does and no part of another character like it, so that marks can
// be looked for in its bytes. Otherwise it returns the same text in UTF-8, without
// a byte order mark, and false.
func Narrow(r *bufio.Reader) (_ *bufio.Reader, same bool) {
	head, _ := r.Peek(min(r.Size(), sample))
	enc := wideMark(head)
	switch {
	case enc != nil:
	case bytes.HasPrefix(head, []byte("<\x00")): // without a mark, as XML begins (XML 1.0, appendix F)
		enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(head, []byte("\x00<")):
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	default:
		if e, name := charset.Lookup(xmlDeclared(head)); name == "iso-2022-jp" {
			enc = e
		}
	}
	if enc == nil {
		return r, true
	}
	return bufio.NewReaderSize(transform.NewReader(r, enc.NewDecoder()), r.Size()), false
}
