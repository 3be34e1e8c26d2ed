package export

import (
	"io"
	"strings"

	"sayso/record"
)

// markdown writes a list of citations in CommonMark: the words, who said them,
// and a link that leads to them on the page.
type markdown struct {
	w io.Writer
	o Options
	n int
}

func newMarkdown(w io.Writer, o Options) statementWriter { return &markdown{w: w, o: o} }

func (d *markdown) begin() error {
	if d.n > 0 {
		return nil
	}
	_, err := io.WriteString(d.w, "# Statements: "+escapeMarkdown(described(d.o.Query))+"\n\n")
	return err
}

func (d *markdown) match(m *record.Match) error {
	links := newFragments(m.Document.Text)
	for i := range m.Statements {
		if err := d.begin(); err != nil {
			return err
		}
		d.n++
		st := &m.Statements[i]
		title := "“" + escapeMarkdown(heading(&m.Article)) + "”"
		if u := links.link(WebURL(m.Article.URL), st.Statement.Content); u != "" {
			title = "[" + title + "](<" + markdownURL.Replace(u) + ">)"
		}
		line := "- “" + escapeMarkdown(st.SpanTexts.Content) + "” – **" + escapeMarkdown(voice(st)) + "**, " + st.Kind.String() + " speech"
		if st.Said.Value != "" {
			line += ", said " + st.Said.Value
		}
		line += ", in " + escapeMarkdown(outletName(&m.Article)) + ", " + title + ", " + escapeMarkdown(dated(m.Article.Date)) + ". " + standsOn(st) + ".\n"
		if _, err := io.WriteString(d.w, line); err != nil {
			return err
		}
	}
	return nil
}

func (d *markdown) close() error { return d.begin() }

// A destination between < and > ends at neither blank nor parenthesis.
var markdownURL = strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "%0A", `\`, "%5C")

// markdownMarks are the characters that begin markup, an autolink or an entity
// anywhere in a line.
const markdownMarks = "\\`*_[]<>&~|$#@^:"

// escapeMarkdown writes words so that they are nothing but words, in one line.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(Line(s)), " ") {
		if strings.ContainsRune(markdownMarks, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return markdownWWW.Replace(b.String())
}

// An address without a scheme is a link, too.
var markdownWWW = strings.NewReplacer("www.", `www\.`, "WWW.", `WWW\.`)
