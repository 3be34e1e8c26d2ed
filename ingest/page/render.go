package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"sayso"
)

// blockElements break the line.
var blockElements = names(`address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul`)

// silent elements hold no words of the article whatever stands around them.
var silent = names(`head script style noscript template svg math canvas iframe object embed audio video select option textarea button
input nav footer form aside menu dialog map datalist meter progress`)

// furniture are the words in the class or id of a box that is not part of the
// article, as sites name them.
var furniture = names(`related recommended recommendations newsletter share sharing social comments comment respond cookie cookies consent gdpr promo promotion
advert advertisement ads sponsor sponsored breadcrumb breadcrumbs popular trending mostread mostpopular subscribe subscription signup sidebar footer
navigation navbar menu outbrain taboola disqus readmore tags taglist pagination pager paywall toolbar tools skip masthead banner login popup modal`)

func names(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// block is a paragraph of the page with what its surroundings say.
type block struct {
	text          string
	tag           string // of the nearest block element
	parent        *html.Node
	cell          *html.Node // of a table
	chars, kept   int        // letters; those the extractor kept
	linked, bold  int
	caption, head bool // inside a figcaption; inside an h1
	by, date      bool // markup names it a byline or a date
	boxed         bool // inside a box of furniture
}

// rendered is the page as a list of blocks.
type rendered struct {
	blocks []block
	times  []Dated // <time> elements above the article's first paragraphs
}

// context is what the elements around a text say.
type context struct {
	tag                 string
	parent              *html.Node
	cell                *html.Node
	caption, head       bool
	by, date            bool
	boxed, linked, bold bool
	pre                 bool
}

type renderer struct {
	kept   func(*html.Node) bool
	out    []block
	cur    block
	buf    strings.Builder
	space  bool // a blank is due before the next word
	breaks int  // <br> since the last word
	total  int  // letters of the page
	stamps []stamped
}

// stamped is a <time> element and the block it stands in.
type stamped struct {
	raw   string
	block int
	boxed bool
}

func render(doc *html.Node, kept func(*html.Node) bool) *rendered {
	r := &renderer{kept: kept, total: max(letters(doc), 1)}
	r.walk(doc, context{tag: "body"})
	r.flush()
	out := &rendered{blocks: r.out}
	first := out.firstKept()
	for _, s := range r.stamps {
		if !s.boxed && s.block <= first+1 {
			out.times = append(out.times, Dated{s.raw, "the time element above the text"})
		}
	}
	return out
}

// letters counts the letters of the text below n that is shown.
func letters(n *html.Node) int {
	total := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent != nil && d.Parent.Data != "script" && d.Parent.Data != "style" {
			total += len(d.Data)
		}
	}
	return total
}

func (r *renderer) walk(n *html.Node, c context) {
	switch n.Type {
	case html.TextNode:
		r.words(n, c)
		return
	case html.ElementNode:
		if n.Data == "br" {
			r.breaks++
			if r.breaks == 2 {
				r.flush()
			}
			return
		}
		if silent[n.Data] || hidden(n) {
			return
		}
		if c = r.enter(n, c); blockElements[n.Data] {
			r.flush()
			defer r.flush()
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		r.walk(k, c)
	}
}

// enter returns the context inside n.
func (r *renderer) enter(n *html.Node, c context) context {
	if blockElements[n.Data] {
		c.tag, c.parent = n.Data, n.Parent
	}
	words := labels(n)
	switch n.Data {
	case "td", "th":
		c.cell = n
	case "a":
		c.linked = true
	case "b", "strong":
		c.bold = true
	case "figcaption":
		c.caption = true
	case "h1":
		c.head = true
	case "pre":
		c.pre = true
	case "time":
		if d := attr(n, "datetime"); d != "" && len(d) < 64 && !c.boxed {
			r.stamps = append(r.stamps, stamped{raw: d, block: len(r.out)})
		}
	}
	for _, w := range words {
		switch w {
		case "byline", "author", "authors":
			c.by = true
		case "caption", "wp-caption-text":
			c.caption = true
		case "dateline", "published", "pubdate", "date", "datetime", "timestamp", "updated":
			c.date = true
		default:
			if furniture[w] && !c.boxed && n.Data != "body" && n.Data != "html" && n.Data != "main" && n.Data != "article" && letters(n)*10 < r.total*4 && !holdsHeadline(n) {
				c.boxed = true
			}
		}
	}
	if role := attr(n, "role"); role == "navigation" || role == "complementary" || role == "contentinfo" || role == "search" {
		c.boxed = true
	}
	return c
}

func holdsHeadline(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "h1" {
			return true
		}
	}
	return false
}

