// Package decode turns the bytes of a report into UTF-8: byte order marks,
// declared encodings, and where nothing is declared what the bytes themselves
// suggest.
package decode

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// ErrBinary says that the bytes are no text in any encoding.
var ErrBinary = errors.New("binary data, want text")

const (
	sample     = 64 << 10 // bytes that a guess looks at
	prescan    = 4 << 10  // bytes in which a declaration is looked for
	maxControl = 20       // one control character in so many bytes is too many
)

// Text decodes plain text. Bytes that are UTF-8 come back as they are, a byte
// order mark included; otherwise the result is valid UTF-8 with U+FFFD for what
// cannot be read. Label is the encoding that the text was sent with, empty when
// nobody said.
func Text(b []byte, label string) (string, error) {
	if s, ok, err := byMark(b, false); ok || err != nil {
		return s, err
	}
	if enc := named(label); enc != nil {
		return labelled(b, enc)
	}
	return guess(b)
}

// HTML decodes a web page by its byte order mark, the encoding it was sent with
// (label, may be empty), the one it declares in a meta element or an XML
// declaration, or a guess. A page that declares anything else and yet is UTF-8
// beyond ASCII is read as UTF-8.
func HTML(b []byte, label string) (string, error) {
	if s, ok, err := byMark(b, true); ok || err != nil {
		return s, err
	}
	if enc := named(label); enc != nil {
		return labelled(b, enc)
	}
	return labelled(b, declared(b))
}

// XML decodes an XML document by its byte order mark, its declaration, or a guess,
// as HTML does.
func XML(b []byte) (string, error) {
	if s, ok, err := byMark(b, true); ok || err != nil {
		return s, err
	}
	return labelled(b, named(xmlDeclared(b)))
}

// labelled decodes b by the encoding it is said to be in, nil when nothing is
// said. What is UTF-8 beyond ASCII is read as that.
func labelled(b []byte, enc encoding.Encoding) (string, error) {
	if utf8.Valid(b) && !isASCII(b) {
		return string(b), checkText(b)
	}
	if enc != nil {
		s, err := decode(enc, b)
		if err == nil {
			return s, checkText([]byte(s))
		}
	}
	return guess(b)
}

// byMark decodes b when it starts with a byte order mark, which is dropped
// unless it is that of UTF-8 and drop is false.
func byMark(b []byte, drop bool) (string, bool, error) {
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		if drop {
			b = b[3:]
		}
		s := strings.ToValidUTF8(string(b), "\uFFFD")
		return s, true, checkText([]byte(s))
	}
	enc := wideMark(b)
	if enc == nil {
		return "", false, nil
	}
	s, err := decode(enc, b)
	if err != nil {
		return "", true, err
	}
	return s, true, checkText([]byte(s))
}

// wideMark returns the encoding whose byte order mark b begins with, nil when it
// is none of those with wide characters.
func wideMark(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	return nil
}

// declared returns the encoding that the start of a page declares, nil when it
// declares none or UTF-8.
func declared(b []byte) encoding.Encoding {
	head := lowerASCII(b[:min(len(b), prescan)])
	name := xmlDeclared(head)
	for at := 0; name == "" && at < len(head); {
		k := bytes.Index(head[at:], []byte("charset"))
		if k < 0 {
			break
		}
		name = attribute(head[at+k:], "charset")
		at += k + len("charset")
	}
	return named(name)
}

// xmlDeclared returns the encoding that the XML declaration at the start of b
// names, empty when there is none.
func xmlDeclared(b []byte) string {
	b = bytes.TrimSpace(lowerASCII(b[:min(len(b), prescan)]))
	end := bytes.Index(b, []byte("?>"))
	if end < 0 || !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	return attribute(b[:end], "encoding")
}

// named returns the encoding of that name; nil for UTF-8, for UTF-16, which a
// look at the bytes finds, and for what is none.
func named(name string) encoding.Encoding {
	enc, canonical := charset.Lookup(name)
	if enc == nil || canonical == "utf-8" || canonical == "replacement" || strings.HasPrefix(canonical, "utf-16") {
		return nil
	}
	return enc
}

