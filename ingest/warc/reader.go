// Package warc reads web archives in the WARC format, versions 0.17 to 1.1 (ISO
// 28500): plain, compressed record by record as the standard asks, or as a whole.
// It is lenient where archives are known to stray: with the ends of lines, with
// HTTP headers that no longer describe what was archived, and with damage, behind
// which it looks for the next record.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Magic is what every record begins with.
const Magic = "WARC/"

const (
	maxHeader = 256 << 10 // bytes of the header of a record, and of an HTTP header in it
	bufSize   = 64 << 10
)

// Reader reads the records of a web archive one after the other.
type Reader struct {
	r       *bufio.Reader
	offset  func(at int64) Offset
	at      int64 // bytes of r read
	body    *body // of the record that was returned last
	lost    bool  // the next record is to be looked for
	stopped bool
}

// Offset is where a record begins: in a file of members of its own at Member, or
// else Inside bytes into what the member there holds.
type Offset struct{ Member, Inside int64 }

// String returns the offset, "18231" or "0+18231".
func (o Offset) String() string {
	if o.Inside == 0 {
		return strconv.FormatInt(o.Member, 10)
	}
	return fmt.Sprintf("%d+%d", o.Member, o.Inside)
}

// NewReader returns a Reader of the plain archive in r.
func NewReader(r io.Reader) *Reader {
	return &Reader{r: bufio.NewReaderSize(r, bufSize), offset: func(at int64) Offset { return Offset{Member: at} }}
}

// NewGzipReader returns a Reader of the archive whose members m unpacks. What is
// read goes through through, which may stop it.
func NewGzipReader(m *Members, through func(io.Reader) io.Reader) *Reader {
	return &Reader{r: bufio.NewReaderSize(through(m), bufSize), offset: m.offset}
}

// Record is one record. Its body can be read until the next is asked for.
type Record struct {
	At     Offset
	Header Header
	body   *body
}

// Error is what is wrong with one record, or with what stands where one should
// begin.
type Error struct {
	At  Offset
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("warc record at byte %v: %v", e.At, e.Err) }

// Next returns the next record, and io.EOF behind the last. After any other
// error, an *Error, it may be called again.
func (r *Reader) Next() (*Record, error) {
	if err := r.passBody(); err != nil {
		return nil, err
	}
	if r.stopped {
		return nil, io.EOF
	}
	line, at, err := r.begin()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(line, Magic) {
		return nil, r.fail(at, fmt.Errorf("%w: begins with %q, want %q and a version", errHeader, clip(line), Magic))
	}
	h, err := readHeader(r.line)
	if err != nil {
		return nil, r.fail(at, err)
	}
	size, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return nil, r.fail(at, fmt.Errorf("%w: Content-Length is %q, want a number of bytes", errHeader, clip(h.Get("Content-Length"))))
	}
	r.body = &body{r: r, at: at, left: size}
	return &Record{At: at, Header: h, body: r.body}, nil
}

// begin returns the first line of the next record: the next that is not blank, or
// after a record that did not end where it should, the next that can be one.
func (r *Reader) begin() (string, Offset, error) {
	for {
		if r.lost { // a line of any length, in pieces
			if b, _ := r.r.Peek(len(Magic)); string(b) == Magic {
				r.lost = false
			} else if b, err := r.r.ReadSlice('\n'); err == nil || errors.Is(err, bufio.ErrBufferFull) {
				r.at += int64(len(b))
				continue
			} else {
				r.at += int64(len(b))
				return "", Offset{}, r.stop(r.offset(r.at), err)
			}
		}
		from := r.at
		line, err := r.line()
		at := r.offset(from) // which the member that begins there tells once it is read
		if err != nil && (err != io.EOF || strings.TrimSpace(line) == "") {
			return "", at, r.stop(at, err)
		}
		if line = strings.TrimSpace(line); line != "" {
			return line, at, nil
		}
	}
}

// line returns the next line without its line break; of one far too long the
// beginning. It ends in io.EOF, which comes with the line, when no more follow.
func (r *Reader) line() (string, error) {
	b, err := r.r.ReadSlice('\n')
	r.at += int64(len(b))
	if errors.Is(err, bufio.ErrBufferFull) {
		return string(b[:80]), fmt.Errorf("%w: a line of more than %d bytes", errHeader, len(b))
	}
	return string(bytes.TrimRight(b, "\r\n")), err
}

// passBody reads the rest of the last record's body, unless its reading failed.
func (r *Reader) passBody() error {
	b := r.body
	if r.body = nil; b == nil || b.err != nil && b.err != io.EOF {
		return nil
	}
	_, err := io.Copy(io.Discard, b)
	return err
}

// fail returns an error of the record at at, and sees to it that Next goes on
// behind it.
func (r *Reader) fail(at Offset, err error) error {
	var d *damage
	switch {
	case errors.As(err, &d): // the reader stands at the next member already
	case errors.Is(err, errHeader):
		r.lost = true
	case err == io.EOF:
		err, r.stopped = io.ErrUnexpectedEOF, true
	default:
		r.stopped = true
	}
	return &Error{at, err}
}

// stop ends the reading with err, which came where a record may begin.
func (r *Reader) stop(at Offset, err error) error {
	if err == io.EOF {
		r.stopped = true
		return io.EOF
	}
	return r.fail(at, err)
}

// body is what a record holds.
type body struct {
	r    *Reader
	at   Offset
	left int64
	err  error
}

func (b *body) Read(p []byte) (int, error) {
	if b.err != nil || b.left == 0 {
		if b.err == nil {
			b.err = io.EOF
		}
		return 0, b.err
	}
	n, err := b.r.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	b.r.at += int64(n)
	if err != nil {
		if err == io.EOF {
			err = fmt.Errorf("the archive breaks off %d bytes before the record's end: %w", b.left, io.ErrUnexpectedEOF)
		}
		b.err = b.r.fail(b.at, err)
	}
	return n, b.err
}

func clip(s string) string { return strings.ToValidUTF8(s[:min(len(s), 40)], "\uFFFD") }
