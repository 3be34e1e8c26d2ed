// Package feed reads feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom and JSON Feed. It
// cuts a feed into its items and says what one of them states.
//
// What is archived of an item is a feed of its own: the bytes of the feed in
// their order, with every other item left out and of the feed's head all but the
// tags around the item, the feed's title, links, languages and authors. What a
// feed says of its own last build is no part of it, so that an item that comes
// again tomorrow is the same bytes. A feed in UTF-16, UTF-32 or ISO-2022-JP is
// archived in UTF-8, without its XML declaration.
package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sayso/ingest/decode"
)

// maxHead is how large the part of a feed's head that is kept may be: it is
// archived with every item.
const maxHead = 64 << 10

// Cutter cuts a feed into its items.
type Cutter interface {
	// Next returns the original of the next item, and io.EOF behind the last. Any
	// other error is about one item or about the end of the feed; Next may be
	// called again.
	Next() ([]byte, error)

	// Items returns how many items have been begun.
	Items() int
}

// NewCutter returns a Cutter of the feed in r. An item that makes an original of
// more than max bytes is an error.
func NewCutter(r *bufio.Reader, max int64) Cutter {
	narrow, same := decode.Narrow(r)
	if isJSON(narrow) {
		return &jsonCutter{r: narrow, max: max}
	}
	c := &xmlCutter{max: max}
	c.lexer.r, c.lexer.limit = narrow, max
	if same {
		c.prolog = prolog(narrow)
	}
	return c
}

var errNoFeed = errors.New("no feed: no element rss, rdf:RDF or feed, and no JSON Feed")

// xmlCutter cuts RSS and Atom, item by item as it is read.
type xmlCutter struct {
	lexer
	max    int64
	prolog []byte // the XML declaration
	head   []byte // what is archived with each item
	root   int    // bytes of head that are the root's tag
	open   []tag  // the elements around items
	prefix string // of the names that the feed's own elements have
	items  int
	ended  bool
}

// prolog returns the byte order mark and the XML declaration that r begins with.
func prolog(r *bufio.Reader) []byte {
	const look = 1 << 10
	b, _ := r.Peek(look)
	rest, marked := bytes.CutPrefix(b, []byte("\xef\xbb\xbf"))
	p := b[:len(b)-len(rest)]
	if rest = bytes.TrimLeft(rest, " \t\r\n"); bytes.HasPrefix(rest, []byte("<?xml")) {
		if k := bytes.Index(rest, []byte("?>")); k > 0 {
			return slices.Concat(p, rest[:k+2])
		}
	}
	if marked {
		return bytes.Clone(p)
	}
	return nil
}

func (c *xmlCutter) Next() ([]byte, error) {
	for !c.ended {
		c.keep(false)
		t, err := c.next()
		switch {
		case err != nil:
			return nil, c.end(err)
		case len(c.open) == 0:
			if err := c.begin(t); err != nil {
				return nil, err
			}
		case t.kind == endTag:
			c.close(t)
		case c.isItem(t):
			c.items++
			return c.item(t)
		case len(c.open) == 1 && c.open[0].local != "feed" && t.local == "channel" && t.kind == startTag:
			c.head = append(append(c.head[:c.root], '\n'), t.raw...)
			c.open, c.prefix = append(c.open, t), t.prefix
		default:
			if err := c.element(t); err != nil {
				return nil, err
			}
		}
	}
	return nil, io.EOF
}

// begin takes the root element.
func (c *xmlCutter) begin(t tag) error {
	if t.kind != startTag || t.local != "rss" && t.local != "rdf" && t.local != "feed" {
		c.ended = true
		return fmt.Errorf("no feed: begins with <%s>, want rss, rdf:RDF, feed or a JSON Feed", clip(t.name))
	}
	c.open, c.prefix = append(c.open, t), t.prefix
	c.head = bytes.Clone(c.prolog)
	if len(c.head) > 0 {
		c.head = append(c.head, '\n')
	}
	c.head = append(c.head, t.raw...)
	c.root = len(c.head)
	return nil
}

