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
	write   func(s *site, ctx context.Context, w io.Writer, f export.Format, q record.Query, o export.Options) error
}

// exporters are what can be had at /export/{what}/{format}.
var exporters = map[string]exporter{
	"statements": {export.Formats()[1:], func(s *site, ctx context.Context, w io.Writer, f export.Format, q record.Query, o export.Options) (err error) {
		if f.Name == "pack" && s.program != nil {
			if o.Program, err = s.program(); err != nil {
				return err
			}
		}
		_, err = export.Statements(ctx, w, f, s.store, q, o, nil)
		return err
	}},
	"articles": exporterOf(export.ArticleColumns(), record.Store.Articles),
	"speakers": exporterOf(export.SpeakerColumns(), record.Store.Speakers),
	"outlets":  exporterOf(export.OutletColumns(), record.Store.Outlets),
	"figures":  exporterOf(export.FigureColumns(), record.Store.Figures),
	"places":   exporterOf(export.PlaceColumns(), record.Store.Places),
	"days":     exporterOf(export.DayColumns(), record.Store.Days),
}

func exporterOf[R any](columns []export.Column[R], find func(record.Store, context.Context, record.Query) (record.Page[R], error)) exporter {
	return exporter{export.FormatsOf(columns)[1:], func(s *site, ctx context.Context, w io.Writer, f export.Format, q record.Query, o export.Options) error {
		page, err := find(s.store, ctx, q)
		if err != nil {
			return err
		}
		return export.Write(w, f, columns, page.Rows, o)
	}}
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
	v := r.URL.Query()
	f, problems := parseFilter(v)
	q := f.query()
	if q.Limit, q.Offset, q.CountTo = -1, 0, 0; format.Name == "atom" {
		q.Limit = feedSize
	}
	if a := v.Get("article"); a != "" {
		if !articleForm.MatchString(a) {
			problems["article"] = "An article is named by 16 hexadecimal digits."
		}
		q.Article = sayso.ArticleID(a)
	}
	if err := badRequest(problems); err != nil {
		return err
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
	err := e.write(s, r.Context(), out, format, q, export.Options{Query: q, Self: "http://" + r.Host + r.URL.RequestURI()})
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
	"/": "statements", "/statements": "statements", "/articles": "articles", "/speakers": "speakers", "/outlets": "outlets", "/timeline": "days",
	"/map": "places", "/figures": "figures",
}

// exports returns the links to all rows of the list at path under f, none where
// the list is of something that has no export.
func (f filter) exports(path string) []exportLink {
	what, ok := listsOf[path]
	if id, speaker := strings.CutPrefix(path, "/speaker/"); !ok && speaker {
		what, f = "statements", f.with("speaker", unescaped(id))
	} else if id, outlet := strings.CutPrefix(path, "/outlet/"); !ok && outlet {
		what, f = "articles", f.with("outlet", unescaped(id))
	}
	var links []exportLink
	for _, format := range exporters[what].formats {
		who, _, _ := strings.Cut(format.For, ":")
		links = append(links, exportLink{format.Name, who, f.at(1).href("/export/" + what + "/" + format.Name)})
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
