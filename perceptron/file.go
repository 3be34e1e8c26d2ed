package perceptron

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

const magic = "sayso model 1 "

// Header says what a model file is, for people; nothing is computed from it but
// the check of Kind and Features.
type Header struct {
	Kind     string   // "pos", "depparse", …
	Features string   // the set of feature templates; a program with another set refuses the file
	Corpora  []Corpus // what the weights were learnt from
	Licence  string   // the terms of the weights
	Scores   []string // as measured when it was made
}

// Corpus is one source that weights were learnt from.
type Corpus struct {
	Name, Licence string
	Words         int
}

// File is a model file in memory.
type File struct {
	Header   Header
	Sections []Section
	Digest   string // first 12 hexadecimal digits of the SHA-256 of the body, set by Read
}

// Section is a named part of a model file.
type Section struct {
	Name string
	Data []byte
}

// Write writes the file.
func (f *File) Write(w io.Writer) error {
	head, err := json.Marshal(f.Header)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(head)
	b.WriteByte('\n')
	for _, s := range f.Sections {
		var p []byte
		p = binary.AppendUvarint(p, uint64(len(s.Name)))
		p = append(p, s.Name...)
		p = binary.AppendUvarint(p, uint64(len(s.Data)))
		b.Write(append(p, s.Data...))
	}
	_, err = w.Write(b.Bytes())
	return err
}

// Read reads a file whose Kind and Features are as wanted.
func Read(r io.Reader, kind, features string) (*File, error) {
	br := bufio.NewReader(r)
	head, err := ReadHeader(br)
	if err != nil {
		return nil, err
	}
	f := &File{Header: head}
	if f.Header.Kind != kind || f.Header.Features != features {
		return nil, fmt.Errorf("model file: is %s with features %s, want %s with features %s; train it anew",
			f.Header.Kind, f.Header.Features, kind, features)
	}
	body, err := io.ReadAll(br)
	if err != nil {
		return nil, fmt.Errorf("model file: body: %w", err)
	}
	sum := sha256.Sum256(body)
	f.Digest = hex.EncodeToString(sum[:6])
	d := decoder{rest: body}
	for len(d.rest) > 0 {
		name := d.take(d.number())
		data := d.take(d.number())
		if d.err != nil {
			return nil, fmt.Errorf("model file: section %d: %w", len(f.Sections)+1, d.err)
		}
		f.Sections = append(f.Sections, Section{string(name), data})
	}
	return f, nil
}

// ReadHeader reads the header of a file of any kind.
func ReadHeader(r *bufio.Reader) (h Header, err error) {
	line, err := r.ReadString('\n')
	if err != nil {
		return h, fmt.Errorf("model file: no header line: %w", err)
	}
	head, ok := strings.CutPrefix(line, magic)
	if !ok {
		return h, fmt.Errorf("model file: starts with %.20q, want %q", line, magic)
	}
	if err := json.Unmarshal([]byte(head), &h); err != nil {
		return h, fmt.Errorf("model file: header: %w", err)
	}
	return h, nil
}

// Section returns the data of the section called name.
func (f *File) Section(name string) ([]byte, error) {
	for _, s := range f.Sections {
		if s.Name == name {
			return s.Data, nil
		}
	}
	return nil, fmt.Errorf("model file: no section %s", name)
}

// Model reads the model in the section called name.
func (f *File) Model(name string) (*Model, error) {
	data, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	m, err := decodeModel(data)
	if err != nil {
		return nil, fmt.Errorf("model file: section %s: %w", name, err)
	}
	return m, nil
}

// Strings reads the list of strings in the section called name.
func (f *File) Strings(name string) ([]string, error) {
	data, err := f.Section(name)
	if err != nil || len(data) == 0 {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"), nil
}

// Add appends a section; data may be a *Model, a []string without line feeds, or
// bytes.
func Add[D *Model | []string | []byte](f *File, name string, data D) {
	var b []byte
	switch d := any(data).(type) {
	case *Model:
		b = d.encode()
	case []string:
		for _, s := range d {
			b = append(append(b, s...), '\n')
		}
	case []byte:
		b = d
	}
	f.Sections = append(f.Sections, Section{name, b})
}

func (m *Model) encode() []byte {
	b := binary.AppendUvarint(nil, uint64(m.classes))
	b = binary.AppendUvarint(b, uint64(len(m.keys)))
	last := uint32(0)
	for _, k := range m.keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		last = k
	}
	for _, r := range m.all() {
		b = binary.AppendUvarint(b, uint64(len(r.weights)))
	}
	for _, r := range m.all() {
		for _, c := range r.weights {
			b = append(b, byte(c.class))
		}
	}
	for _, r := range m.all() {
		for _, c := range r.weights {
			b = binary.AppendVarint(b, int64(c.steps))
		}
	}
	return b
}

func decodeModel(data []byte) (*Model, error) {
	d := decoder{rest: data}
	m := &builder{classes: d.number()}
	n := d.number()
	if m.classes < 1 || m.classes > 256 || n > len(data) {
		return nil, fmt.Errorf("%d classes and %d features in %d bytes", m.classes, n, len(data))
	}
	key, weights := 0, 0
	m.keys = make([]uint32, n)
	counts := make([]uint16, n)
	for i := range n {
		step := d.number()
		if key += step; key > 1<<32-1 || i > 0 && step == 0 {
			return nil, fmt.Errorf("feature %d: fingerprints do not ascend", i+1)
		}
		m.keys[i] = uint32(key)
	}
	for i := range n {
		of := d.number()
		if weights += of; of > m.classes || weights > len(data) {
			return nil, fmt.Errorf("feature %d: %d weights of %d classes, %d in %d bytes", i+1, of, m.classes, weights, len(data))
		}
		counts[i] = uint16(of)
	}
	m.cells = make([]packed, 0, n+weights)
	classes := d.take(weights)
	for _, of := range counts {
		m.cells = append(m.cells, packed{class: of})
		for range of {
			if d.err != nil {
				return nil, d.err
			}
			c := classes[0]
			if int(c) >= m.classes {
				return nil, fmt.Errorf("a weight is of class %d of %d", c, m.classes)
			}
			v, size := binary.Varint(d.rest)
			if size <= 0 || v != int64(int16(v)) {
				d.fail()
				return nil, d.err
			}
			m.cells = append(m.cells, packed{uint16(c), int16(v)})
			classes, d.rest = classes[1:], d.rest[size:]
		}
	}
	if d.err != nil {
		return nil, d.err
	}
	return m.model(), nil
}

// decoder takes values off the front of rest and keeps the first failure.
type decoder struct {
	rest []byte
	err  error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = fmt.Errorf("cut short or damaged, %d bytes from its end", len(d.rest))
	}
	d.rest = nil
}

func (d *decoder) number() int {
	v, size := binary.Uvarint(d.rest)
	if size <= 0 || v > 1<<40 {
		d.fail()
		return 0
	}
	d.rest = d.rest[size:]
	return int(v)
}

func (d *decoder) take(n int) []byte {
	if n > len(d.rest) {
		d.fail()
		return nil
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b
}