// lowerASCII returns a copy of b with small letters for A to Z and every other
// byte in its place.
func lowerASCII(b []byte) []byte {
	low := bytes.Clone(b)
	for i, c := range low {
		if c >= 'A' && c <= 'Z' {
			low[i] = c + 'a' - 'A'
		}
	}
	return low
}

// attribute returns the value that follows key and "=" in b.
func attribute(b []byte, key string) string {
	k := bytes.Index(b, []byte(key))
	if k < 0 {
		return ""
	}
	b, ok := bytes.CutPrefix(bytes.TrimLeft(b[k+len(key):], " \t\r\n"), []byte("="))
	if !ok {
		return ""
	}
	b = bytes.TrimLeft(b, " \t\r\n\"'")
	if end := bytes.IndexAny(b, " \t\r\n\"'>;/?"); end >= 0 {
		b = b[:end]
	}
	return string(b[:min(len(b), 40)])
}

// guess decodes b by what its bytes look like.
func guess(b []byte) (string, error) {
	if bytes.IndexByte(b, 0) >= 0 {
		enc := wide(b)
		if enc == nil {
			return "", ErrBinary
		}
		s, err := decode(enc, b)
		if err != nil {
			return "", err
		}
		return s, checkText([]byte(s))
	}
	if err := checkText(b); err != nil {
		return "", err
	}
	if bytes.Contains(b, []byte("\x1b$")) && isASCII(b) {
		if enc, _ := charset.Lookup("iso-2022-jp"); enc != nil {
			return decode(enc, b)
		}
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\uFFFD"), nil
	}
	return decode(legacy(b), b)
}

// wide returns the UTF-16 in which text without a byte order mark may be
// written: every second byte of Western text is then zero.
func wide(b []byte) encoding.Encoding {
	var zero [2]int
	head := b[:min(len(b), sample)]
	for i, c := range head {
		if c == 0 {
			zero[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 8:
		return nil
	case zero[1]*10 >= half*6 && zero[0]*50 <= half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zero[0]*10 >= half*6 && zero[1]*50 <= half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 reports whether b holds more characters that only UTF-8 writes so
// than bytes that break it.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > 2*bad
}

// legacy returns the one-byte or East Asian encoding that b is most likely in,
// windows-1252 when nothing speaks for another.
func legacy(b []byte) encoding.Encoding {
	fallback, _ := charset.Lookup("windows-1252")
	high := make([]byte, 0, 4096) // the detector does best on text dense in high bytes
	for i, c := range b {
		if c >= 0x80 {
			high = append(high, b[max(0, i-8):min(len(b), i+8)]...)
			if len(high) > 32<<10 {
				break
			}
		}
	}
	if len(high) < 256 && !cyrillic(b) { // a few marks of punctuation: Western
		return fallback
	}
	all, err := chardet.NewTextDetector().DetectAll(b[:min(len(b), sample)])
	if err != nil || len(all) == 0 {
		return fallback
	}
	// The detector's guessers run side by side: equals come in no fixed order.
	best := slices.MaxFunc(all, func(x, y chardet.Result) int {
		return cmp.Or(cmp.Compare(x.Confidence, y.Confidence), strings.Compare(y.Charset, x.Charset))
	})
	if best.Confidence < 20 {
		return fallback
	}
	name := strings.ToLower(best.Charset)
	if name == "iso-8859-1" {
		name = "windows-1252"
	}
	enc, canonical := charset.Lookup(name)
	if enc == nil || canonical == "replacement" || strings.HasPrefix(canonical, "utf-") {
		return fallback
	}
	return enc
}

// cyrillic reports whether high bytes make up whole words of b.
func cyrillic(b []byte) bool {
	high := 0
	for _, c := range b[:min(len(b), sample)] {
		if c >= 0xc0 {
			high++
		}
	}
	return high*3 > len(b[:min(len(b), sample)])
}

func decode(enc encoding.Encoding, b []byte) (string, error) {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", fmt.Errorf("decode: %w", err)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), nil
}

// checkText reports ErrBinary when b holds a zero byte or many control
// characters.
func checkText(b []byte) error {
	control := 0
	for _, c := range b {
		if c == 0 {
			return ErrBinary
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\b' && c != 0x1b {
			control++
		}
	}
	if control*maxControl > len(b) {
		return ErrBinary
	}
	return nil
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
