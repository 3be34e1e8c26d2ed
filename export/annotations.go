package export

import (
	"fmt"
	"io"
	"slices"

	"sayso"
	"sayso/record"
)

// nearRunes is how many code points before and after a passage a selector
// quotes.
const nearRunes = 32

// annotations writes one W3C Web Annotation for each statement, in the one page
// of a collection (https://www.w3.org/TR/annotation-model/). Its targets are the
// spans of the content: the quotation with what stands around it, and its place
// in code points of the text that the article was read as, which for plain text
// is the page itself.
type annotations struct{ list jsonList }

func newAnnotations(w io.Writer, o Options) statementWriter {
	id := asked("annotations", o.Query)
	label, _ := marshal("Statements: " + described(o.Query))
	head := fmt.Sprintf(`{"@context":"http://www.w3.org/ns/anno.jsonld","id":"%s","type":"AnnotationCollection","label":%s,`+
		`"first":{"id":"%s:1","type":"AnnotationPage","partOf":"%s","startIndex":0,"items":[`, id, label, id, id)
	return &annotations{jsonList{w: w, head: head, tail: "]}}"}}
}

type (
	annotation struct {
		ID         string           `json:"id"`
		Type       string           `json:"type"`
		Motivation string           `json:"motivation"`
		Creator    *ldNamed         `json:"creator,omitempty"` // who entered it, of one that the program does not read
		Body       []annotationBody `json:"body"`
		Target     []annotated      `json:"target"`
	}
	annotationBody struct {
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
		Format  string `json:"format"`
		Value   string `json:"value"`
	}
	annotated struct {
		Type     string          `json:"type"`
		Source   string          `json:"source"`
		State    annotationState `json:"state"`
		Selector [2]any          `json:"selector"`
	}
	annotationState struct {
		Type   string `json:"type"`
		Cached string `json:"cached"` // the archived original
	}
	quoteSelector struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix"`
		Suffix string `json:"suffix"`
	}
	positionSelector struct {
		Type  string `json:"type"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
)

func (a *annotations) match(m *record.Match) error {
	text, points := m.Document.Text, NewOffsets(m.Document.Text, Codepoints)
	cached := iri("original", m.Article.Original.String())
	source := WebURL(m.Article.URL)
	if source == "" {
		source = cached
	}
	for i := range m.Statements {
		st := &m.Statements[i]
		out := annotation{ID: iri("statement", st.ID), Type: "Annotation", Motivation: "identifying"}
		if st.Entered != "" {
			out.Creator = &ldNamed{Type: "Person", Name: st.Entered}
		}
		for _, b := range []struct{ purpose, value string }{
			{"identifying", voice(st)}, {"classifying", st.Kind.String()}, {"describing", standsOn(st)},
		} {
			out.Body = append(out.Body, annotationBody{"TextualBody", b.purpose, "text/plain", b.value})
		}
		for _, s := range st.Statement.Content {
			before, after := around(text, s)
			out.Target = append(out.Target, annotated{"SpecificResource", source, annotationState{"TimeState", cached}, [2]any{
				quoteSelector{"TextQuoteSelector", s.Of(text), before, after},
				positionSelector{"TextPositionSelector", points.At(s.Start), points.At(s.End)},
			}})
		}
		if err := a.list.add(out); err != nil {
			return err
		}
	}
	return nil
}

// around returns the code points beside s, nearRunes of them at most on either
// side.
func around(text string, s sayso.Span) (before, after string) {
	from, to := int(s.Start), int(s.End)
	starts := make([]int, 0, nearRunes)
	for i := range text[to:] {
		if starts = append(starts, i); len(starts) > nearRunes {
			break
		}
	}
	after = text[to:]
	if len(starts) > nearRunes {
		after = text[to : to+starts[nearRunes]]
	}
	near := []rune(text[max(0, from-4*nearRunes):from])
	if from > 4*nearRunes || len(near) > nearRunes {
		near = slices.Clone(near[max(0, len(near)-nearRunes):])
	}
	return string(near), after
}

func (a *annotations) close() error { return a.list.close() }
