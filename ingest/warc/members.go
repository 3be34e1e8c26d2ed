package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// Members unpacks the members of a gzip file one after the other and knows where
// each began. Behind a damaged one it goes on with the next that is whole.
type Members struct {
	r      *bufio.Reader
	in     *counter
	z      *gzip.Reader
	marks  []Offset // where members begin: in the file, and in what was unpacked
	out    int64    // bytes unpacked
	inside bool     // z stands in a member
	done   bool
}

// NewMembers returns the members of the gzip file in r.
func NewMembers(r io.Reader) *Members {
	c := &counter{r: r}
	return &Members{in: c, r: bufio.NewReaderSize(c, bufSize)}
}

// Packed returns how many bytes of the file have been read.
func (m *Members) Packed() int64 { return m.in.n }

// damage is an error behind which Members goes on.
type damage struct{ error }

// magic is what every member begins with; no other method of compression is in use.
const magic = "\x1f\x8b\x08"

// Read never returns bytes of two members. What is wrong with one is a *damage.
func (m *Members) Read(p []byte) (int, error) {
	for {
		if m.done {
			return 0, io.EOF
		}
		if !m.inside {
			if err := m.begin(); err != nil {
				return 0, err
			}
		}
		n, err := m.z.Read(p)
		m.out += int64(n)
		if err != nil {
			m.inside = false
			if err != io.EOF {
				return n, m.damaged(err)
			}
		}
		if n > 0 {
			return n, nil
		}
	}
}

// begin begins the next member.
func (m *Members) begin() error {
	head, err := m.r.Peek(len(magic))
	if len(head) == 0 && err == io.EOF {
		m.done = true
		return io.EOF
	}
	m.marks = append(m.marks, Offset{m.in.n - int64(m.r.Buffered()), m.out})
	if string(head) != magic { // reading a header here would eat into the next member
		return m.damaged(gzip.ErrHeader)
	}
	if m.z == nil {
		m.z, err = gzip.NewReader(m.r)
	} else {
		err = m.z.Reset(m.r)
	}
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return m.damaged(err)
	}
	m.z.Multistream(false)
	m.inside = true
	return nil
}

// damaged passes to the next member that unpacks to the start of a record, for
// bytes that look like the start of one turn up anywhere. An error of the file
// itself is no damage.
func (m *Members) damaged(err error) error {
	if m.in.err != nil && m.in.err != io.EOF {
		return m.in.err
	}
	err = fmt.Errorf("gzip member: %w", err)
	for {
		b, _ := m.r.Peek(bufSize)
		if len(b) == 0 {
			return &damage{err}
		}
		const step = bufSize / 2 // and as much to try the member on
		k := bytes.Index(b, []byte(magic))
		switch {
		case k < 0:
			m.r.Discard(max(len(b)-2, 1))
		case k > step:
			m.r.Discard(k)
		case Gzipped(b[k:]):
			m.r.Discard(k)
			return &damage{err}
		default:
			m.r.Discard(k + 1)
		}
	}
}

// Gzipped reports whether head, the start of a gzip file, unpacks to the start
// of a record.
func Gzipped(head []byte) bool {
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	var start [len(Magic)]byte
	_, err = io.ReadFull(z, start[:])
	return err == nil && string(start[:]) == Magic
}

// offset tells where in the file the byte at of what was unpacked lies. It is
// asked for in ascending order.
func (m *Members) offset(at int64) Offset {
	for len(m.marks) > 1 && m.marks[1].Inside <= at {
		m.marks = m.marks[1:]
	}
	if len(m.marks) == 0 {
		return Offset{}
	}
	return Offset{m.marks[0].Member, at - m.marks[0].Inside}
}

// counter counts the bytes that are read, and keeps the error that ended them.
type counter struct {
	r   io.Reader
	n   int64
	err error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}
