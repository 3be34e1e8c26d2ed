// Package ingest reads reports: bytes in, articles out. It sniffs the format,
// decodes to UTF-8, finds the zones of a page and the date it was published,
// and keeps the original bytes beside the article that was read from them.
//
// For plain text in UTF-8 the article's text is the file's bytes, a byte order
// mark included (it lies in no zone). The original of a member of a .zip file
// is the member's bytes, that of a .gz file what it holds, that of a JSON line
// the line without its line break, that of an item of a feed the feed without
// its other items, and that of a page in a web archive a record of type
// "resource": the page's address, the Content-Type it was sent with and its bytes.
package ingest

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"sayso"
	"sayso/ingest/decode"
	"sayso/ingest/page"
	"sayso/ingest/zone"
)

// DefaultMaxBytes is the size of the largest report that is read when Options
// names none: 16 MiB. No news report is larger, and annotating a text takes about
// a hundred times its size in memory.
const DefaultMaxBytes = 16 << 20

// maxMaxBytes keeps every offset of a decoded text inside a Span.
const maxMaxBytes = 512 << 20

// The formats of a report.
const (
	formatAuto  = "auto"
	formatText  = "text"
	formatHTML  = "html"
	formatJSONL = "jsonl"
	formatFeed  = "feed"
	formatWARC  = "warc"
)

// Formats returns the formats that Options may name, the first of which leaves it
// to a look at the bytes.
func Formats() []string {
	return []string{formatAuto, formatText, formatHTML, formatJSONL, formatFeed, formatWARC}
}

// Options say how reports are read. The zero value sniffs the format and knows
// no language's words.
type Options struct {
	Format   string          // one of Formats; "" is "auto"
	Words    sayso.PageWords // the language's words for pages
	MaxBytes int64           // of one report; 0 means DefaultMaxBytes
}

// Read is one report as it was found: the article and the bytes it was read
// from, or the error that stopped its reading. Err names the report.
type Read struct {
	Article  *sayso.Article
	Original []byte
	Err      error
}

// engine is Options made ready for many reports.
type engine struct {
	format string
	finder *zone.Finder
	max    int64
}

func newEngine(opt Options) (*engine, error) {
	e := &engine{format: opt.Format, max: opt.MaxBytes}
	switch {
	case opt.Format == formatAuto:
		e.format = ""
	case opt.Format != "" && !slices.Contains(Formats(), opt.Format):
		return nil, fmt.Errorf("format %q: want %s", opt.Format, strings.Join(Formats(), ", "))
	}
	if e.max <= 0 {
		e.max = DefaultMaxBytes
	}
	e.max = min(e.max, maxMaxBytes)
	e.finder = zone.NewFinder(opt.Words)
	return e, nil
}

// ReadBytes reads the bytes of one file, named name, and calls f with every
// report in it: several for JSON Lines, feeds and archives. A report that cannot be
// read comes as Read.Err. It returns the error of f, or one about opt.
func ReadBytes(name string, b []byte, opt Options, f func(Read) error) error {
	e, err := newEngine(opt)
	if err != nil {
		return err
	}
	w := &walker{engine: e, f: f}
	return w.bytes(name, b, 0)
}

// Reread reads an archived original again: the article is the one that was read
// from it before, but for Name and whatever a file's place told. The format is
// Article.Format.
func Reread(original []byte, format string, opt Options) (*sayso.Article, error) {
	opt.Format = format
	e, err := newEngine(opt)
	if err != nil {
		return nil, err
	}
	if e.format == "" {
		return nil, fmt.Errorf("the format of an archived original must be named: %s", strings.Join(Formats()[1:], ", "))
	}
	return e.article("", original, e.format)
}

// article reads one report. A failure inside a reader is an error of this report
// alone.
func (e *engine) article(name string, original []byte, format string) (a *sayso.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("internal error while reading as %s: %v", format, r)
		}
	}()
	digest := sayso.DigestOf(original)
	a = &sayso.Article{ID: sayso.NewArticleID(digest), Name: name, Original: digest, Format: format}
	switch format {
	case formatText:
		var text string
		if text, err = decode.Text(original, ""); err == nil {
			err = e.plain(a, text, zone.Hints{})
		}
	case formatHTML:
		var text string
		if text, err = decode.HTML(original, ""); err == nil {
			err = e.page(a, text, "")
		}
	case formatJSONL:
		err = e.line(a, original)
	case formatFeed:
		err = e.item(a, original)
	case formatWARC:
		err = e.record(a, original)
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

var errNoText = errors.New("no text")

// plain fills a from a plain text.
func (e *engine) plain(a *sayso.Article, text string, h zone.Hints) error {
	if len(text) >= math.MaxInt32 {
		return fmt.Errorf("a text of %d bytes, the limit is %d", len(text), math.MaxInt32-1)
	}
	if !utf8.ValidString(text) {
		return errors.New("text is not valid UTF-8")
	}
	a.Text = text
	l := e.finder.Find(text, h)
	if len(l.Zones) == 0 {
		return errNoText
	}
	a.Zones, a.Byline, a.Place, a.Agencies, a.Date = l.Zones, l.Byline, l.Place, l.Agencies, l.Date
	a.Title = oneLine(l.Title.Of(text))
	if a.Outlet.Name == "" {
		a.Outlet = l.Outlet
		a.Outlet.Name = oneLine(a.Outlet.Name)
	}
	if a.Language == "" {
		a.Language = language(a)
	}
	return nil
}

// page fills a from a web page, which was published at address when that is not
// empty.
func (e *engine) page(a *sayso.Article, src, address string) error {
	p, err := page.Read(src)
	if errors.Is(err, page.ErrNoText) {
		return errNoText
	}
	if err != nil {
		return err
	}
	p.URL = pageAddress(p.URL, address)
	return e.fill(a, p)
}

// fill fills a from what was read of a page.
func (e *engine) fill(a *sayso.Article, p *page.Page) error {
	var text strings.Builder
	h := zone.Hints{Title: p.Title, Authors: p.Authors, Blocks: []zone.Block{}}
	for i, b := range p.Blocks {
		if i > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(strings.ReplaceAll(b.Text, "\x00", "\uFFFD"))
		if text.Len() >= math.MaxInt32 {
			return fmt.Errorf("a page of more than %d bytes of text", math.MaxInt32-1)
		}
		h.Blocks = append(h.Blocks, blocks(b, start)...)
	}
	a.Outlet, a.URL, a.Language = p.Outlet, p.URL, p.Language
	if err := e.plain(a, text.String(), h); err != nil {
		return err
	}
	if a.Title == "" {
		a.Title = p.Title
	}
	a.Date = e.published(a, p)
	return nil
}

// blocks gives the zone finder a block of a page; one of body text with line
// breaks in it is a block for each line.
func blocks(b page.Block, start int) []zone.Block {
	if b.Kind != sayso.ZoneBody || !strings.Contains(b.Text, "\n") {
		return []zone.Block{{Span: sayso.Span{Start: int32(start), End: int32(start + len(b.Text))}, Kind: b.Kind}}
	}
	var all []zone.Block
	for line := range strings.Lines(b.Text) {
		all = append(all, zone.Block{Span: sayso.Span{Start: int32(start), End: int32(start + len(line))}, Kind: b.Kind})
		start += len(line)
	}
	return all
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