// close takes an end tag outside items and other elements; one that closes
// nothing says nothing.
func (c *xmlCutter) close(t tag) {
	if t.name != c.open[len(c.open)-1].name {
		return
	}
	c.open = c.open[:len(c.open)-1]
	c.head = append(append(append(c.head, "\n</"...), t.name...), '>')
	c.ended = len(c.open) == 0
}

func (c *xmlCutter) isItem(t tag) bool {
	name := "item"
	if c.open[0].local == "feed" {
		name = "entry"
	}
	return t.local == name && t.prefix == c.prefix
}

// element passes over an element of the head, and keeps it when it says what
// holds for the items. One that is not closed before the next item ends there.
func (c *xmlCutter) element(t tag) error {
	from := c.at - int64(len(t.raw))
	says := c.items == 0 && (t.local == "language" || t.prefix == c.prefix && (t.local == "title" || t.local == "link" || t.local == "author"))
	if says {
		c.keepFrom(t)
	}
	if t.kind == startTag {
		for depth := 1; depth > 0; {
			e, err := c.next()
			switch {
			case err != nil:
				return c.end(err)
			case e.kind == endTag && e.name == t.name:
				depth--
			case e.kind == startTag && e.name == t.name:
				depth++
			case c.isItem(e) && e.kind != endTag, e.kind == endTag && e.name == c.open[len(c.open)-1].name:
				c.back(e)
				return nil
			}
		}
	}
	if !says {
		return nil
	}
	raw, ok := c.kept()
	if !ok || len(c.head)+len(raw) > maxHead {
		return fmt.Errorf("<%s> at byte %d: more than %d bytes in the feed's head", clip(t.name), from, maxHead)
	}
	c.head = append(append(c.head, '\n'), raw...)
	return nil
}

// item reads the rest of the item that t begins.
func (c *xmlCutter) item(t tag) ([]byte, error) {
	at := c.at - int64(len(t.raw))
	c.keepFrom(t)
	for depth := 1; t.kind == startTag && depth > 0; {
		e, err := c.next()
		switch {
		case err == io.EOF:
			c.ended = true
			return nil, fmt.Errorf("the feed breaks off at byte %d, in item %d, which begins at byte %d", c.at, c.items, at)
		case err != nil:
			return nil, c.end(err)
		case e.kind == endTag && e.name == t.name:
			depth--
		case c.isItem(e) && e.kind != endTag, e.kind == endTag && slices.ContainsFunc(c.open, func(o tag) bool { return o.name == e.name }):
			c.back(e)
			return nil, fmt.Errorf("item %d at byte %d: not closed before byte %d", c.items, at, c.at-int64(len(e.raw)))
		}
	}
	raw, ok := c.kept()
	if size := int64(len(c.head) + len(raw)); !ok || size > c.max {
		return nil, fmt.Errorf("item %d at byte %d: larger than %d bytes, the limit for one report", c.items, at, c.max)
	}
	original := append(append(bytes.Clone(c.head), '\n'), raw...)
	for _, o := range slices.Backward(c.open) {
		original = append(append(append(original, "\n</"...), o.name...), '>')
	}
	return append(original, '\n'), nil
}

// end says how the feed ended that should have gone on.
func (c *xmlCutter) end(err error) error {
	c.ended = true
	switch {
	case err != io.EOF:
		return fmt.Errorf("at byte %d: %w", c.at, err)
	case len(c.open) == 0:
		return errNoFeed
	}
	return fmt.Errorf("the feed breaks off at byte %d, behind item %d: no </%s>", c.at, c.items, c.open[0].name)
}

func (c *xmlCutter) Items() int { return c.items }

func clip(s string) string { return strings.ToValidUTF8(s[:min(len(s), 40)], "\uFFFD") }
