package export

import (
	"encoding/json"
	"io"
	"path"

	"sayso"
	"sayso/evidence"
	"sayso/record"
)

// Program is what an evidence pack tells of the program that made it.
type Program struct {
	Version  string   `json:"version"`
	Pipeline string   `json:"pipeline"` // the fingerprint of the present one
	Stages   []string `json:"stages"`
	Models   []Model  `json:"models"`
}

// Model is one file of weights with what its header says of it.
type Model struct {
	Name    string   `json:"name"`
	SHA256  string   `json:"sha256"`
	Bytes   int      `json:"bytes"`
	Corpora []string `json:"corpora"`
	Licence string   `json:"licence"`
	Scores  []string `json:"scores"` // as measured when it was made; none when its header has none
}

// pack writes an evidence pack: see evidence/SPEC.md. What is held until the end
// is one line for each article.
type pack struct {
	w          *evidence.Writer
	o          Options
	pages      *packPages
	articles   []packArticle
	statements int
	begun      bool
}

// packArticle is an article in the manifest and in the index.
type packArticle struct {
	ID         string `json:"id"`
	Statements int    `json:"statements"`
	Pipeline   string `json:"pipeline"`

	Title, Outlet, Published string `json:"-"`
}

func newPack(w io.Writer, o Options) statementWriter {
	return &pack{w: evidence.NewWriter(w), o: o}
}

// packFile is a file of a pack.
type packFile struct {
	name string
	data []byte
}

func (p *pack) add(files ...packFile) error {
	for _, f := range files {
		if err := p.w.Add(f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

func (p *pack) begin() (err error) {
	if p.begun {
		return nil
	}
	p.begun = true
	if p.pages, err = newPackPages(); err != nil {
		return err
	}
	return p.add(packFile{"README.txt", packReadme}, packFile{"SPEC.md", evidence.Spec}, packFile{"verifier/verify.go", evidence.Verifier()})
}

func (p *pack) match(m *record.Match) error {
	if err := p.begin(); err != nil {
		return err
	}
	about, err := json.MarshalIndent(newPackedArticle(m), "", " ")
	if err != nil {
		return err
	}
	page, err := p.pages.article(m)
	if err != nil {
		return err
	}
	a := &m.Article
	p.statements += len(m.Statements)
	p.articles = append(p.articles, packArticle{string(a.ID), len(m.Statements), a.Pipeline, Line(heading(a)), Line(outletName(a)), dated(a.Date)})
	dir := "articles/" + string(a.ID) + "/"
	return p.add(packFile{dir + "original.bin", m.Original}, packFile{dir + "text.txt", []byte(m.Document.Text)},
		packFile{dir + "article.json", append(about, '\n')}, packFile{dir + "page.html", page})
}

func (p *pack) close() error {
	if err := p.begin(); err != nil {
		return err
	}
	index, err := p.pages.index(p)
	if err != nil {
		return err
	}
	articles := p.articles
	if articles == nil {
		articles = []packArticle{}
	}
	manifest, err := json.MarshalIndent(struct {
		Format     string        `json:"format"`
		Version    int           `json:"version"`
		Asked      record.Query  `json:"asked"`
		Statements int           `json:"statements"`
		Articles   []packArticle `json:"articles"`
		Program    Program       `json:"program"`
	}{evidence.Format, evidence.Version, p.o.Query, p.statements, articles, p.o.Program}, "", " ")
	if err != nil {
		return err
	}
	if err := p.add(packFile{"index.html", index}, packFile{"manifest.json", append(manifest, '\n')}); err != nil {
		return err
	}
	_, err = p.w.Close()
	return err
}

type (
	aboutArticle struct {
		Name      string   `json:"name"`
		Title     *string  `json:"title"`
		Outlet    *string  `json:"outlet"`
		URL       *string  `json:"url"`
		Language  *string  `json:"language"`
		Agencies  []string `json:"agencies"`
		Authors   []string `json:"authors"`
		Published Date     `json:"published"`
		Version   int      `json:"version"` // of the page at this address
		Pipeline  string   `json:"pipeline"`
	}
	aboutStatement struct {
		Kind        string    `json:"kind"`
		Speaker     *string   `json:"speaker"`
		SpeakerID   *string   `json:"speaker_id"`
		SpeakerType string    `json:"speaker_type"`
		Said        Date      `json:"said"`
		Zone        string    `json:"zone"`
		Score       float32   `json:"score"`
		EnteredBy   *string   `json:"entered_by"` // the people who did, of a statement that the program does not read
		Chain       []aboutOf `json:"chain"`
	}
	aboutOf struct {
		Role string  `json:"role"`
		Name *string `json:"name"`
	}
)

// newPackedArticle returns what article.json says.
func newPackedArticle(m *record.Match) evidence.Article {
	d, row := m.Document, &m.Article
	text := []byte(d.Text)
	out := evidence.Article{
		ID: string(d.ID), Original: evidence.File{SHA256: sayso.DigestOf(m.Original).String(), Bytes: len(m.Original)},
		Text:     evidence.File{SHA256: sayso.DigestOf(text).String(), Bytes: len(text), Codepoints: evidence.Count(text)},
		Verbatim: string(m.Original) == d.Text, Format: d.Format,
		// The folders of whoever read it are nobody's business.
		About: aboutArticle{Name: path.Base(row.Name), Title: orNull(row.Title), Outlet: orNull(row.Outlet.Name), URL: orNull(row.URL), Language: orNull(row.Language),
			Agencies: append([]string{}, row.Agencies...), Authors: append([]string{}, authors(d)...), Published: Date{row.Date},
			Version: row.Version, Pipeline: row.Pipeline},
	}
	points := evidence.Counter(text)
	passages := func(spans ...sayso.Span) []evidence.Passage {
		list := []evidence.Passage{}
		for _, s := range spans {
			if !s.Empty() {
				list = append(list, evidence.Passage{Start: int(s.Start), End: int(s.End), StartCP: points(int(s.Start)), EndCP: points(int(s.End)), Exact: s.Of(d.Text)})
			}
		}
		return list
	}
	for i := range m.Statements {
		r := &m.Statements[i]
		st := r.Uncorrected() // its passages make the ID
		about := aboutStatement{Kind: r.Kind.String(), Speaker: orNull(r.Speaker.Name), SpeakerID: orNull(r.Speaker.ID), SpeakerType: r.Speaker.Type.String(),
			Said: Date{r.Said}, Zone: r.Level.String(), Score: st.Score, EnteredBy: orNull(r.Entered), Chain: []aboutOf{}}
		for _, l := range st.Chain {
			about.Chain = append(about.Chain, aboutOf{l.Role, orNull(l.Name)})
		}
		out.Statements = append(out.Statements, evidence.Statement{ID: r.ID, About: about, Source: passages(st.Source...), Cue: passages(st.Cue...),
			Content: passages(st.Content...), Addressee: passages(st.Addressee), Occasion: passages(st.Occasion)})
	}
	return out
}
