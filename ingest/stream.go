package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"sayso/ingest/warc"
)

const (
	peekBytes  = 64 << 10
	maxNesting = 2       // containers inside containers: a .zip in a .zip, a .gz in a .zip
	maxMembers = 200_000 // of one archive
	// maxInnerZip is the size of the largest .zip inside another archive or from
	// a pipe: its directory is at its end, so that it must be held in memory.
	maxInnerZip = 64 << 20
	// A compressed stream that swells beyond maxRatio times its size, once it is
	// larger than ratioFrom, is taken for a bomb.
	maxRatio  = 200
	ratioFrom = 8 << 20
	// maxTotal is how much all members of one archive may unpack to.
	maxTotal = 64 << 30
)

// walker takes streams of bytes apart into reports.
type walker struct {
	*engine
	f func(Read) error
}

// bytes reads a file that is in memory.
func (w *walker) bytes(name string, b []byte, depth int) error {
	if sniffContainer(b) == zipFile {
		return w.zip(name, bytes.NewReader(b), int64(len(b)), depth)
	}
	return w.stream(name, bytes.NewReader(b), depth)
}

// stream reads one file, of which depth containers have been opened.
func (w *walker) stream(name string, in io.Reader, depth int) error {
	r := bufio.NewReaderSize(in, peekBytes)
	head, err := r.Peek(peekBytes)
	if err != nil && err != io.EOF {
		return w.fail(name, err)
	}
	if len(head) == 0 {
		return w.fail(name, errors.New("empty"))
	}
	switch c := sniffContainer(head); {
	case c == gzipFile && (w.format == formatWARC || w.format == "" && warc.Gzipped(head)):
		return w.packedWARC(name, r)
	case c != noContainer:
		return w.open(c, name, r, depth)
	}
	if err := foreign(head); err != nil {
		return w.fail(name, err)
	}
	format := w.format
	if format == "" {
		format = sniffFormat(head)
	}
	switch format {
	case formatJSONL:
		return w.lines(name, r)
	case formatFeed:
		return w.feed(name, r)
	case formatWARC:
		return w.warc(name, warc.NewReader(r))
	}
	b, err := readAll(r, w.max, "one report")
	if err != nil {
		return w.fail(name, err)
	}
	return w.report(name, b, format)
}

// open reads what is inside a container that comes as a stream.
func (w *walker) open(c container, name string, r *bufio.Reader, depth int) error {
	if depth >= maxNesting {
		return w.fail(name, fmt.Errorf("an archive inside %d others, the limit is %d", depth, maxNesting-1))
	}
	if c == zipFile {
		b, err := readAll(r, maxInnerZip, "an archive that is no file by itself")
		if err != nil {
			return w.fail(name, err)
		}
		return w.zip(name, bytes.NewReader(b), int64(len(b)), depth)
	}
	packed := &counter{r: r}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return w.fail(name, fmt.Errorf("gzip: %w", err))
	}
	return w.stream(name, &guarded{r: z, packed: func() int64 { return packed.n }}, depth+1)
}

