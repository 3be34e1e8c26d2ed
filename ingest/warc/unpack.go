package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const maxCodings = 3 // of one body: nobody packs more often

// unpack returns the body of a response as it was before it was packed for the
// way. Archives often hold it unpacked under a header that is still that of the
// packed one: what does not begin as the header says is taken as it is.
func unpack(in *bufio.Reader, h Header) io.Reader {
	if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") {
		if line, _ := peekLine(in); isChunkHeader(line) {
			in = bufio.NewReader(&chunks{r: in})
		}
	}
	codings := strings.Split(strings.ToLower(h.Get("Content-Encoding")), ",")
	if len(codings) > maxCodings {
		return failing{fmt.Errorf("packed %d times, the limit is %d", len(codings), maxCodings)}
	}
	for i := len(codings) - 1; i >= 0; i-- {
		coding := strings.TrimSpace(codings[i])
		out, err := uncoded(in, coding)
		if err != nil {
			return failing{fmt.Errorf("%s: %w", coding, err)}
		}
		if out != nil {
			in = bufio.NewReader(named{out, coding})
		}
	}
	return in
}

// uncoded returns in unpacked by a content coding, nil when it is not packed so.
func uncoded(in *bufio.Reader, coding string) (io.Reader, error) {
	head, _ := in.Peek(512)
	switch coding {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(head, []byte("\x1f\x8b")) {
			return gzip.NewReader(in)
		}
	case "deflate":
		if len(head) > 1 && head[0]&0xf == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		if !isText(head) { // the form that is no zlib, which servers send, too
			return flate.NewReader(in), nil
		}
	case "br":
		if !isText(head) {
			return brotli.NewReader(in), nil
		}
	case "zstd":
		if bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")) {
			return zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20)) // as browsers have it (RFC 9659)
		}
	case "", "identity":
	default:
		if !isText(head) {
			return nil, errors.New("a content coding that is not read: want gzip, deflate, br or zstd")
		}
	}
	return nil, nil
}

// isText reports whether head is the start of a text and not of anything packed.
func isText(head []byte) bool {
	if bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' }) {
		return false
	}
	const cut = utf8.UTFMax // the last character may be
	return bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) || utf8.Valid(head[:max(0, len(head)-cut)])
}

// peekLine returns the next line, as far as the buffer of in holds it.
func peekLine(in *bufio.Reader) (string, bool) {
	const longest = 256
	b, _ := in.Peek(longest)
	k := bytes.IndexByte(b, '\n')
	if k < 0 {
		return string(b), false
	}
	return string(b[:k]), true
}

// isChunkHeader reports whether line begins a chunk.
func isChunkHeader(line string) bool {
	_, err := chunkSize(line)
	return err == nil
}

// chunkSize reads the line before a chunk: its size, and perhaps extensions.
func chunkSize(line string) (int64, error) {
	s, _, _ := strings.Cut(line, ";")
	n, err := strconv.ParseUint(strings.TrimSpace(s), 16, 62)
	if err != nil {
		return 0, fmt.Errorf("chunk header: %q, want a size in hexadecimal digits", clip(line))
	}
	return int64(n), nil
}

// chunks reads a chunked body; what stands behind the last chunk is let go.
type chunks struct {
	r    *bufio.Reader
	left int64
	err  error
}

func (c *chunks) Read(p []byte) (int, error) {
	if c.err == nil && c.left == 0 {
		c.left, c.err = c.header()
		if c.err == nil && c.left == 0 {
			c.err = io.EOF
		}
	}
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	if c.left -= int64(n); err != nil {
		c.err = fmt.Errorf("chunk of the body: %w", eof(err))
		return n, c.err
	}
	if c.left == 0 {
		if line, ok := peekLine(c.r); ok && strings.TrimSpace(line) == "" {
			c.r.Discard(len(line) + 1)
		}
	}
	return n, nil
}

func (c *chunks) header() (int64, error) {
	line, ok := peekLine(c.r)
	if !ok && line == "" {
		return 0, fmt.Errorf("chunk header: %w", io.ErrUnexpectedEOF)
	}
	n, err := chunkSize(line)
	if err == nil {
		c.r.Discard(len(line) + 1)
	}
	return n, err
}

// named puts the coding before the errors of its reader.
type named struct {
	r      io.Reader
	coding string
}

func (n named) Read(p []byte) (int, error) {
	k, err := n.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s: %w", n.coding, err)
	}
	return k, err
}

// failing is a body that cannot be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
