// Package page reads a web page: which of its blocks are the article, and what
// its markup says of headline, authors, outlet, address and dates.
package page

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"sayso"
)

const (
	maxElements = 200_000 // of a page, all told
	maxBlocks   = 8_000   // of a page that the extractor is asked about
)

// ErrNoText says that a page holds no text.
var ErrNoText = errors.New("the page holds no text")

// Block is one paragraph of the article. Kind is what the markup says of it;
// body where it says nothing.
type Block struct {
	Text string
	Kind sayso.ZoneKind
}

// Dated is a date that the page states in its markup, as it is written there.
type Dated struct {
	Raw   string
	Where string // "JSON-LD datePublished", "meta article:published_time", …
}

// Page is what was read of a web page.
type Page struct {
	Blocks   []Block // the headline first
	Title    string
	URL      string
	Outlet   sayso.Outlet
	Language string
	Authors  []string
	Dates    []Dated // of publication, the best source first
	Modified []string

	element string // what the title element says
}

// Read reads the page src. It fails on a page without text, of too many
// elements, or nested deeper than 512 elements.
func Read(src string) (*Page, error) {
	doc, t, err := parse(src)
	if err != nil {
		return nil, err
	}
	p := readMeta(doc)
	kept := allText
	if t.blocks <= maxBlocks {
		kept = mainContent{}.main(doc)
	}
	r := render(doc, kept)
	p.Blocks = r.article(p)
	if site := siteBehind(p.element, p.Title); p.Outlet.Name == "" && site != "" {
		p.Outlet = sayso.Outlet{Name: site, Basis: "title element"}
	}
	p.Dates = append(p.Dates, r.times...)
	if len(p.Blocks) == 0 {
		return nil, ErrNoText
	}
	return p, nil
}

// parse parses a page and holds it to the limits.
func parse(src string) (*html.Node, tally, error) {
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil, tally{}, fmt.Errorf("not readable as HTML: %w", err)
	}
	t := survey(doc)
	if t.elements > maxElements {
		return nil, t, fmt.Errorf("a page of %d elements, the limit is %d", t.elements, maxElements)
	}
	return doc, t, nil
}

// tally counts what the size of a page is measured by.
type tally struct{ elements, blocks int }

func survey(n *html.Node) tally {
	var t tally
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			t.elements++
			if blockElements[d.Data] {
				t.blocks++
			}
		}
	}
	return t
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
