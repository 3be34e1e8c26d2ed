package export

import (
	"encoding/xml"
	"io"
	"time"

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

const atomType = "application/atom+xml"

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
		Links     []atomLink   `xml:"link"`
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
		self = &atomLink{Rel: "self", Href: a.o.Self, Type: atomType}
	}
	if _, err := io.WriteString(a.w, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom">`+"\n"); err != nil {
		return err
	}
	return a.elements([]atomElement{
		{"id", asked("feed", a.o.Query)}, {"title", "Statements: " + described(a.o.Query)}, {"updated", updated},
		{"generator", "sayso"}, {"link", self},
	})
}

// atomElement is an element of the head of a feed.
type atomElement struct {
	name  string
	value any
}

func (a *atomFeed) elements(all []atomElement) error {
	for _, el := range all {
		if err := a.enc.EncodeElement(el.value, xml.StartElement{Name: xml.Name{Local: el.name}}); err != nil {
			return err
		}
	}
	return nil
}

func (a *atomFeed) match(m *record.Match) error {
	if err := a.begin(moment(m.Article.Date.Value)); err != nil {
		return err
	}
	for _, e := range statementEntries(m) {
		e.Updated = moment(m.Article.Date.Value)
		if err := a.entry(e); err != nil {
			return err
		}
	}
	return nil
}

func (a *atomFeed) entry(e atomEntry) error {
	if err := a.enc.Encode(e); err != nil {
		return err
	}
	_, err := io.WriteString(a.w, "\n")
	return err
}

// newEntry makes an entry about what stands in an article, without a link.
func newEntry(kind, id string, a *record.Article) atomEntry {
	e := atomEntry{ID: iri(kind, id), Updated: moment(a.Date.Value), Category: atomCategory{kind}}
	if a.Date.Value != "" {
		e.Published = e.Updated
	}
	if !a.Added.IsZero() {
		e.Updated = a.Added.UTC().Format(time.RFC3339)
	}
	return e
}

// statementEntries are the entries of the statements of an article.
func statementEntries(m *record.Match) []atomEntry {
	links := newFragments(m.Document.Text)
	var entries []atomEntry
	for i := range m.Statements {
		st := &m.Statements[i]
		e := newEntry("statement", st.ID, &m.Article)
		e.Title, e.Author, e.Category = voice(st)+": "+short(st.SpanTexts.Content), voice(st), atomCategory{st.Kind.String()}
		if u := links.link(WebURL(m.Article.URL), st.Statement.Content); u != "" {
			e.Links = []atomLink{{Rel: "alternate", Href: u}}
		}
		e.Content = atomText{"text", "“" + st.SpanTexts.Content + "” – " + voice(st) + ", " + placed(&m.Article) + ". " + standsOn(st) + "."}
		entries = append(entries, e)
	}
	return entries
}

// placed says which report something stands in.
func placed(a *record.Article) string {
	return outletName(a) + ", " + heading(a) + ", " + dated(a.Date)
}

func (a *atomFeed) close() error {
	if err := a.begin(moment("")); err != nil {
		return err
	}
	_, err := io.WriteString(a.w, "</feed>\n")
	return err
}
