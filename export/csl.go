package export

import (
	"fmt"
	"io"

	"sayso/record"
)

// cslJSON writes an item of CSL-JSON for each statement, which reference
// managers read: the article it stands in, with a link to the words and a note
// of who said them.
type cslJSON struct{ list jsonList }

func newCSL(w io.Writer, _ Options) statementWriter {
	return &cslJSON{jsonList{w: w, head: "[", tail: "]"}}
}

type (
	cslName struct {
		Literal string `json:"literal"`
	}
	cslDate struct {
		Parts [1][]int `json:"date-parts"`
	}
	cslItem struct {
		ID        string    `json:"id"`
		Type      string    `json:"type"`
		Title     string    `json:"title"`
		Container string    `json:"container-title,omitempty"`
		Author    []cslName `json:"author,omitempty"`
		Issued    *cslDate  `json:"issued,omitempty"`
		URL       string    `json:"URL,omitempty"`
		Language  string    `json:"language,omitempty"`
		Note      string    `json:"note"`
	}
)

func (c *cslJSON) match(m *record.Match) error {
	links := newFragments(m.Document.Text)
	for i := range m.Statements {
		st := &m.Statements[i]
		item := cslItem{ID: st.ID, Type: "article-newspaper", Title: heading(&m.Article), Container: m.Article.Outlet.Name, Language: m.Article.Language,
			URL:  links.link(WebURL(m.Article.URL), st.Statement.Content),
			Note: fmt.Sprintf("%s, %s speech: “%s”. %s", voice(st), st.Kind, st.SpanTexts.Content, standsOn(st))}
		for _, a := range authors(m.Document) {
			item.Author = append(item.Author, cslName{a})
		}
		if parts := dateParts(m.Article.Date.Value); parts != nil {
			item.Issued = &cslDate{[1][]int{parts}}
		}
		if err := c.list.add(item); err != nil {
			return err
		}
	}
	return nil
}

func (c *cslJSON) close() error { return c.list.close() }
