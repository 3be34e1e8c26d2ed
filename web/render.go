package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:embed templates
var templateFiles embed.FS

// layout is what every page's data begins with.
type layout struct {
	Title     string // of the page, without the program's name
	Nav       string // which list of the navigation the page belongs to
	Version   string
	OwnSearch bool // the page has a search form, so the header needs none
	Frame     *frame
}

// frame is what render adds to a page from the address that it answers.
type frame struct {
	Save      *saveForm // beside the filters of a list
	SaveBelow *saveForm // of a page whose list has none
}

func (l layout) frame() *frame { return l.Frame }

func (s *site) layout(title, nav string) layout {
	return layout{Title: title, Nav: nav, Version: s.version, Frame: &frame{}}
}

// parsePages reads every template of templates/pages together with the shared
// ones and returns them by name.
func parsePages(assetURL func(string) (string, error)) (map[string]*template.Template, error) {
	shared, err := template.New("layout").Funcs(template.FuncMap{
		"asset": assetURL,
		"exact": exact,
		"plain": stripBidi,
		"count": count,
		"group": group,
		"judge": judge,
		"form":  formFor, "sideform": sideForm,
	}).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(templateFiles, "templates/pages/*.html")
	if err != nil {
		return nil, err
	}
	pages := make(map[string]*template.Template, len(files))
	for _, f := range files {
		t, err := template.Must(shared.Clone()).ParseFS(templateFiles, f)
		if err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(path.Base(f), ".html")] = t
	}
	return pages, nil
}

// render writes the page called name. The page is made in memory first, so
// that a failure never leaves half a page behind.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) error {
	t, ok := s.pages[name]
	if !ok {
		return fmt.Errorf("no page template %q", name)
	}
	if page, ok := data.(interface{ frame() *frame }); ok && status == http.StatusOK {
		save, into := s.saving(r), &page.frame().SaveBelow
		if listsOf[r.URL.Path] != "" {
			into = &page.frame().Save
		}
		*into = save
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	page := showTurns(b.Bytes())
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	// The headers are out: a reader who has gone away is all that can fail now.
	_, _ = w.Write(page)
	return nil
}

// exact escapes an article's text so that an HTML parser gives it back byte for
// byte. A bare carriage return would be read as a line feed; NUL cannot stand
// in HTML at all and is shown as U+FFFD.
func exact(s string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(s), "\r", "&#13;"))
}

// group writes n with a thin space between groups of three digits.
func group(n int) string {
	d := strconv.Itoa(n)
	if n < 10_000 {
		return d
	}
	var b strings.Builder
	for i, c := range d {
		if i > 0 && (len(d)-i)%3 == 0 {
			b.WriteRune('\u2009')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// count writes "1 statement", "2 statements", "2 stories".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok && !strings.ContainsAny(stem[len(stem)-1:], "aeiou") {
		return group(n) + " " + stem + "ies"
	}
	return group(n) + " " + noun + "s"
}
