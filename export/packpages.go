package export

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

//go:embed pack/README.txt
var packReadme []byte

//go:embed pack/style.css
var packStyle string

//go:embed pack/pages.html
var packTemplates string

// packPages makes the pages of a pack, which a browser shows from the folder it
// was unpacked to: no script, nothing loaded.
type packPages struct{ set *template.Template }

func newPackPages() (*packPages, error) {
	set, err := template.New("").Funcs(template.FuncMap{"style": func() template.CSS { return template.CSS(packStyle) }}).Parse(packTemplates)
	return &packPages{set}, err
}

func (p *packPages) render(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := p.set.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

func (p *packPages) index(k *pack) ([]byte, error) {
	return p.render("index", struct {
		Asked      string
		Statements int
		Articles   []packArticle
		Program    Program
	}{Line(described(k.o.Query)), k.statements, k.articles, k.o.Program})
}

type (
	// packStatement is a row of an article's statements.
	packStatement struct {
		packMark
		Speaker, Kind, Words, Said, Bytes string
	}
	// packMark is the number of a statement in the text and its ID.
	packMark struct {
		N  int
		ID string
	}
	packParagraph struct {
		Kind string
		Runs []packRun
	}
	// packRun is a stretch of the text in which nothing begins or ends.
	packRun struct {
		Text    string
		Content string     // the kind of the innermost statement it is content of
		Role    string     // else "source" or "cue"
		Starts  []packMark // statements whose content begins here
	}
)

func (p *packPages) article(m *record.Match) ([]byte, error) {
	a := &m.Article
	page := struct {
		Title, Outlet, Published, URL, Digest, Pipeline string
		Statements                                      []packStatement
		Paragraphs                                      []packParagraph
	}{Title: Line(heading(a)), Outlet: Line(outletName(a)), Published: dated(a.Date), URL: WebURL(a.URL), Digest: a.Original.String(), Pipeline: a.Pipeline}
	for i := range m.Statements {
		st := &m.Statements[i]
		var at []string
		for _, s := range st.Statement.Content {
			at = append(at, fmt.Sprintf("%d–%d", s.Start, s.End))
		}
		page.Statements = append(page.Statements, packStatement{packMark{i + 1, st.ID}, Line(voice(st)), st.Kind.String(), Line(st.SpanTexts.Content),
			dated(st.Said), strings.Join(at, ", ")})
	}
	page.Paragraphs = paragraphs(m)
	return p.render("page", page)
}

// packEdge is where a passage of a statement begins or ends.
type packEdge struct {
	at        int32
	begins    bool
	role      string // "content", "source", "cue"
	statement int
}

// paragraphs cuts the zones of a text at the passages of its statements. It
// keeps what is open while it walks along the text, so that the time it takes
// grows with the text and the number of passages, not with their product.
func paragraphs(m *record.Match) []packParagraph {
	d := m.Document
	var edges []packEdge
	for i := range m.Statements {
		st := &m.Statements[i].Statement
		for _, part := range []struct {
			role  string
			spans []sayso.Span
		}{{"content", st.Content}, {"source", st.Source}, {"cue", st.Cue}} {
			for _, s := range part.spans {
				edges = append(edges, packEdge{s.Start, true, part.role, i}, packEdge{s.End, false, part.role, i})
			}
		}
	}
	slices.SortStableFunc(edges, func(a, b packEdge) int { return int(a.at) - int(b.at) })
	var out []packParagraph
	open := map[string][]int{} // statements whose passage of a role is open, the last one innermost
	var starts []packMark
	take := func(e packEdge) {
		if !e.begins {
			list := open[e.role]
			if i := slices.Index(list, e.statement); i >= 0 {
				open[e.role] = slices.Delete(list, i, i+1)
			}
			return
		}
		open[e.role] = append(open[e.role], e.statement)
		st := &m.Statements[e.statement]
		if e.role == "content" && st.Statement.Content[0].Start == e.at {
			starts = append(starts, packMark{e.statement + 1, st.ID})
		}
	}
	for _, z := range d.Zones {
		para := packParagraph{Kind: z.Kind.String()}
		for at := z.Span.Start; at < z.Span.End; {
			for len(edges) > 0 && edges[0].at <= at {
				take(edges[0])
				edges = edges[1:]
			}
			to := z.Span.End
			if len(edges) > 0 {
				to = min(to, edges[0].at)
			}
			run := packRun{Text: Text(d.Text[at:to]), Starts: starts}
			starts = nil
			switch content := open["content"]; {
			case len(content) > 0:
				run.Content = m.Statements[content[len(content)-1]].Kind.String()
			case len(open["source"]) > 0:
				run.Role = "source"
			case len(open["cue"]) > 0:
				run.Role = "cue"
			}
			para.Runs = append(para.Runs, run)
			at = to
		}
		out = append(out, para)
	}
	return out
}
