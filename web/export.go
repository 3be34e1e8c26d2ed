package web

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sayso"
	"sayso/export"
	"sayso/record"
)

// feedSize is how many statements a feed has, the newest ones: a reader of feeds
// comes again and again.
const feedSize = 500

// exporter writes one kind of row in one format.
type exporter struct {
	formats []export.Format
	write   func(s *site, ctx context.Context, w io.Writer, f export.Format, q record.NamingQuery, o export.Options) error
}

// exporters are what can be had at /export/{what}/{format}.
var exporters = map[string]exporter{
	"statements": {export.Formats()[1:], func(s *site, ctx context.Context, w io.Writer, f export.Format, q record.NamingQuery, o export.Options) (err error) {
		if f.Name == "pack" && s.program != nil {
			if o.Program, err = s.program(); err != nil {
				return err
			}
		}
		_, err = export.Statements(ctx, w, f, s.store, q.Query, o, nil)
		return err
	}},
	"articles":   exporterOf(export.ArticleColumns(), byQuery(record.Store.Articles)),
	"speakers":   exporterOf(export.SpeakerColumns(), byQuery(record.Store.Speakers)),
	"outlets":    exporterOf(export.OutletColumns(), byQuery(record.Store.Outlets)),
	"figures":    exporterOf(export.FigureColumns(), byQuery(record.Store.Figures)),
	"places":     exporterOf(export.PlaceColumns(), byQuery(record.Store.Places)),
	"days":       exporterOf(export.DayColumns(), byQuery(record.Store.Days)),
	"events":     exporterOf(export.EventColumns(), byQuery(record.Store.Events)),
	"stories":    exporterOf(export.StoryColumns(), byQuery(record.Store.Stories)),
	"utterances": exporterOf(export.UtteranceColumns(), byQuery(record.Store.Utterances)),
	"namings":    exporterOf(export.NamingColumns(), record.Store.Namings),
	"referents":  exporterOf(export.ReferentColumns(), record.Store.Referents),
	// What is no list: the sheet of a story, and the tabs of the queue.
	"accounts":  {export.FormatsOf(export.AccountColumns())[1:], sheet},
	"queue":     exporterOf(export.StatementColumns(), byQuery(queued)),
	"decisions": exporterOf(export.DecisionColumns(), decisionsOf(record.DecisionQuery{Newest: true})),
	"lost":      exporterOf(export.DecisionColumns(), decisionsOf(lostDecisions)),
}

// sheet writes the differing accounts of the story that q names.
func sheet(s *site, ctx context.Context, w io.Writer, f export.Format, q record.NamingQuery, o export.Options) error {
	all, err := record.Accounts(ctx, s.store, q.Story, s.words)
	if err := lookup(err, "story", q.Story); err != nil {
		return err
	}
	return export.Write(w, f, export.AccountColumns(), export.AccountCells(all), o)
}

// queued returns statements in the order of the queue.
func queued(s record.Store, ctx context.Context, q record.Query) (record.Page[record.Statement], error) {
	q.ByScore = true
	return s.Statements(ctx, q)
}

func decisionsOf(d record.DecisionQuery) func(record.Store, context.Context, record.NamingQuery) (record.Page[record.Decided], error) {
	d.Limit = -1
	return func(s record.Store, ctx context.Context, _ record.NamingQuery) (record.Page[record.Decided], error) {
		return s.Decisions(ctx, d)
	}
}

func exporterOf[R any](columns []export.Column[R], find func(record.Store, context.Context, record.NamingQuery) (record.Page[R], error)) exporter {
	return exporter{export.FormatsOf(columns)[1:], func(s *site, ctx context.Context, w io.Writer, f export.Format, q record.NamingQuery, o export.Options) error {
		page, err := find(s.store, ctx, q)
		if err != nil {
			return err
		}
		return export.Write(w, f, columns, page.Rows, o)
	}}
}

// byQuery makes a list that goes by a Query one that goes by a NamingQuery.
func byQuery[R any](find func(record.Store, context.Context, record.Query) (record.Page[R], error)) func(record.Store, context.Context, record.NamingQuery) (record.Page[R], error) {
	return func(s record.Store, ctx context.Context, q record.NamingQuery) (record.Page[R], error) {
		return find(s, ctx, q.Query)
	}
}

