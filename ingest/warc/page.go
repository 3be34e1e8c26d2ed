package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Page is what a record holds that was a page on the web: its address, the type
// it was sent with and its bytes, as they were before they were packed for the
// way.
type Page struct {
	URL  string
	Type string // the Content-Type as it was sent, empty when none was
	Body []byte
}

// errSegment says that a record holds a part of a page.
var errSegment = errors.New("one of several segments of a record, which are not put together")

// Page returns the page that the record holds; nil when it holds none: a
// request, a picture, a redirect. A body of more than limit bytes is an error. So
// is one that cannot be unpacked, unless the record says that it was cut off when
// it was archived: then the page is what there is.
func (r *Record) Page(limit int64) (*Page, error) {
	p := &Page{URL: strings.Trim(r.Header.Get("WARC-Target-URI"), "<>")}
	in := bufio.NewReader(r.body)
	var body io.Reader = in
	switch r.Header.Get("WARC-Type") {
	case "response":
		if t := mediaType(r.Header.Get("Content-Type")); t != "" && t != "application/http" {
			return nil, nil // of another protocol
		}
		h, ok, err := readResponse(in)
		if err != nil {
			return nil, r.fail(fmt.Errorf("HTTP response: %w", err))
		}
		if p.Type = h.Get("Content-Type"); !ok || !p.readable() {
			return nil, nil
		}
		body = unpack(in, h)
	case "resource", "conversion":
		if p.Type = r.Header.Get("Content-Type"); !p.readable() {
			return nil, nil
		}
	default:
		return nil, nil
	}
	if n := r.Header.Get("WARC-Segment-Number"); n != "" {
		return nil, r.fail(errSegment)
	}
	b, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil && (r.Header.Get("WARC-Truncated") == "" || r.body.err != nil && r.body.err != io.EOF) {
		return nil, r.fail(err)
	}
	if int64(len(b)) > limit {
		return nil, r.fail(fmt.Errorf("larger than %d bytes, the limit for one report", limit))
	}
	if len(b) == 0 {
		return nil, nil
	}
	p.Body = b
	return p, nil
}

// fail returns an error of this record.
func (r *Record) fail(err error) error {
	var failed *Error
	if errors.As(err, &failed) {
		return failed
	}
	return &Error{r.At, err}
}

// readResponse reads the header of an HTTP response; false when it is not one
// that sends the page asked for.
func readResponse(in *bufio.Reader) (Header, bool, error) {
	line := func() (string, error) {
		b, err := in.ReadSlice('\n')
		s := string(bytes.TrimRight(b, "\r\n"))
		for errors.Is(err, bufio.ErrBufferFull) { // a cookie, or the like: its end is let go
			_, err = in.ReadSlice('\n')
		}
		return s, err
	}
	status, err := line()
	if err != nil {
		return nil, false, eof(err)
	}
	if !strings.HasPrefix(status, "HTTP/") {
		return nil, false, fmt.Errorf("begins with %q, want a status line", clip(status))
	}
	h, err := readHeader(line)
	f := strings.Fields(status)
	return h, len(f) > 1 && f[1] == "200", eof(err)
}

func eof(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// mediaType returns what a Content-Type says before its parameters.
func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// readable reports whether p was sent as a page or a plain text, or as nothing
// in particular, from somewhere: archivers keep logs of their own and texts that
// they drew from pages under addresses like "metadata://" and "urn:text:".
func (p *Page) readable() bool {
	u, err := url.Parse(p.URL)
	if err == nil && !slices.Contains([]string{"", "http", "https", "ftp", "file"}, u.Scheme) {
		return false
	}
	switch mediaType(p.Type) {
	case "text/plain":
		return err != nil || u.Path != "/robots.txt" // which is no text for people (RFC 9309)
	case "", "text/html", "application/xhtml+xml":
		return true
	}
	return false
}

// HTML reports whether p was sent as HTML.
func (p *Page) HTML() bool { return strings.Contains(mediaType(p.Type), "html") }

// Charset returns the encoding that p was sent with, empty when none was named.
func (p *Page) Charset() string {
	for f := range strings.SplitSeq(p.Type, ";") {
		if key, value, ok := strings.Cut(f, "="); ok && strings.EqualFold(strings.TrimSpace(key), "charset") {
			return strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return ""
}

// Record returns p as a record of type "resource" in an archive of its own: what
// is needed to read it again, and nothing of when and by whom it was collected,
// so that a page that is collected twice is the same bytes.
func (p *Page) Record() []byte {
	var b bytes.Buffer
	b.WriteString(Magic + "1.1\r\nWARC-Type: resource\r\n")
	for _, f := range []Field{{"WARC-Target-URI", p.URL}, {"Content-Type", p.Type}, {"Content-Length", strconv.Itoa(len(p.Body))}} {
		if f.Value != "" {
			b.WriteString(f.Name + ": " + f.Value + "\r\n")
		}
	}
	b.WriteString("\r\n")
	b.Write(p.Body)
	b.WriteString("\r\n\r\n")
	return b.Bytes()
}

// ReadPage reads what Record wrote.
func ReadPage(record []byte) (*Page, error) {
	r, err := NewReader(bytes.NewReader(record)).Next()
	if err == io.EOF {
		err = errors.New("no record of a web archive")
	}
	if err != nil {
		return nil, err
	}
	p, err := r.Page(int64(len(record)))
	if err == nil && p == nil {
		err = errors.New("a record that holds no page")
	}
	return p, err
}
