// Package web shows a record in the browser: the statements with filters and
// search, each article with every statement marked in its text, speakers,
// outlets, a timeline, a map, figures by claimant, who is named how, stories, the
// tellings of one utterance side by side, and one statement with its evidence.
// Reviewers decide there what is right: the queue of what waits for them, forms to
// accept, reject and correct, and every decision with a way back.
//
// Every page is rendered by the server and works without JavaScript; the one
// script adds keyboard shortcuts, copy buttons and the marking of words by
// selecting them. What writes is a form of this server's own pages: its origin and a
// token are checked, and how often one address may write is limited. Nothing is loaded from
// elsewhere. What the archived reports contain is treated as hostile: it is
// escaped everywhere, links only http and https, and an archived original is
// handed out as a download that no browser will run.
//
// Below /api/v1 the same queries answer in JSON, described in OpenAPI.
package web

import (
	"crypto/rand"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"sayso/export"
	"sayso/record"
)

// Options adjusts the pages.
type Options struct {
	Version string       // the program's version, shown at the foot of every page
	Log     *slog.Logger // where failures are logged; nil logs nowhere

	// Reviewer is who decides where nobody has to sign in. Without one, and without
	// Accounts, the pages are read only.
	Reviewer string
	// Accounts are those who may see the pages and decide. When there are any,
	// nobody else sees anything, and the pages answer to every host name.
	Accounts []Account
	ReadOnly bool             // nobody may decide, whoever it is
	Now      func() time.Time // the clock that dates decisions and limits their rate; needed to decide
	// Program describes the program in evidence packs; nil leaves it out.
	Program func() (export.Program, error)
	// Align sets tellings side by side; nil shows them without their differences.
	Align Aligner
	// Public is the program's own file of public facts; without its functions nothing
	// is known.
	Public       Public
	AccountWords *record.AccountWords // what differing accounts are found by; nil compares less
	// Places returns the places of the gazetteer that have a name, the likeliest first;
	// nil has none.
	Places func(name string) []record.PlaceValue
	Hosts  []string // host names, without port, answered besides localhost and loopback addresses
}

// site is the handler's fixed state; but for the counts of the limiters it is never
// written to after New.
type site struct {
	store       record.Store
	align       Aligner
	version     string
	log         *slog.Logger
	program     func() (export.Program, error)
	public      Public
	words       *record.AccountWords
	placesNamed func(name string) []record.PlaceValue
	pages       map[string]*template.Template
	assets      map[string]asset

	reviewer string
	accounts []Account
	readOnly bool
	now      func() time.Time
	secret   []byte // of this server: signs what forms and cookies carry
	writes   *limiter
	signIns  *limiter
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
	s := &site{store: store, align: opt.Align, version: opt.Version, log: log, program: opt.Program, public: opt.Public, words: opt.AccountWords, placesNamed: opt.Places, assets: assets,
		reviewer: opt.Reviewer, accounts: opt.Accounts, readOnly: opt.ReadOnly, now: opt.Now, secret: make([]byte, 32),
		writes: newLimiter(writeBurst, writeRate), signIns: newLimiter(signInBurst, signInRate)}
	if _, err := rand.Read(s.secret); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	if s.align == nil {
		s.align = unaligned
	}
	if s.public.Facts == nil {
		s.public.Facts = func(string) []string { return nil }
	}
	if s.public.Persons == nil {
		s.public.Persons = func([]record.Speaker) []Person { return nil }
	}
	if s.placesNamed == nil {
		s.placesNamed = func(string) []record.PlaceValue { return nil }
	}
	if (s.reviewer != "" || len(s.accounts) > 0) && s.now == nil {
		return nil, fmt.Errorf("web: somebody may decide or sign in, but no clock is given")
	}
	if s.pages, err = parsePages(s.assetURL); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}

	mux := http.NewServeMux()
	for pattern, h := range s.readers() {
		mux.Handle(pattern, s.page(h))
	}
	for pattern, h := range s.writers() {
		mux.Handle(pattern, s.page(s.writing(h)))
	}
	mux.Handle("POST /sign-in", s.page(s.signIn))
	if err := s.api(mux); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	return s.guard(mux, opt.Hosts), nil
}

// Routes returns the patterns of http.ServeMux under which pages and files are
// read, in order.
func Routes() []string { return slices.Sorted(maps.Keys(new(site).readers())) }

// readers returns what is read, by route.
func (s *site) readers() map[string]handler {
	return map[string]handler{
		"GET /{$}":                         s.statements,
		"GET /overview":                    s.overview,
		"GET /articles":                    s.articles,
		"GET /article/{id}":                s.article,
		"GET /article/{id}/text":           s.articleText,
		"GET /article/{id}/add":            s.enter,
		"GET /article/{id}/correct/{item}": s.correctItem,
		"GET /speakers":                    s.speakers,
		"GET /speaker/{id}":                s.speaker,
		"GET /persons":                     s.persons,
		"GET /outlets":                     s.outlets,
		"GET /outlet/{id}":                 s.outlet,
		"GET /statement/{id}":              s.statement,
		"GET /timeline":                    s.timeline,
		"GET /events":                      s.events,
		"GET /map":                         s.places,
		"GET /figures":                     s.figures,
		"GET /original/{digest}":           s.original,
		"GET /export/{what}/{format}":      s.export,
		"GET /static/{name}":               s.static,
		"GET /review":                      s.queue,
		"GET /statement/{id}/edit":         s.edit,
		"GET /statement/{id}/same":         s.same,
		"GET /sign-in":                     s.signInPage,
		"GET /stories":                     s.stories,
		"GET /story/{id}":                  s.story,
		"GET /utterances":                  s.utterances,
		"GET /utterance/{id}":              s.utterance,
		"GET /naming":                      s.naming,
		"GET /accounts":                    s.differing,
		"GET /help":                        s.help,
		"GET /searches":                    s.searches,
		"GET /searches/{id}":               s.search,
		"/":                                s.unknownPage,
	}
}

// writers returns what takes forms, by route.
func (s *site) writers() map[string]handler {
	return map[string]handler{
		"POST /statement/{id}/decide":       s.decide,
		"POST /statement/{id}/edit":         s.correct,
		"POST /article/{id}/add":            s.entered,
		"POST /article/{id}/correct/{item}": s.correctedItem,
		"POST /decision/{id}/undo":          s.undo,
		"POST /decision/{id}/attach":        s.attach,
		"POST /speaker/{id}/merge":          s.merge,
		"POST /speaker/{id}/split":          s.split,
		"POST /naming/merge":                s.mergeReferents,
		"POST /naming/confirm":              s.confirmReferent,
		"POST /naming/name":                 s.nameReferent,
		"POST /naming/move":                 s.moveNamings,
		"POST /sign-out":                    s.signOut,
		"POST /searches":                    s.saveSearch,
		"POST /searches/{id}/{what}":        s.changeSearch,
	}
}
