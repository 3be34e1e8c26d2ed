package decode

import (
	"bufio"
	"bytes"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// Narrow returns r when its encoding writes what is ASCII as ASCII does and no
// part of another character like it, so that marks can be looked for in its
// bytes. Otherwise it returns the same text in UTF-8, without a byte order mark,
// and false.
func Narrow(r *bufio.Reader) (_ *bufio.Reader, same bool) {
	head, _ := r.Peek(min(r.Size(), sample))
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		enc = utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		enc = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case bytes.IndexByte(head, 0) >= 0:
		enc = wide(head)
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
