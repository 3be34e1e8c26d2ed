package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sayso"
	"sayso/export"
	"sayso/ingest"
	"sayso/record"
	"sayso/record/sqlite"
)

// tally counts what became of reports.
type tally struct {
	read, added, versions, unchanged, failed, statements int
}

// String is the summary after reading.
func (t tally) String() string {
	versions := ""
	if t.versions > 0 {
		versions = fmt.Sprintf(" (%d of them new versions)", t.versions)
	}
	return fmt.Sprintf("read %s: %d added%s, %d unchanged, %d failed; %s",
		counted(t.read, "report"), t.added, versions, t.unchanged, t.failed, counted(t.statements, "statement"))
}

// ready is a report on its way from the workers to the store.
type ready struct {
	name      string
	report    record.Report
	unchanged bool // the store has these bytes: nothing was annotated
	err       error
}

// read reads paths into the record at file, with the pipeline that load returns:
// on all cores, but the store is written by the calling goroutine alone. A report
// that fails is named and counted, and the pile goes on. The summary is said even
// when the reading is interrupted. The record is opened, and made where there is
// none, when the first report has been read: the store is nil when there was no
// such report, and the caller's to close otherwise.
func (a *app) read(ctx context.Context, file string, paths []string, opt ingest.Options, load func() (*sayso.Pipeline, error)) (store *sqlite.Store, t tally, err error) {
	pipeline, err := load()
	if err != nil {
		return nil, t, err
	}
	fingerprint := pipeline.Fingerprint()
	prepare := func(ctx context.Context, r ingest.Read) ready {
		if r.Err != nil {
			return ready{err: r.Err}
		}
		p := ready{name: r.Article.Name}
		if p.unchanged, p.err = store.Has(ctx, r.Article.Original); p.err != nil || p.unchanged {
			return p
		}
		d, err := annotate(ctx, pipeline, r.Article)
		p.report, p.err = record.Report{Document: d, Original: r.Original, Pipeline: fingerprint, Added: time.Now()}, err
		return p
	}
	total := 0
	if a.con.terminal {
		total = ingest.Count(ctx, paths)
	}
	progress := a.con.progress("reports", total)
	keep := func(p ready) error {
		if ctx.Err() != nil {
			return ctx.Err() // what was under way is neither stored nor failed
		}
		outcome := record.Unchanged
		if p.err == nil && !p.unchanged {
			if outcome, p.err = store.Add(ctx, p.report); p.err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				p.err = fmt.Errorf("%s: %w", p.name, p.err)
			}
		}
		t.read++
		if p.err != nil {
			t.failed++
			a.con.fail(p.err)
		} else {
			t.count(outcome, p.report.Document)
		}
		progress.step(", " + counted(t.statements, "statement"))
		return nil
	}
	err = ordered(ctx, func(ctx context.Context, f func(ingest.Read) error) error {
		return ingest.Walk(ctx, paths, a.stdin, opt, func(r ingest.Read) (err error) {
			if store == nil && r.Err == nil {
				if store, err = openLinking(ctx, file, sqlite.Options{Create: true}); err != nil {
					return err
				}
			}
			return f(r)
		})
	}, prepare, keep)
	a.con.clear()
	if err == nil && store != nil {
		if err = a.linkPending(ctx, store); err == nil {
			err = a.noteWeights(ctx, store)
		}
	}
	switch {
	case t.read > 0 || store != nil:
		a.con.note("%s", t)
	case err == nil:
		a.noReports(paths)
	}
	if err == nil && store != nil {
		err = a.proposeNew(ctx, store, t.added)
	}
	if ctx.Err() != nil {
		a.con.note("every report stored so far is whole; the same command goes on from there")
	}
	return store, t, err
}

// noReports says that nothing was found to read.
func (a *app) noReports(paths []string) {
	a.con.note("no reports in %s", export.Line(strings.Join(paths, ", ")))
}

func (t *tally) count(o record.Outcome, d *sayso.Document) {
	switch o {
	case record.Unchanged:
		t.unchanged++
		return
	case record.NewVersion:
		t.versions++
	}
	t.added++
	t.statements += len(d.Statements)
}
