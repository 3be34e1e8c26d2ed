package page

import (
	"strings"

	"golang.org/x/net/html"

	"sayso"
)

// Fragment reads HTML that is nothing but an article or a part of one, as a feed
// carries it: all of it counts but furniture. The blocks begin with title, unless
// it is empty, which is not repeated where the fragment begins with it, too.
func Fragment(src, title string) ([]Block, error) {
	doc, _, err := parse(src)
	if err != nil {
		return nil, err
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
