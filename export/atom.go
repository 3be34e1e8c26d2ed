package export

import (
	"encoding/xml"
	"io"

	"sayso/record"
)

// atomFeed writes statements as entries of an Atom feed (RFC 4287), in the order
// of lists: those of the newest articles first.
type atomFeed struct {
	w     io.Writer
	enc   *xml.Encoder
	o     Options
	begun bool
}

func newAtom(w io.Writer, o Options) statementWriter {
	return &atomFeed{w: w, enc: xml.NewEncoder(w), o: o}
}

type (
	atomText struct {
		Type string `xml:"type,attr,omitempty"`
		Text string `xml:",chardata"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
		Type string `xml:"type,attr,omitempty"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomEntry struct {
		XMLName   xml.Name     `xml:"entry"`
		ID        string       `xml:"id"`
		Title     string       `xml:"title"`
		Updated   string       `xml:"updated"`
		Published string       `xml:"published,omitempty"`
		Author    string       `xml:"author>name"`
		Link      *atomLink    `xml:"link"`
		Category  atomCategory `xml:"category"`
		Content   atomText     `xml:"content"`
	}
)

// moment writes a date as RFC 3339 wants it. Every entry must have one: an open
// date has the first moment that computers count, and its entry has no date of
// publication and says that it is open.
func moment(date string) string {
	first, _, ok := daysOf(date)
	if !ok {
		return "1970-01-01T00:00:00Z"
	}
	return first.Format("2006-01-02T15:04:05Z")
}

func (a *atomFeed) begin(updated string) error {
	if a.begun {
		return nil
	}
	a.begun = true
	var self *atomLink
	if a.o.Self != "" {
		self = &atomLink{Rel: "self", Href: a.o.Self, Type: "application/atom+xml"}
	}
	if _, err := io.WriteString(a.w, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom">`+"\n"); err != nil {
		return err
	}
	for _, el := range []struct {
		name  string
		value any
	}{
		{"id", asked("feed", a.o.Query)}, {"title", "Statements: " + described(a.o.Query)}, {"updated", updated},
		{"generator", "sayso"}, {"link", self},
	} {
		if err := a.enc.EncodeElement(el.value, xml.StartElement{Name: xml.Name{Local: el.name}}); err != nil {
			return err
		}
	}
	return nil
}

func (a *atomFeed) match(m *record.Match) error {
	updated := moment(m.Article.Date.Value)
	if err := a.begin(updated); err != nil {
		return err
	}
	links := newFragments(m.Document.Text)
	for i := range m.Statements {
		st := &m.Statements[i]
		e := atomEntry{ID: iri("statement", st.ID), Title: voice(st) + ": " + short(st.SpanTexts.Content), Updated: updated, Author: voice(st),
			Category: atomCategory{st.Kind.String()}}
		if m.Article.Date.Value != "" {
			e.Published = updated
		}
		if u := links.link(WebURL(m.Article.URL), st.Statement.Content); u != "" {
			e.Link = &atomLink{Rel: "alternate", Href: u}
		}
		e.Content = atomText{"text", "“" + st.SpanTexts.Content + "” – " + voice(st) + ", " + outletName(&m.Article) + ", " + heading(&m.Article) + ", " +
			dated(m.Article.Date) + ". " + standsOn(st) + "."}
		if err := a.enc.Encode(e); err != nil {
			return err
		}
		if _, err := io.WriteString(a.w, "\n"); err != nil {
			return err
		}
	}
	return nil
}

func (a *atomFeed) close() error {
	if err := a.begin(moment("")); err != nil {
		return err
	}
	_, err := io.WriteString(a.w, "</feed>\n")
	return err
}
