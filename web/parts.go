package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// partSize is how many statements of an article one page shows, at least: an
// article with more is shown in parts, each a run of whole zones.
const partSize = 400

// articleParts cuts the text of doc into its parts, which together are the text.
func articleParts(doc *sayso.Document) []sayso.Span {
	begin := make([]int32, 0, len(doc.Statements))
	for _, st := range doc.Statements {
		if at, ok := sayso.Hull(st.Content); ok {
			begin = append(begin, at.Start)
		}
	}
	slices.Sort(begin) // a person may have moved some
	var parts []sayso.Span
	from, n, next := int32(0), 0, 0
	for _, z := range doc.Zones {
		for ; next < len(begin) && begin[next] < z.Span.End; next++ {
			n++
		}
		if n >= partSize && int(z.Span.End) < len(doc.Text) && next < len(begin) {
			parts, from, n = append(parts, sayso.Span{Start: from, End: z.Span.End}), z.Span.End, 0
		}
	}
	return append(parts, sayso.Span{Start: from, End: int32(len(doc.Text))})
}

// choosePart returns the part of an article that an address asks for, from 1: the
// one it numbers, or the one that holds the statement or the item it names. Rows are
// those of the statements.
func choosePart(doc *sayso.Document, rows []record.Statement, parts []sayso.Span, v url.Values) (int, error) {
	if n := v.Get("part"); n != "" {
		i, err := strconv.Atoi(n)
		if err != nil || i < 1 || i > len(parts) {
			return 0, &pageError{404, "No such part", "The report has " + count(len(parts), "part") + ", counted from 1."}
		}
		return i, nil
	}
	at := int32(-1)
	if id := v.Get("statement"); id != "" && len(parts) > 1 {
		for _, row := range rows {
			if row.ID == id {
				hull, _ := sayso.Hull(row.Statement.Content)
				at = hull.Start
			}
		}
	}
	if name, number, ok := strings.Cut(v.Get("item"), "-"); ok && role(name) == roleFigure {
		if i, err := strconv.Atoi(number); err == nil && i >= 1 && i <= len(doc.Figures) {
			at = doc.Figures[i-1].Span.Start
		}
	}
	for i, p := range parts {
		if p.Start <= at && at < p.End {
			return i + 1, nil
		}
	}
	return 1, nil
}

// partPager leads from part to part, with the statements that review selects.
func partPager(id sayso.ArticleID, review string, part, parts int) pager {
	p := pager{Page: part, Pages: parts}
	href := func(n int) string {
		v := url.Values{"part": {strconv.Itoa(n)}}
		if review != "" {
			v.Set("review", review)
		}
		return articleHref(id) + "?" + v.Encode()
	}
	if part > 1 {
		p.Start, p.Prev = href(1), href(part-1)
	}
	if part < parts {
		p.Next = href(part + 1)
	}
	return p
}

// figureHref is the address of a figure in its article.
func figureHref(f record.Figure) string {
	item := itemID(roleFigure, f.Ordinal-1)
	if f.Article.Statements >= partSize {
		return articleHref(f.Article.ID) + "?item=" + item + "#" + item
	}
	return articleHref(f.Article.ID) + "#" + item
}
