package link

import (
	"context"
	"encoding/binary"
	"errors"
	"math"

	"sayso"
)

// How many items a linker holds ready for comparing, in each of two generations:
// articles, and statements, which are smaller.
const (
	mostArticles   = 2048
	mostStatements = 8192
)

// docs reads what is compared of items, and holds what was read or added lately.
type docs[T any] struct {
	state     State
	read      func([]byte) (T, error)
	most      int // held in each of two generations
	held, old map[int]T
	fresh     map[int]T // of items that are being added together, which the state has not yet
}

func newDocs[T any](s State, most int, read func([]byte) (T, error)) *docs[T] {
	return &docs[T]{state: s, read: read, most: most, held: map[int]T{}}
}

// hold holds what is compared of an item.
func (d *docs[T]) hold(item int, doc T) {
	if len(d.held) >= d.most {
		d.held, d.old = map[int]T{}, d.held
	}
	d.held[item] = doc
}

// forget lets go of all that is held, for the items may not have been kept.
func (d *docs[T]) forget() { d.held, d.old, d.fresh = map[int]T{}, nil, nil }

// get returns what is compared of items.
func (d *docs[T]) get(ctx context.Context, items []int) ([]T, error) {
	out := make([]T, len(items))
	var missing, at []int
	for i, item := range items {
		doc, ok := d.fresh[item]
		if !ok {
			doc, ok = d.held[item]
		}
		if !ok {
			if doc, ok = d.old[item]; ok {
				d.hold(item, doc)
			}
		}
		if !ok {
			missing, at = append(missing, item), append(at, i)
		}
		out[i] = doc
	}
	if len(missing) == 0 {
		return out, nil
	}
	kept, err := d.state.Docs(ctx, missing)
	if err != nil {
		return nil, err
	}
	for k, b := range kept {
		doc, err := d.read(b)
		if err != nil {
			return nil, err
		}
		out[at[k]] = doc
		d.hold(missing[k], doc)
	}
	return out, nil
}

var errDoc = errors.New("link: what is kept of an item cannot be read back")

// reading reads what the append functions wrote. What is missing reads as zero
// and spoils the whole.
type reading struct {
	b   []byte
	bad bool
}

func (r *reading) number() int {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// count reads the length of what follows, at least size bytes a piece.
func (r *reading) count(size int) int {
	n := r.number()
	if n < 0 || n > len(r.b)/size {
		r.bad = true
		return 0
	}
	return n
}

func (r *reading) text() string {
	n := r.count(1)
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *reading) texts() []string {
	n := r.count(1)
	var list []string
	for range n {
		list = append(list, r.text())
	}
	return list
}

func appendNumber(b []byte, v int) []byte { return binary.AppendVarint(b, int64(v)) }

func appendText(b []byte, s string) []byte { return append(appendNumber(b, len(s)), s...) }

func appendTexts(b []byte, list []string) []byte {
	b = appendNumber(b, len(list))
	for _, s := range list {
		b = appendText(b, s)
	}
	return b
}

// A day is 0 for none, else one more than twice its number.
func appendDay(b []byte, day int, dated bool) []byte {
	if !dated {
		return appendNumber(b, 0)
	}
	return appendNumber(b, 2*day+1)
}

func (r *reading) day() (int, bool) {
	n := r.number()
	return n >> 1, n != 0
}

func (d *shingled) bytes() []byte {
	b := appendTexts(appendText(appendDay(nil, d.day, d.dated), d.outlet), d.agencies)
	b = appendNumber(b, len(d.sequence))
	for _, s := range d.sequence {
		b = binary.LittleEndian.AppendUint32(b, s)
	}
	return b
}

func readShingled(b []byte) (*shingled, error) {
	r := reading{b: b}
	d := &shingled{}
	d.day, d.dated = r.day()
	d.outlet, d.agencies = r.text(), r.texts()
	for n := r.count(4); n > 0; n-- {
		d.sequence = append(d.sequence, binary.LittleEndian.Uint32(r.b))
		r.b = r.b[4:]
	}
	d.sort()
	if r.bad {
		return nil, errDoc
	}
	return d, nil
}

func (d *profile) vectors() []*vector {
	return []*vector{&d.full, &d.lead, &d.title, &d.names, &d.headline}
}

func (d *profile) bytes() []byte {
	b := appendDay(nil, d.day, d.dated)
	for _, v := range d.vectors() {
		b = appendNumber(b, len(*v))
		for _, t := range *v {
			b = binary.LittleEndian.AppendUint64(b, t.key)
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(t.weight))
		}
	}
	return b
}

func readProfile(b []byte) (*profile, error) {
	r := reading{b: b}
	d := &profile{}
	d.day, d.dated = r.day()
	for _, v := range d.vectors() {
		*v = make(vector, 0, r.count(12))
		for n := cap(*v); n > 0; n-- {
			*v = append(*v, term{binary.LittleEndian.Uint64(r.b), math.Float32frombits(binary.LittleEndian.Uint32(r.b[8:]))})
			r.b = r.b[12:]
		}
	}
	if r.bad {
		return nil, errDoc
	}
	return d, nil
}

func (t *Telling) bytes() []byte {
	b := appendText(appendText(appendText(nil, string(t.Article)), t.Speaker), t.Said.Value)
	kind := 0
	if t.Person {
		kind |= 1
	}
	if t.Bare {
		kind |= 2
	}
	if t.Quoted {
		kind |= 4
	}
	b = appendNumber(b, kind)
	b = appendNumber(b, len(t.Content))
	for _, s := range t.Content {
		b = appendText(b, s.Of(t.Text))
	}
	return b
}

// readTelling returns a telling whose text is its content alone.
func readTelling(b []byte) (*Telling, error) {
	r := reading{b: b}
	t := &Telling{Article: sayso.ArticleID(r.text()), Speaker: r.text(), Said: sayso.Date{Value: r.text()}}
	kind := r.number()
	t.Person, t.Bare, t.Quoted = kind&1 != 0, kind&2 != 0, kind&4 != 0
	for _, part := range r.texts() {
		if t.Text != "" {
			t.Text += " "
		}
		t.Content = append(t.Content, sayso.Span{Start: int32(len(t.Text)), End: int32(len(t.Text) + len(part))})
		t.Text += part
	}
	if r.bad {
		return nil, errDoc
	}
	return t, nil
}