// labels returns the words of n's class, id, rel and itemprop.
func labels(n *html.Node) []string {
	var all []string
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "rel", "itemprop":
			v := a.Val
			if len(v) > 400 {
				v = v[:400]
			}
			all = append(all, strings.FieldsFunc(strings.ToLower(v), func(r rune) bool { return !unicode.IsLetter(r) })...)
		}
	}
	return all
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
		}
	}
	return false
}

// words adds the text node n to the current block.
func (r *renderer) words(n *html.Node, c context) {
	kept := n.Parent != nil && r.kept(n.Parent)
	for i := 0; i < len(n.Data); {
		ru, size := utf8.DecodeRuneInString(n.Data[i:])
		if ru == ' ' || ru == '\t' || ru == '\n' || ru == '\r' || ru == '\f' {
			r.space = true
			if c.pre && ru == '\n' {
				r.breaks++
			}
			i += size
			continue
		}
		if r.buf.Len() == 0 {
			r.cur = block{tag: c.tag, parent: c.parent, cell: c.cell}
		} else if r.breaks > 0 {
			r.buf.WriteByte('\n')
		} else if r.space {
			r.buf.WriteByte(' ')
		}
		r.space, r.breaks = false, 0
		j := i
		for j < len(n.Data) && !strings.ContainsRune(" \t\n\r\f", rune(n.Data[j])) {
			j++
		}
		r.buf.WriteString(n.Data[i:j])
		r.count(j-i, kept, c)
		i = j
	}
}

func (r *renderer) count(n int, kept bool, c context) {
	b := &r.cur
	b.chars += n
	if kept {
		b.kept += n
	}
	if c.linked {
		b.linked += n
	}
	if c.bold {
		b.bold += n
	}
	b.caption = b.caption || c.caption
	b.head = b.head || c.head
	b.by = b.by || c.by
	b.date = b.date || c.date
	b.boxed = b.boxed || c.boxed
}

func (r *renderer) flush() {
	r.space, r.breaks = false, 0
	if r.buf.Len() == 0 {
		return
	}
	r.cur.text = r.buf.String()
	r.buf.Reset()
	if !blank(r.cur.text) {
		r.out = append(r.out, r.cur)
	}
	r.cur = block{}
}

func blank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }

// isKept reports whether most of b is main content.
func (b *block) isKept() bool { return !b.boxed && b.kept*2 >= b.chars }

// links reports whether most of b is a link.
func (b *block) links() bool { return b.linked*10 > b.chars*8 }

func (o *rendered) firstKept() int {
	for i := range o.blocks {
		if b := &o.blocks[i]; b.isKept() && !b.head && !b.by && !b.date && !b.caption && b.chars > 40 {
			return i
		}
	}
	return len(o.blocks)
}

// kind returns what the markup says of b.
func (b *block) kind() sayso.ZoneKind {
	switch {
	case b.caption:
		return sayso.ZoneCaption
	case b.by && b.chars < 160 && !b.date:
		return sayso.ZoneByline
	case (b.tag == "h2" || b.tag == "h3" || b.tag == "h4" || b.tag == "h5" || b.tag == "h6") && b.chars < 160 && !strings.HasSuffix(b.text, "."):
		return sayso.ZoneSection
	case b.bold == b.chars && b.chars < 80 && b.tag != "li" && !strings.ContainsAny(b.text[len(b.text)-1:], ".!?:,;\"'") && !strings.HasSuffix(b.text, "”"):
		return sayso.ZoneSection
	}
	return sayso.ZoneBody
}
