package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"sayso"
)

// Fragment reads HTML that is nothing but an article or a part of one, as a feed
// carries it: all of it counts but furniture, and paragraphs that do nothing but
// point to the whole article at address. The blocks begin with title, unless it is
// empty, which is not repeated where the fragment begins with it, too.
func Fragment(src, title, address string) ([]Block, error) {
	doc, _, err := parse(src)
	if err != nil {
		return nil, err
	}
	for _, n := range pointers(doc, address) {
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
	}
	r := render(doc, allText)
	for i := range r.blocks { // a heading inside an article that has a headline is none
		b := &r.blocks[i]
		b.head = b.head && (title == "" || same(b.text, title))
	}
	p := &Page{Title: title}
	if blocks := r.article(p); len(blocks) > 0 || title == "" {
		return blocks, nil
	}
	return []Block{{title, sayso.ZoneHeadline}}, nil
}

// pointers returns the blocks of doc that hold a link to address and of whose
// letters two in five or more are links: "The post … appeared first on …".
func pointers(doc *html.Node, address string) []*html.Node {
	to, err := url.Parse(address)
	if err != nil || address == "" {
		return nil
	}
	path := strings.Trim(to.Path, "/")
	var all []*html.Node
	seen := map[*html.Node]bool{}
	for a := range doc.Descendants() {
		if a.Type != html.ElementNode || a.Data != "a" {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(attr(a, "href")))
		if err != nil || u.Host != to.Host || strings.Trim(u.Path, "/") != path || path == "" && u.RawQuery != to.RawQuery {
			continue
		}
		n := a.Parent
		for n.Parent != nil && !blockElements[n.Data] {
			n = n.Parent
		}
		if seen[n] {
			continue
		}
		seen[n] = true
		linked := 0
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.Data == "a" {
				linked += letters(d)
			}
		}
		if linked > 0 && linked*5 >= letters(n)*2 {
			all = append(all, n)
		}
	}
	return all
}

// Words returns the words of src, in which there may be markup and characters
// written as HTML writes them, on one line.
func Words(src string) string {
	if strings.ContainsAny(src, "<&") {
		if doc, err := html.Parse(strings.NewReader(src)); err == nil {
			src = innerText(doc)
		}
	}
	return clean(src)
}

// Plain reads plain text as Fragment does HTML; blank lines end a block.
func Plain(src, title string) []Block {
	var blocks []Block
	if title != "" {
		blocks = append(blocks, Block{title, sayso.ZoneHeadline})
	}
	var lines []string
	end := func() {
		if text := strings.Join(lines, "\n"); text != "" && (title == "" || len(blocks) > 1 || !same(text, title)) {
			blocks = append(blocks, Block{text, sayso.ZoneBody})
		}
		lines = nil
	}
	for line := range strings.Lines(src) {
		if line = strings.TrimSpace(line); line == "" {
			end()
			continue
		}
		lines = append(lines, line)
	}
	end()
	return blocks
}
