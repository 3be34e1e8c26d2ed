package page

import (
	"net/url"
	"strconv"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
)

// extractor finds the main content of a page: it reports for the elements of
// doc whether the text that stands directly in them belongs to it. It leaves doc
// as it is, but for an attribute that numbers the elements.
type extractor interface {
	main(doc *html.Node) func(*html.Node) bool
}

var _ extractor = mainContent{}

// allText takes the whole page for its main content.
func allText(*html.Node) bool { return true }

// numbering is the attribute by which an element is known again in the
// extractor's rearranged copy of the page.
const numbering = "data-sayso-element"

type mainContent struct{}

func (mainContent) main(doc *html.Node) func(*html.Node) bool {
	i := 0
	for d := range doc.Descendants() {
		if d.Type == html.ElementNode {
			d.Attr = append(d.Attr, html.Attribute{Key: numbering, Val: strconv.Itoa(i)})
			i++
		}
	}
	parser := readability.NewParser()
	parser.KeepClasses = true
	parser.DisableJSONLD = true
	article, err := parser.ParseDocument(doc, &url.URL{})
	if err != nil || article.Node == nil {
		return allText
	}
	kept := map[string]bool{}
	for d := range article.Node.Descendants() {
		if d.Type != html.TextNode || blank(d.Data) {
			continue
		}
		for a := d.Parent; a != nil; a = a.Parent {
			if n := attr(a, numbering); n != "" {
				kept[n] = true
				break
			}
		}
	}
	if len(kept) == 0 {
		return allText
	}
	return func(n *html.Node) bool { return kept[attr(n, numbering)] }
}