// exported reads what an address of an export asks for: what it takes, and no more
// than the page that leads to it takes.
func exported(what string, v url.Values) (record.NamingQuery, error) {
	filters, problems := record.ReadFilters(v)
	var takes []string
	switch what {
	case "accounts":
		takes = []string{"story"}
	case "queue":
		takes = append([]string{"review"}, queueFilters...)
	case "decisions", "lost":
	default:
		list, err := record.ListNamed(what)
		if err != nil {
			return record.NamingQuery{}, err
		}
		takes = list.Filters
	}
	filters = filters.Only(takes...)
	q := filters.Query()
	if what == "accounts" && q.Story == "" {
		problems["story"] = "Name the story whose sheet it is, such as s12."
	}
	if a := v.Get("article"); a != "" {
		if !articleForm.MatchString(a) {
			problems["article"] = "An article is named by 16 hexadecimal digits."
		}
		q.Article = sayso.ArticleID(a)
	}
	q.Limit = -1
	return q, badRequest(problems)
}

// export hands out all the rows of a list under its filters, not one page of
// them, as a download.
func (s *site) export(w http.ResponseWriter, r *http.Request) error {
	what, name := r.PathValue("what"), r.PathValue("format")
	e := exporters[what]
	var format export.Format
	for _, f := range e.formats {
		if f.Name == name {
			format = f
		}
	}
	if format.Name == "" {
		return s.unknownPage(w, r)
	}
	q, err := exported(what, r.URL.Query())
	if err != nil {
		return err
	}
	if format.Name == "atom" {
		q.Limit = feedSize
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Content-Type", format.MIME)
	if format.Name != "atom" { // which readers take from its address
		h.Set("Content-Disposition", `attachment; filename="`+what+"-"+format.Name+format.Ext+`"`)
	}
	if r.Method == http.MethodHead {
		return nil
	}
	out := &download{w: w, to: http.NewResponseController(w)}
	err = e.write(s, r.Context(), out, format, q, export.Options{Query: q.Query, Self: "http://" + r.Host + r.URL.RequestURI()})
	if err == nil || !out.begun {
		if err != nil {
			h.Del("Content-Disposition")
			h.Set("Content-Security-Policy", policy)
		}
		return err
	}
	// Half of it is out. Cutting the connection tells the reader that the rest is
	// missing, which an answer that just ends would not.
	if r.Context().Err() == nil {
		s.log.ErrorContext(r.Context(), "export failed", "path", r.URL.Path, "query", r.URL.RawQuery, "error", err)
	}
	if conn, _, err := out.to.Hijack(); err == nil {
		conn.Close()
	}
	return nil
}

// download gives each write the time that a page has: a long export is no slow
// client.
type download struct {
	w     io.Writer
	to    *http.ResponseController
	begun bool
}

func (d *download) Write(b []byte) (int, error) {
	d.begun = true
	_ = d.to.SetWriteDeadline(time.Now().Add(writeTimeout)) // what cannot be timed is written all the same
	return d.w.Write(b)
}

// exportLink leads to the rows of a list in one format.
type exportLink struct{ Name, For, Href string }

// listsOf says what the list at a path is of.
var listsOf = map[string]string{
	"/": "statements", "/articles": "articles", "/speakers": "speakers", "/outlets": "outlets", "/timeline": "days", "/map": "places",
	"/figures": "figures", "/events": "events", "/stories": "stories", "/utterances": "utterances", "/naming": "referents", "/accounts": "stories",
}

// exports returns the links to all rows of the list at path under f, none where
// the list is of something that has no export.
func (f filter) exports(path string) []exportLink {
	what, ok := listsOf[path]
	if id, speaker := strings.CutPrefix(path, "/speaker/"); !ok && speaker {
		what, f = "statements", f.with("speaker", unescaped(id))
	} else if id, outlet := strings.CutPrefix(path, "/outlet/"); !ok && outlet {
		what, f = "articles", f.with("outlet", unescaped(id))
	} else if id, story := strings.CutPrefix(path, "/story/"); !ok && story {
		what, f = "articles", f.with("story", unescaped(id))
	}
	return exportLinks(what, f.filters().Encode())
}

// exportLinks returns the links to all rows of what under the query of an address.
func exportLinks(what, query string) []exportLink {
	var links []exportLink
	for _, format := range exporters[what].formats {
		who, _, _ := strings.Cut(format.For, ":")
		href := "/export/" + what + "/" + format.Name
		if query != "" {
			href += "?" + query
		}
		links = append(links, exportLink{format.Name, who, href})
	}
	return links
}

func unescaped(s string) string {
	plain, err := url.PathUnescape(s)
	if err != nil {
		return s
	}
	return plain
}

// packHref is the address of the evidence pack of an article.
func packHref(id sayso.ArticleID) string {
	return "/export/statements/pack?article=" + url.QueryEscape(string(id))
}
