package main

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sayso/corpus"
)

// attributionErrors gathers what went wrong, by class, for pages to browse.
type attributionErrors struct {
	classes map[string][]attributionError
}

// attributionError is one error: the attribution of the corpus, and what was
// read, with the words around them.
type attributionError struct {
	Article  string
	Want     *attributionWords
	Got      *attributionWords
	Context  string
	sortedBy string
}

// attributionWords are the words of an attribution.
type attributionWords struct {
	Source, Cue, Content string
	Score                float64
}

// add sorts the errors of one article into classes: contents that nothing
// matches, sources that are wrong, and statements that match nothing, the first
// two by the kind of what is missing.
func (e *attributionErrors) add(text corpus.AttributedText, pred []corpus.Attribution, v corpus.Verdict) {
	if e.classes == nil {
		e.classes = map[string][]attributionError{}
	}
	runes := []rune(text.Text)
	for i, g := range text.Attributions {
		x := attributionError{Article: text.ID, Want: inWords(runes, g), Context: aroundOf(runes, g), sortedBy: strings.ToLower(inWords(runes, g).Cue)}
		switch k := v.Gold[i]; {
		case k < 0:
			e.put("missed "+g.Kind, x)
		case !v.Right[k]:
			x.Got = inWords(runes, pred[k])
			e.put("wrong source "+g.Kind, x)
		}
	}
	for i, p := range pred {
		if v.Predicted[i] < 0 {
			w := inWords(runes, p)
			e.put("spurious "+p.Kind, attributionError{Article: text.ID, Got: w, Context: aroundOf(runes, p), sortedBy: strings.ToLower(w.Cue)})
		}
	}
}

func (e *attributionErrors) put(class string, x attributionError) {
	e.classes[class] = append(e.classes[class], x)
}

func inWords(text []rune, a corpus.Attribution) *attributionWords {
	join := func(spans [][2]int) string {
		var parts []string
		for _, s := range spans {
			parts = append(parts, strings.Join(strings.Fields(string(text[s[0]:s[1]])), " "))
		}
		return strings.Join(parts, " … ")
	}
	return &attributionWords{join(a.Source), join(a.Cue), join(a.Content), a.Score}
}

// aroundOf returns the words around an attribution.
func aroundOf(text []rune, a corpus.Attribution) string {
	const margin = 120 // code points on either side
	from, to := len(text), 0
	for _, spans := range [][][2]int{a.Source, a.Cue, a.Content} {
		for _, s := range spans {
			from, to = min(from, s[0]), max(to, s[1])
		}
	}
	from, to = max(0, from-margin), min(len(text), to+margin)
	return strings.Join(strings.Fields(string(text[min(from, to):to])), " ")
}

var errorPages = template.Must(template.New("index").Parse(`<!doctype html><meta charset="utf-8"><title>Errors of attribution</title>
<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}b{font-weight:600}.c{color:#666;font-size:.9em}li{margin:.8em 0}</style>
{{define "side"}}{{if .}}<b>{{.Source}}</b> <i>{{.Cue}}</i> [{{.Content}}]{{else}}nothing{{end}}{{end -}}
<h1>Errors of attribution</h1><ul>{{range .}}<li><a href="{{.File}}">{{.Name}}</a>: {{len .Errors}}</li>{{end}}</ul>
`))

var errorClass = template.Must(template.Must(errorPages.Clone()).New("class").Parse(`<!doctype html><meta charset="utf-8"><title>{{.Name}}</title>
<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}.c{color:#666;font-size:.9em}li{margin:.8em 0}</style>
<p><a href="index.html">All classes</a></p><h1>{{.Name}}: {{len .Errors}}</h1><ol>{{range .Errors}}
<li>{{if .Want}}<div>corpus: {{template "side" .Want}}</div>{{end}}{{if .Got}}<div>read: {{template "side" .Got}} {{printf "%.2f" .Got.Score}}</div>{{end}}
<div class="c">{{.Article}}: {{.Context}}</div></li>{{end}}</ol>
`))

// write writes an index and a page for each class to dir, which it makes.
func (e *attributionErrors) write(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	type page struct {
		Name, File string
		Errors     []attributionError
	}
	var pages []page
	for _, name := range slices.Sorted(maps.Keys(e.classes)) {
		es := e.classes[name]
		slices.SortStableFunc(es, func(a, b attributionError) int { return cmp.Compare(a.sortedBy, b.sortedBy) })
		pages = append(pages, page{name, strings.ReplaceAll(name, " ", "-") + ".html", es})
	}
	put := func(file string, t *template.Template, data any) error {
		err := writeModel(filepath.Join(dir, file), func(w io.Writer) error { return t.Execute(w, data) })
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Join(dir, file), err)
		}
		return nil
	}
	for _, p := range pages {
		if err := put(p.File, errorClass, p); err != nil {
			return err
		}
	}
	return put("index.html", errorPages, pages)
}
