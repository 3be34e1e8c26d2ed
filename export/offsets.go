package export

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Unit is what an offset counts.
type Unit uint8

// The units of an offset.
const (
	Bytes      Unit = iota // of the text in UTF-8
	Codepoints             // Unicode code points, as Python counts
	UTF16                  // UTF-16 code units, as JavaScript and Java count
)

var unitNames = [...]string{"bytes", "codepoints", "utf16"}

// Units returns the names of the units.
func Units() []string { return append([]string(nil), unitNames[:]...) }

// String returns the unit's name.
func (u Unit) String() string {
	if int(u) < len(unitNames) {
		return unitNames[u]
	}
	return fmt.Sprintf("Unit(%d)", uint8(u))
}

// ParseUnit reads what String wrote.
func ParseUnit(s string) (Unit, error) {
	for i, n := range unitNames {
		if n == s {
			return Unit(i), nil
		}
	}
	return 0, fmt.Errorf("offset unit %q: want %s", s, strings.Join(unitNames[:], ", "))
}

// stride is the number of bytes between two marks of an Offsets: a look-up
// reads at most this many.
const stride = 128

// Offsets turns byte offsets of one text into offsets of another unit. Making
// one reads the text once; a look-up takes constant time and may come in any
// order.
type Offsets struct {
	text  string
	unit  Unit
	marks []int32 // marks[i] is the count of units before the first character that starts at or after i*stride
}

// NewOffsets prepares the conversion of byte offsets of text into unit.
func NewOffsets(text string, unit Unit) *Offsets {
	o := &Offsets{text: text, unit: unit}
	if unit == Bytes {
		return o
	}
	o.marks = make([]int32, 0, len(text)/stride+1)
	n := int32(0)
	for i, r := range text {
		for len(o.marks)*stride <= i {
			o.marks = append(o.marks, n)
		}
		n += unit.size(r)
	}
	for len(o.marks)*stride <= len(text) {
		o.marks = append(o.marks, n)
	}
	return o
}

// size returns how many units the character r takes.
func (u Unit) size(r rune) int32 {
	if u == UTF16 && r > 0xFFFF {
		return 2
	}
	return 1
}

// At converts the byte offset at, which must be the start of a character or the
// end of the text: the offsets of every span that passed Document.Check are.
func (o *Offsets) At(at int32) int {
	if o.unit == Bytes {
		return int(at)
	}
	i := int(at) / stride
	n, from := o.marks[i], i*stride
	for from < int(at) && !utf8.RuneStart(o.text[from]) {
		from++
	}
	for _, r := range o.text[from:at] {
		n += o.unit.size(r)
	}
	return int(n)
}
