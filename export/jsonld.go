package export

import (
	"io"

	"sayso"
	"sayso/record"
)

// jsonList writes one JSON object that ends in a list of items, one a line.
type jsonList struct {
	w     io.Writer
	head  string // up to and with the list's "["
	tail  string
	items int
}

func (l *jsonList) add(item any) error {
	b, err := marshal(item)
	if err != nil {
		return err
	}
	before := ",\n"
	if l.items++; l.items == 1 {
		before = l.head + "\n"
	}
	_, err = io.WriteString(l.w, before+string(b))
	return err
}

func (l *jsonList) close() error {
	all := "\n" + l.tail + "\n"
	if l.items == 0 {
		all = l.head + all
	}
	_, err := io.WriteString(l.w, all)
	return err
}

// jsonLD writes statements in the words of schema.org: what is quoted wholly is
// a Quotation, what is retold in part or whole a Claim, and each names the
// NewsArticle it stands in. The context is inline, so that nothing needs to be
// fetched to read it.
type jsonLD struct{ list jsonList }

func newJSONLD(w io.Writer, _ Options) statementWriter {
	return &jsonLD{jsonList{w: w, head: `{"@context":{"@vocab":"https://schema.org/"},"@graph":[`, tail: "]}"}}
}

type (
	ldRef struct {
		ID string `json:"@id"`
	}
	ldNamed struct {
		ID   string `json:"@id,omitempty"`
		Type string `json:"@type,omitempty"`
		Name string `json:"name"`
	}
	ldProperty struct {
		Type  string `json:"@type"`
		ID    string `json:"propertyID"`
		Value string `json:"value"`
	}
	ldArticle struct {
		ID         string     `json:"@id"`
		Type       string     `json:"@type"`
		Headline   string     `json:"headline"`
		URL        string     `json:"url,omitempty"`
		Published  string     `json:"datePublished,omitempty"`
		Language   string     `json:"inLanguage,omitempty"`
		Publisher  *ldNamed   `json:"publisher,omitempty"`
		Identifier ldProperty `json:"identifier"`
	}
	ldStatement struct {
		ID         string     `json:"@id"`
		Type       string     `json:"@type"`
		Text       string     `json:"text"`
		Speaker    *ldNamed   `json:"spokenByCharacter,omitempty"` // of a Quotation
		Creator    *ldNamed   `json:"creator,omitempty"`
		Credit     string     `json:"creditText,omitempty"` // the source as written
		Created    string     `json:"dateCreated,omitempty"`
		Published  string     `json:"datePublished,omitempty"`
		Language   string     `json:"inLanguage,omitempty"`
		Citation   ldRef      `json:"citation"`
		Appearance *ldRef     `json:"appearance,omitempty"`  // of a Claim
		Entered    *ldNamed   `json:"contributor,omitempty"` // who entered it, of one that the program does not read
		Identifier ldProperty `json:"identifier"`
	}
)

func (j *jsonLD) match(m *record.Match) error {
	a := &m.Article
	article := iri("article", string(a.ID))
	node := ldArticle{ID: article, Type: "NewsArticle", Headline: heading(a), URL: WebURL(a.URL), Published: a.Date.Value, Language: a.Language,
		Identifier: ldProperty{"PropertyValue", "SHA-256", a.Original.String()}}
	if a.Outlet.Name != "" {
		node.Publisher = &ldNamed{iri("outlet", a.Outlet.ID), "Organization", a.Outlet.Name}
	}
	if err := j.list.add(node); err != nil {
		return err
	}
	for i := range m.Statements {
		st := &m.Statements[i]
		s := ldStatement{ID: iri("statement", st.ID), Type: "Claim", Text: st.SpanTexts.Content, Credit: st.SpanTexts.Source, Created: st.Said.Value,
			Published: a.Date.Value, Language: a.Language, Citation: ldRef{article}, Identifier: ldProperty{"PropertyValue", "sayso", st.ID}}
		if st.Speaker.ID != "" {
			s.Creator = &ldNamed{iri("speaker", st.Speaker.ID), ldTypes[st.Speaker.Type], st.Speaker.Name}
		}
		if st.Entered != "" {
			s.Entered = &ldNamed{Type: "Person", Name: st.Entered}
		}
		if st.Kind == sayso.Direct {
			s.Type, s.Speaker = "Quotation", s.Creator
		} else {
			s.Appearance = &s.Citation
		}
		if err := j.list.add(s); err != nil {
			return err
		}
	}
	return nil
}

// ldTypes are the types of speakers that schema.org has.
var ldTypes = map[sayso.EntityType]string{
	sayso.EntityPerson: "Person", sayso.EntityOrganisation: "Organization", sayso.EntityPlace: "Place", sayso.EntityGroup: "Organization",
	sayso.EntityDocument: "CreativeWork",
}

func (j *jsonLD) close() error { return j.list.close() }
