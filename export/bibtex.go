package export

import (
	"fmt"
	"io"
	"strings"

	"sayso/record"
)

// bibTeX writes an entry for each statement: the article it stands in, with a
// link to the words and a note of who said them.
type bibTeX struct{ w io.Writer }

func newBibTeX(w io.Writer, _ Options) statementWriter { return bibTeX{w} }

func (b bibTeX) match(m *record.Match) error {
	links := newFragments(m.Document.Text)
	for i := range m.Statements {
		st := &m.Statements[i]
		var e strings.Builder
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(&e, "  %s = {%s},\n", name, value)
			}
		}
		fmt.Fprintf(&e, "@misc{sayso-%s,\n", st.ID)
		field("title", "{"+escapeTeX(heading(&m.Article))+"}") // capitals stay
		var names []string
		for _, a := range authors(m.Document) {
			names = append(names, "{"+escapeTeX(a)+"}") // one name, whatever words it is made of
		}
		field("author", strings.Join(names, " and "))
		field("howpublished", escapeTeX(m.Article.Outlet.Name))
		date := m.Article.Date.Value
		field("date", date)
		if date != "" {
			field("year", date[:4])
		}
		if len(date) > 4 {
			field("month", date[5:7])
		}
		field("url", texURL.Replace(links.link(WebURL(m.Article.URL), st.Statement.Content)))
		field("note", fmt.Sprintf("%s, %s speech: ``%s''. %s", escapeTeX(voice(st)), st.Kind, escapeTeX(st.SpanTexts.Content), escapeTeX(standsOn(st))))
		e.WriteString("}\n\n")
		if _, err := io.WriteString(b.w, e.String()); err != nil {
			return err
		}
	}
	return nil
}

func (bibTeX) close() error { return nil }

var (
	texURL     = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C")
	texEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
)

// escapeTeX writes words so that they are nothing but words, in one line.
func escapeTeX(s string) string {
	return texEscapes.Replace(strings.Join(strings.Fields(Line(s)), " "))
}
