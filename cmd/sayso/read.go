package main

import (
	"context"
	"fmt"

	"sayso"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/record"
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

// read reads paths into store: on all cores, but the store is written by the
// calling goroutine alone. A report that fails is named and counted, and the
// pile goes on. The summary is said even when the reading is interrupted.
func (a *app) read(ctx context.Context, store record.Store, paths []string, opt ingest.Options) (t tally, err error) {
	pipeline, err := en.Pipeline()
	if err != nil {
		return t, err
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
		p.report, p.err = record.Report{Document: d, Original: r.Original, Pipeline: fingerprint}, err
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
		return ingest.Walk(ctx, paths, a.stdin, opt, f)
	}, prepare, keep)
	a.con.note("%s", t)
	if ctx.Err() != nil {
		a.con.note("every report stored so far is whole; the same command goes on from there")
	}
	return t, err
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
