package web

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sayso"
)

// TestArticleInParts reads an article of very many statements part by part: the
// parts together are its text, and links to statements and figures lead to the
// part that holds them.
func TestArticleInParts(t *testing.T) {
	const n = 3*partSize + 7
	var long strings.Builder
	for i := range n {
		fmt.Fprintf(&long, "“Row %d has %d seats,” Oster said.\n\n", i+1, i+1)
	}
	d := newDraft(t, "reports/hall.txt", "Inland Courier", "2022-05-07", long.String())
	for i := range n {
		words := fmt.Sprintf("Row %d has %d seats,", i+1, i+1)
		d.said(sayso.Direct, "Pim Oster", "", "", words)
		seats := fmt.Sprintf("%d seats", i+1)
		at := d.at(words, 0)
		at.Start = at.End - int32(len(seats)) - 1
		at.End--
		d.doc.Figures = append(d.doc.Figures, sayso.Figure{Span: at, Kind: sayso.FigureCount, From: float64(i + 1), To: float64(i + 1), Unit: "seat"})
	}
	store := &memory{}
	doc := d.report(store)
	h := newSite(t, store, Options{})

	var whole strings.Builder
	notes := 0
	next := articleHref(doc.ID)
	for pages := 1; next != ""; pages++ {
		w := get(t, h, next)
		if w.Code != 200 || w.Body.Len() > 1<<20 {
			t.Fatalf("%s: status %d, %d bytes", next, w.Code, w.Body.Len())
		}
		root := view(t, h, next, 200)
		whole.WriteString(text(one(t, root, "[data-text]"), func(n *html.Node) bool { return hasAttr(n, "data-note") }))
		notes += len(all(one(t, root, "[data-text]"), "li"))
		next = ""
		for _, a := range all(root, "a[rel]") {
			if attr(a, "rel") == "next" {
				next = attr(a, "href")
			}
		}
		if pages > 5 {
			t.Fatal("no end of parts")
		}
	}
	if whole.String() != doc.Text || notes != n {
		t.Errorf("%d bytes and %d notes in all parts, want %d and %d", whole.Len(), notes, len(doc.Text), n)
	}
	page := func(href string) string {
		address, _, _ := strings.Cut(href, "#")
		return address
	}
	for _, i := range []int{0, partSize - 1, partSize, n - 1} {
		id := doc.Statements[i].ID(doc.ID)
		one(t, view(t, h, page(passageHref(doc.ID, id)), 200), "#s-"+id)
	}
	rows, err := store.Figures(t.Context(), filter{Page: 1, Unit: "seat"}.query())
	if err != nil || len(rows.Rows) == 0 {
		t.Fatalf("no figure: %v", err)
	}
	last := rows.Rows[len(rows.Rows)-1]
	one(t, view(t, h, page(figureHref(last)), 200), "#"+itemID(roleFigure, last.Ordinal-1))
	for _, bad := range []string{"?part=0", "?part=5", "?part=x"} {
		if w := get(t, h, articleHref(doc.ID)+bad); w.Code != 404 {
			t.Errorf("%s: status %d, want 404", bad, w.Code)
		}
	}
}
