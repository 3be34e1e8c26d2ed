package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"sayso"
	"sayso/link"
	"sayso/record"
	"sayso/record/recordtest"
)

// million is how many statements the record holds that pages are measured on.
const million = 1_000_000

// BenchmarkMillion makes the record of a million statements that SAYSO_MILLION names:
// reports by Add, one transaction each, then decisions, referents and groups. What
// linking would find in made-up words is nothing, so the groups are put in as they
// are, as many and as large as in news.
func BenchmarkMillion(b *testing.B) {
	file := os.Getenv("SAYSO_MILLION")
	if file == "" {
		b.Skip("SAYSO_MILLION names no file: want where the record of a million statements is to be made (4 GB, a quarter of an hour)")
	}
	if _, err := os.Stat(file); err == nil {
		b.Skipf("%s is there", file)
	}
	ctx := b.Context()
	store, err := Open(ctx, file, Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	pile := recordtest.NewPile(200_000)
	pile.Full = true
	proposals := map[string]*record.Proposal{}
	var decisions []record.Decision
	reports, shown := 0, 0
	for n := 0; n < million; reports++ {
		b.StopTimer()
		r := pile.Report(0)
		b.StartTimer()
		if _, err := store.Add(ctx, r); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		propose(proposals, r.Document)
		if reports%20 == 0 {
			decisions = append(decisions, decide(r.Document, len(decisions)))
		}
		if n += len(r.Document.Statements); n >= shown+million/20 {
			shown = n
			fmt.Fprintf(os.Stderr, "%s: %d of %d statements\n", file, n, million)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(reports)/b.Elapsed().Seconds(), "reports/s")
	b.StopTimer()
	if _, err := store.Decide(ctx, decisions...); err != nil {
		b.Fatal(err)
	}
	list := make([]record.Proposal, 0, len(proposals))
	for _, way := range slices.Sorted(maps.Keys(proposals)) {
		list = append(list, *proposals[way])
	}
	if err := store.SetReferents(ctx, list); err != nil {
		b.Fatal(err)
	}
	if err := group(ctx, store); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkMillionScan goes through what a query goes through of the record that
// SAYSO_MILLION names: its packed statements, out of the file and out of memory, and the
// list of the statements that hold a common word.
func BenchmarkMillionScan(b *testing.B) {
	file := os.Getenv("SAYSO_MILLION")
	if file == "" {
		b.Skip("SAYSO_MILLION names no file: want the record that BenchmarkMillion makes")
	}
	s, err := Open(b.Context(), file, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, part := range []struct {
		name string
		do   func(ctx context.Context, tx *sql.Tx) error
	}{
		{"Read", func(ctx context.Context, tx *sql.Tx) error {
			_, err := readParts(ctx, tx, nil, "SELECT part, rows FROM "+packings[packedStatements].table)
			return err
		}},
		{"Held", func(ctx context.Context, tx *sql.Tx) error {
			_, err := (&sieve{parts: &s.finds.parts, statements: keySet{}}).find(ctx, tx)
			return err
		}},
		{"Word", func(ctx context.Context, tx *sql.Tx) error {
			_, err := keysOf(ctx, tx, "rowid", "statement_text WHERE statement_text MATCH ?", "word3")
			return err
		}},
	} {
		b.Run(part.name, func(b *testing.B) {
			for b.Loop() {
				if err := s.read(b.Context(), func(tx *sql.Tx) error { return part.do(b.Context(), tx) }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// propose proposes a referent for each way in which d names somebody.
func propose(proposals map[string]*record.Proposal, d *sayso.Document) {
	for i := range d.Namings {
		way := record.WayOf(d.Text, &d.Namings[i])
		p := proposals[way]
		if p == nil {
			p = &record.Proposal{Referent: record.Referent{ID: "r-" + record.NameID(way), Name: way, Type: sayso.EntityPerson, Why: "named so"}}
			proposals[way] = p
		}
		p.Of = append(p.Of, record.ProposedNaming{Article: d.ID, Ordinal: i + 1, Why: "named so"})
	}
}

// decide makes a decision about a statement of d.
func decide(d *sayso.Document, n int) record.Decision {
	st := &d.Statements[n%len(d.Statements)]
	dec := record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.Accept, Target: record.TargetOf(d, st)}
	if n%4 == 0 {
		dec.Kind = record.Reject
	}
	return dec
}

// group puts articles into stories and their statements into utterances: three of
// four articles are alone, the others in stories of two to twelve, and in those each
// fifth statement is told by the next article too.
func group(ctx context.Context, s *Store) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	exec := func(query string, args ...any) {
		if err == nil {
			_, err = tx.ExecContext(ctx, query, args...)
		}
	}
	var articles int
	if err := tx.QueryRowContext(ctx, "SELECT max(key) FROM article").Scan(&articles); err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(1, 2))
	story, utterance := 0, 0
	for a := 1; a <= articles; {
		size := 1
		if rng.IntN(6) == 0 {
			size += 1 + min(10, int(rng.ExpFloat64()*1.5))
		}
		story++
		for i := range size {
			exec("INSERT INTO story (item, grp, doc) SELECT key, ?, x'' FROM article WHERE key = ?", story, a+i)
		}
		if size > 1 {
			exec(`INSERT INTO story_group SELECT y.grp, count(*), count(DISTINCT a.outlet), count(*), min(a.key)
				FROM story y JOIN article a ON a.key = y.item WHERE y.grp = ?`, story)
			for i := range size - 1 {
				utterance += 1000
				exec(`INSERT INTO utterance (item, grp, doc) SELECT key, ?1 + ordinal / 5, x'' FROM statement
					WHERE article IN (?2, ?2 + 1) AND ordinal % 5 = 1 AND key NOT IN (SELECT item FROM utterance)`, utterance, a+i)
			}
		}
		a += size
	}
	exec(`INSERT INTO utterance (item, grp, doc) SELECT key, ?1 + key, x'' FROM statement WHERE key NOT IN (SELECT item FROM utterance)`, utterance+1000)
	exec(`INSERT INTO utterance_group SELECT u.grp, count(*), count(DISTINCT s.article), count(DISTINCT a.outlet), count(DISTINCT s.article), min(s.key)
		FROM utterance u JOIN statement s ON s.key = u.item JOIN article a ON a.key = s.article GROUP BY u.grp HAVING count(DISTINCT s.article) > 1`)
	exec(`INSERT INTO utterance_tie SELECT u.item, v.item, 1, 1, ? FROM utterance_group g JOIN utterance u ON u.grp = g.id
		JOIN utterance v ON v.grp = g.id AND v.item <> u.item WHERE g.id % 7 = 0`, int(link.MarkTells))
	exec("UPDATE link_counter SET last = (SELECT max(grp) FROM story) WHERE kind = 'story'")
	exec("UPDATE link_counter SET last = (SELECT max(grp) FROM utterance) WHERE kind = 'utterance'")
	exec("UPDATE article SET linked = latest")
	if err != nil {
		return err
	}
	return tx.Commit()
}
