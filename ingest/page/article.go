package page

import (
	"strings"

	"golang.org/x/net/html"

	"sayso"
)

const (
	headBlocks = 14  // blocks between headline and text that may belong to the article
	headChars  = 400 // of such a block
)

// article chooses the blocks of the article, the headline first.
func (o *rendered) article(p *Page) []Block {
	o.oneCell()
	first, last := o.bounds()
	if first < 0 {
		return nil
	}
	take := o.choose(first, last)
	top := o.headline(p, first)
	if top >= 0 {
		p.Title = o.blocks[top].text
		for i := top + 1; i < first && i <= top+headBlocks; i++ {
			b := &o.blocks[i]
			take[i] = take[i] || !b.boxed && b.chars <= headChars && !b.links()
		}
	}
	var out []Block
	if p.Title != "" {
		out = append(out, Block{p.Title, sayso.ZoneHeadline})
	}
	for i := range o.blocks {
		if b := &o.blocks[i]; take[i] && i != top && !(b.head && same(b.text, p.Title)) {
			kind := b.kind()
			if kind == sayso.ZoneSection && (i < first || same(b.text, p.Title)) {
				kind = sayso.ZoneBody // a line below the headline is judged by its words
			}
			out = append(out, Block{b.text, kind})
		}
	}
	return out
}

// oneCell drops what stands in the other cells of a table that lays the page
// out: most of the text is in one cell, and the rest is menus.
func (o *rendered) oneCell() {
	in := map[*html.Node]int{}
	total := 0
	for i := range o.blocks {
		if b := &o.blocks[i]; b.isKept() {
			total += b.chars
			if b.cell != nil {
				in[b.cell] += b.chars
			}
		}
	}
	for cell, chars := range in {
		if chars*10 <= total*6 {
			continue
		}
		for i := range o.blocks {
			if b := &o.blocks[i]; b.cell != nil && !inside(b.cell, cell) && !inside(cell, b.cell) {
				b.boxed = true
			}
		}
		return // no other cell can hold as much
	}
}

// inside reports whether n is outer or lies in it.
func inside(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// bounds returns the first and the last block of the main content, -1 when the
// page has no text.
func (o *rendered) bounds() (first, last int) {
	first, last = -1, -1
	for i := range o.blocks {
		if o.blocks[i].isKept() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first >= 0 {
		return first, last
	}
	for i := range o.blocks { // nothing but furniture: take it all
		o.blocks[i].boxed, o.blocks[i].kept = false, o.blocks[i].chars
	}
	return min(0, len(o.blocks)-1), len(o.blocks) - 1
}

// choose returns which blocks are the article: those the extractor kept, and
// their like between them, which it may have dropped for being short.
func (o *rendered) choose(first, last int) []bool {
	take := make([]bool, len(o.blocks))
	parents := map[*html.Node]bool{}
	for i := range o.blocks {
		if b := &o.blocks[i]; b.isKept() {
			take[i] = true
			if b.tag == "p" {
				parents[b.parent] = true
			}
		}
	}
	for i := first; i <= min(last+1, len(o.blocks)-1); i++ {
		b := &o.blocks[i]
		switch {
		case take[i] || b.boxed:
		case b.caption && i <= last:
			take[i] = true
		case (b.tag == "p" || b.tag == "h2" || b.tag == "h3") && parents[b.parent] && !b.links():
			take[i] = true
		}
	}
	return take
}

// headline returns the block of the headline: the h1 that the page names
// elsewhere, or else the last h1 before the text; -1 when there is none. A page
// without an h1 keeps the headline that its markup states.
func (o *rendered) headline(p *Page, first int) int {
	best := -1
	for i := range o.blocks {
		b := &o.blocks[i]
		if !b.head || b.chars == 0 {
			continue
		}
		if p.Title != "" && same(b.text, p.Title) {
			return i
		}
		if best < 0 || i <= first {
			best = i
		}
	}
	if best >= 0 {
		return best
	}
	for i := range o.blocks {
		if p.Title != "" && i <= first+2 && same(o.blocks[i].text, p.Title) {
			return i
		}
	}
	return -1
}

// same reports whether a and b are the same words.
func same(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
