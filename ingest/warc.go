package ingest

import (
	"bufio"
	"errors"
	"io"
	"net/url"
	"strings"

	"sayso"
	"sayso/ingest/decode"
	"sayso/ingest/warc"
	"sayso/ingest/zone"
)

// packedWARC reads a web archive that is a .gz file.
func (w *walker) packedWARC(name string, r *bufio.Reader) error {
	m := warc.NewMembers(r)
	return w.warc(name, warc.NewGzipReader(m, func(in io.Reader) io.Reader {
		return &guarded{r: in, packed: m.Packed}
	}))
}

// warc reads the pages of a web archive; what else it holds is passed over.
func (w *walker) warc(name string, r *warc.Reader) error {
	for {
		record, err := r.Next()
		if err == io.EOF {
			return nil
		}
		var p *warc.Page
		if err == nil {
			p, err = record.Page(w.max)
		}
		switch {
		case err != nil:
			err = w.fail(name, err)
		case p != nil && payload(p) != "":
			err = w.report(partName(name, record.At.String()), p.Record(), formatWARC)
		}
		if err != nil {
			return err
		}
	}
}

// payload tells the format of a page in a web archive; empty when it is no
// report, whatever it was sent as: a picture, data, a feed.
func payload(p *warc.Page) string {
	if foreign(p.Body) != nil || sniffContainer(p.Body) != noContainer {
		return ""
	}
	format := sniffFormat(p.Body)
	switch {
	case format == formatHTML:
		return formatHTML
	case format != formatText, strings.HasPrefix(strings.TrimSpace(sniffText(p.Body)), "<?xml"):
		return ""
	case p.HTML():
		return formatHTML
	}
	return formatText
}

var errNoPage = errors.New("a record of a web archive that holds no page")

// record fills a from one record of a web archive.
func (e *engine) record(a *sayso.Article, original []byte) error {
	p, err := warc.ReadPage(original)
	if err != nil {
		return err
	}
	var text string
	switch payload(p) {
	case formatHTML:
		if text, err = decode.HTML(p.Body, p.Charset()); err != nil {
			return err
		}
		return e.page(a, text, p.URL)
	case formatText:
		if text, err = decode.Text(p.Body, p.Charset()); err != nil {
			return err
		}
		a.URL = pageAddress("", p.URL)
		if err := e.plain(a, text, zone.Hints{}); err != nil {
			return err
		}
		e.dateByAddress(a)
		return nil
	}
	return errNoPage
}

// pageAddress chooses the address of a page that was found at address, empty when
// nobody knows, and says of itself that it is at stated. The page's own word
// counts, which is without what a link adds to an address to follow its reader, as
// long as it names a page of the same site: one of another site, or the site's
// front page, is where something else was published.
func pageAddress(stated, address string) string {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return stated
	}
	u, err := url.Parse(stated)
	site := func(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }
	if err != nil || stated == "" || site(u) != site(at) || strings.Trim(u.Path, "/") == "" && strings.Trim(at.Path, "/") != "" {
		return address
	}
	return stated
}