// zip reads the members of an archive in the order of their names.
func (w *walker) zip(name string, in io.ReaderAt, size int64, depth int) error {
	if depth >= maxNesting {
		return w.fail(name, fmt.Errorf("an archive inside %d others, the limit is %d", depth, maxNesting-1))
	}
	z, err := zip.NewReader(in, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.fail(name, fmt.Errorf("zip: %w", err))
	}
	if err := whole(z, in, size); err != nil {
		return w.fail(name, err)
	}
	all := members(z)
	if len(all) > maxMembers {
		return w.fail(name, fmt.Errorf("an archive of %d members, the limit is %d", len(all), maxMembers))
	}
	for _, m := range z.File {
		if m.Name == "[Content_Types].xml" || m.Name == "META-INF/container.xml" || m.Name == "META-INF/manifest.xml" {
			return w.fail(name, errors.New("an Office document or a book"+wanted))
		}
	}
	var total int64
	for _, m := range all {
		if err := w.member(name+"!/"+m.Name, m, &total, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) member(name string, m *zip.File, total *int64, depth int) error {
	if m.Flags&1 != 0 {
		return w.fail(name, errors.New("zip: encrypted"))
	}
	r, err := m.Open()
	if err != nil {
		return w.fail(name, fmt.Errorf("zip: %w", err))
	}
	defer r.Close()
	size := int64(m.CompressedSize64)
	return w.stream(name, &guarded{r: r, total: total, packed: func() int64 { return size }}, depth+1)
}

// members returns the files of an archive, sorted by name; folders, hidden files
// and what macOS adds are left out. In a web archive (WACZ) only the WARC files
// hold what was published; its lists of pages, indexes and logs are left out.
func members(z *zip.Reader) []*zip.File {
	wacz := slices.ContainsFunc(z.File, func(m *zip.File) bool { return m.Name == "datapackage.json" }) && slices.ContainsFunc(z.File, isWARC)
	var all []*zip.File
	for _, m := range z.File {
		if wacz && !isWARC(m) || m.FileInfo().IsDir() || strings.HasSuffix(m.Name, "/") || strings.HasPrefix(path.Base(m.Name), ".") || strings.HasPrefix(m.Name, "__MACOSX/") {
			continue
		}
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// isWARC reports whether m stands where a WACZ file has its WARC files.
func isWARC(m *zip.File) bool {
	return strings.HasPrefix(m.Name, "archive/") && (strings.HasSuffix(m.Name, ".warc") || strings.HasSuffix(m.Name, ".warc.gz"))
}

// lines reads JSON Lines. A line that is too long is an error of its own and is
// never held in memory; a file that is one object over several lines is read
// whole.
func (w *walker) lines(name string, r *bufio.Reader) error {
	for n := 1; ; n++ {
		line, err := readLine(r, w.max)
		if err != nil && !errors.Is(err, errTooLong) && err != io.EOF {
			return w.fail(lineName(name, n), err)
		}
		last := err == io.EOF
		switch trimmed := bytes.TrimSpace(line); {
		case errors.Is(err, errTooLong):
			if err := w.fail(lineName(name, n), fmt.Errorf("a line of more than %d bytes", w.max)); err != nil {
				return err
			}
		case n == 1 && string(trimmed) == "{":
			rest, err := readAll(r, w.max-int64(len(line)), "one report")
			if err != nil {
				return w.fail(name, err)
			}
			return w.report(name, append(append(line, '\n'), rest...), formatJSONL)
		case len(trimmed) > 0 && string(trimmed) != "\xef\xbb\xbf":
			if err := w.report(lineName(name, n), line, formatJSONL); err != nil {
				return err
			}
		}
		if last {
			return nil
		}
	}
}

// report reads one report and hands it on.
func (w *walker) report(name string, original []byte, format string) error {
	a, err := w.article(name, original, format)
	if err != nil {
		return w.fail(name, err)
	}
	return w.f(Read{Article: a, Original: original})
}

var errTooLong = errors.New("too long")

// readLine returns the next line without its line break, and io.EOF with the
// last. A line beyond limit bytes is skipped to its end.
func readLine(r *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if int64(len(line)+len(part)) > limit+1 {
			long, line = true, nil
		}
		if !long {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if long && (err == nil || err == io.EOF) {
			return nil, errTooLong
		}
		return line, err
	}
}

// readAll reads the rest of r, at most limit bytes; what names in an error what
// has that limit.
func readAll(r io.Reader, limit int64, what string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("larger than %d bytes, the limit for %s", limit, what)
	}
	return b, nil
}

// counter counts the bytes that are read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// guarded stops a stream that unpacks to more than is sane.
type guarded struct {
	r      io.Reader
	n      int64
	total  *int64 // of all members of the archive, nil when there is one stream
	packed func() int64
}

func (g *guarded) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	g.n += int64(n)
	if g.total != nil {
		*g.total += int64(n)
		if *g.total > maxTotal {
			return n, fmt.Errorf("the archive unpacks to more than %d bytes", int64(maxTotal))
		}
	}
	if g.n > ratioFrom && g.n > maxRatio*max(g.packed(), 1) {
		return n, fmt.Errorf("unpacks to more than %d times its size: taken for a decompression bomb", maxRatio)
	}
	return n, err
}
