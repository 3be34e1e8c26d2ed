// Package web shows a record in the browser: the statements with filters and
// search, each article with every statement marked in its text, speakers,
// outlets, a timeline, a map, figures by claimant, stories, the tellings of one
// utterance side by side, and one statement with its evidence.
//
// Every page is rendered by the server and works without JavaScript; the one
// script adds keyboard shortcuts and copy buttons. Nothing is loaded from
// elsewhere. What the archived reports contain is treated as hostile: it is
// escaped everywhere, links only http and https, and an archived original is
// handed out as a download that no browser will run.
package web

import (
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"

	"sayso/record"
)

// Options adjusts the pages.
type Options struct {
	Version string       // the program's version, shown at the foot of every page
	Log     *slog.Logger // where failures are logged; nil logs nowhere
	Align   Aligner      // sets tellings side by side; nil shows them without their differences
	Hosts   []string     // host names, without port, answered besides localhost and loopback addresses
}

// site is the handler's fixed state; it is never written to after New.
type site struct {
	store   record.Store
	align   Aligner
	version string
	log     *slog.Logger
	pages   map[string]*template.Template
	assets  map[string]asset
}

// New returns the handler of every page over store. It fails only when the
// store is missing or the embedded templates do not parse.
func New(store record.Store, opt Options) (http.Handler, error) {
	if store == nil {
		return nil, fmt.Errorf("web: no store given")
	}
	log := opt.Log
	if log == nil {
		log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	assets, err := loadAssets()
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	s := &site{store: store, align: opt.Align, version: opt.Version, log: log, assets: assets}
	if s.align == nil {
		s.align = unaligned
	}
	if s.pages, err = parsePages(s.assetURL); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}

	mux := http.NewServeMux()
	for pattern, h := range map[string]handler{
		"GET /{$}":               s.statements,
		"GET /articles":          s.articles,
		"GET /article/{id}":      s.article,
		"GET /article/{id}/text": s.articleText,
		"GET /speakers":          s.speakers,
		"GET /speaker/{id}":      s.speaker,
		"GET /outlets":           s.outlets,
		"GET /outlet/{id}":       s.outlet,
		"GET /statement/{id}":    s.statement,
		"GET /timeline":          s.timeline,
		"GET /map":               s.places,
		"GET /figures":           s.figures,
		"GET /accounts":          s.accounts,
		"GET /stories":           s.stories,
		"GET /story/{id}":        s.story,
		"GET /utterances":        s.utterances,
		"GET /utterance/{id}":    s.utterance,
		"GET /original/{digest}": s.original,
		"GET /static/{name}":     s.static,
		"/":                      s.unknownPage,
	} {
		mux.Handle(pattern, s.page(h))
	}
	return s.guard(mux, opt.Hosts), nil
}
