package sqlite

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// fresh counts what the tables of counts hold out of the rows themselves. Each
// query gives what the one before it gives of the table.
var fresh = [][2]string{
	{
		"SELECT speaker, outlet, kind, statements FROM voice WHERE statements <> 0 ORDER BY 1, 2, 3",
		`WITH c AS (SELECT coalesce(s.speaker, 0) AS p, coalesce(a.outlet, 0) AS o, s.kind AS k FROM article a JOIN statement s ON s.article = a.key
			WHERE a.latest = 1 AND s.review NOT IN ('rejected', 'undecided'))
		SELECT p, o, k, count(*) FROM c GROUP BY p, o, k UNION ALL SELECT p, o, '', count(*) FROM c GROUP BY p, o
		UNION ALL SELECT p, -1, k, count(*) FROM c GROUP BY p, k UNION ALL SELECT p, -1, '', count(*) FROM c GROUP BY p
		UNION ALL SELECT -1, o, k, count(*) FROM c GROUP BY o, k UNION ALL SELECT -1, o, '', count(*) FROM c GROUP BY o
		UNION ALL SELECT -1, -1, k, count(*) FROM c GROUP BY k UNION ALL SELECT -1, -1, '', count(*) FROM c GROUP BY true ORDER BY 1, 2, 3`,
	},
	{
		"SELECT key, articles, statements FROM speaker ORDER BY key",
		`SELECT p.key, (SELECT count(DISTINCT article) FROM statement s WHERE s.latest = 1 AND s.speaker = p.key),
			(SELECT count(*) FROM statement s WHERE s.latest = 1 AND s.speaker = p.key) FROM speaker p ORDER BY p.key`,
	},
	{
		"SELECT key, articles, statements FROM outlet ORDER BY key",
		`SELECT o.key, (SELECT count(*) FROM article a WHERE a.latest = 1 AND a.outlet = o.key),
			(SELECT count(*) FROM statement s JOIN article a ON a.key = s.article WHERE s.latest = 1 AND a.outlet = o.key) FROM outlet o ORDER BY o.key`,
	},
	{
		"SELECT speaker, source, statements FROM spelling WHERE statements <> 0 ORDER BY 1, 2",
		"SELECT speaker, source, count(*) FROM statement WHERE latest = 1 AND speaker > 0 AND source <> '' GROUP BY 1, 2 ORDER BY 1, 2",
	},
	{
		"SELECT first_day, kind, sum(said), sum(told) FROM day WHERE said <> 0 OR told <> 0 GROUP BY 1, 2 ORDER BY 1, 2",
		"SELECT ifnull(first_day, ''), kind, count(nullif(said, '')), sum(said = '') FROM statement WHERE latest = 1 GROUP BY 1, 2 ORDER BY 1, 2",
	},
	{
		"SELECT first_day, last_day, sum(held) FROM day WHERE held <> 0 GROUP BY 1, 2 ORDER BY 1, 2",
		`SELECT ifnull(first_day, ''), ifnull(last_day, ''), count(*) FROM event
			WHERE latest = 1 AND again = 0 AND level <> 'boilerplate' GROUP BY 1, 2 ORDER BY 1, 2`,
	},
	{
		"SELECT geoname, events FROM venue WHERE events <> 0 ORDER BY 1",
		"SELECT geoname, count(*) FROM event WHERE latest = 1 AND again = 0 AND level <> 'boilerplate' AND geoname > 0 GROUP BY 1 ORDER BY 1",
	},
	{
		"SELECT geoname, named, articles, statements FROM toponym WHERE named <> 0 OR articles <> 0 OR statements <> 0 ORDER BY 1",
		`SELECT geoname, count(*), count(DISTINCT article), count(DISTINCT statement) FROM place
			WHERE latest = 1 AND geoname > 0 AND level <> 'boilerplate' GROUP BY 1 ORDER BY 1`,
	},
	{
		"SELECT unit, figures FROM unit WHERE figures <> 0 ORDER BY 1",
		"SELECT unit, count(*) FROM figure WHERE latest = 1 AND level <> 'boilerplate' GROUP BY 1 ORDER BY 1",
	},
	{
		"SELECT * FROM naming_count WHERE namings <> 0 ORDER BY 1, 2, 3, 4, 5",
		`SELECT coalesce(referent, 0), way, coalesce(outlet, 0), voice, words, count(*) FROM naming JOIN article a ON a.key = article
			WHERE a.latest = 1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
	},
	{
		"SELECT referent, outlet, voice, namings, outlets FROM referent_count WHERE namings <> 0 ORDER BY 1, 2, 3",
		`WITH n AS (SELECT coalesce(referent, 0) AS r, coalesce(outlet, 0) AS o, voice AS v, outlet FROM naming JOIN article a ON a.key = article WHERE a.latest = 1)
		SELECT r, o, v, count(*), count(DISTINCT outlet) FROM n GROUP BY r, o, v UNION ALL SELECT r, o, '', count(*), count(DISTINCT outlet) FROM n GROUP BY r, o
		UNION ALL SELECT r, -1, v, count(*), count(DISTINCT outlet) FROM n GROUP BY r, v UNION ALL SELECT r, -1, '', count(*), count(DISTINCT outlet) FROM n GROUP BY r
		ORDER BY 1, 2, 3`,
	},
	{
		"SELECT key, from_day, till_day FROM article ORDER BY key",
		`SELECT a.key, min(s.first_day), max(s.last_day) FROM article a LEFT JOIN statement s ON s.article = a.key GROUP BY a.key ORDER BY a.key`,
	},
}

// eventful gives the report of a pile events and namings, and takes some statements for
// undecided.
func eventful(rng *rand.Rand, d *sayso.Document) {
	for _, m := range d.Mentions {
		if rng.IntN(4) > 0 {
			d.Namings = append(d.Namings, sayso.Naming{Span: m.Span, Core: m.Span, Head: m.Span, Type: sayso.EntityPerson, Entity: m.Entity})
		}
	}
	var sure []sayso.Statement
	for _, st := range d.Statements {
		if rng.IntN(8) == 0 {
			d.Undecided = append(d.Undecided, st)
		} else {
			sure = append(sure, st)
		}
	}
	d.Statements = sure
	for i, p := range d.Places {
		e := sayso.Event{Span: p.Span, Kind: []string{"meeting", "talks"}[rng.IntN(2)], Ahead: rng.IntN(2) == 0, Place: sayso.RefTo[sayso.Place](i)}
		if rng.IntN(3) > 0 {
			d.Times = append(d.Times, sayso.TimeExpr{Span: p.Span, Value: fmt.Sprintf("20%d-02", 10+rng.IntN(5)), Why: "written so"})
			e.Time = sayso.RefTo[sayso.TimeExpr](len(d.Times) - 1)
		}
		if len(d.Events) > 0 && rng.IntN(5) == 0 {
			e.Again = sayso.RefTo[sayso.Event](0)
		}
		d.Events = append(d.Events, e)
	}
}

// TestCountsStay adds, outdates, decides, undoes, merges, splits and reads anew at
// random: the counts are those of the rows at every time, and after the record was
// taken back to the schema before them and opened again.
func TestCountsStay(t *testing.T) {
	const seed = 7
	rng := rand.New(rand.NewPCG(seed, seed))
	path := filepath.Join(t.TempDir(), "counts.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	compare := func(after string) {
		t.Helper()
		for _, q := range fresh {
			if got, want := dump(t, s, q[0]), dump(t, s, q[1]); got != want {
				t.Fatalf("after %s: %s\n%s\nwant\n%s", after, q[0], got, want)
			}
		}
		if got, want := dump(t, s, "SELECT * FROM naming_moved"), dump(t, s, "SELECT 1 WHERE false"); got != want {
			t.Fatalf("after %s: namings are not counted yet:\n%s", after, got)
		}
		packedAsStored(t, s, after)
	}
	pile, now := recordtest.NewPile(30), recordtest.Noon
	var reports []record.Report
	var made []string // decisions
	names := []string{"Speaker Number 0", "Speaker Number 1", "Speaker Number 2", "Speaker Number 3", "Somebody New"}
	decide := func(d record.Decision) {
		t.Helper()
		now = now.Add(time.Minute)
		d.By, d.Made = "ada", now
		sealed, err := d.Seal()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Decide(t.Context(), sealed); err != nil {
			t.Fatal(err)
		}
		made = append(made, sealed.ID)
	}
	done := map[string]int{}
	steps := 150
	if testing.Short() {
		steps = 110
	}
	for step := range steps {
		what := []string{"add", "decide", "decide", "decide", "enter", "correct", "undo", "merge", "split", "upgrade", "propose", "refer"}[rng.IntN(12)]
		if len(reports) < 4 {
			what = "add"
		}
		switch what {
		case "add":
			r := pile.Report(0)
			eventful(rng, r.Document)
			r.Document.URL = fmt.Sprintf("https://example.org/%d", rng.IntN(8))
			if _, err := s.Add(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			reports = append(reports, r)
		case "decide":
			d := reports[rng.IntN(len(reports))].Document
			of := slices.Concat(d.Statements, d.Undecided)
			if len(of) == 0 {
				continue
			}
			st := &of[rng.IntN(len(of))]
			dec := record.Decision{Target: record.TargetOf(d, st)}
			switch rng.IntN(5) {
			case 0:
				dec.Kind = record.Accept
			case 1:
				dec.Kind = record.Reject
			case 2:
				dec.Kind, dec.Value.Speaker = record.CorrectSpeaker, names[rng.IntN(len(names))]
			case 3:
				dec.Kind, dec.Value.Kind = record.CorrectKind, []string{"direct", "mixed", "indirect"}[rng.IntN(3)]
			default:
				dec.Kind, dec.Value.Date = record.CorrectDate, fmt.Sprintf("20%d", 10+rng.IntN(5))
			}
			decide(dec)
		case "enter":
			d := reports[rng.IntN(len(reports))].Document
			words := strings.Fields(d.Text)
			from := strings.Index(d.Text, words[rng.IntN(len(words))])
			to := min(len(d.Text), from+5+rng.IntN(60))
			for to < len(d.Text) && !utf8.RuneStart(d.Text[to]) {
				to++
			}
			st := sayso.Statement{Content: []sayso.Span{{Start: int32(from), End: int32(to)}}}
			decide(record.Decision{Kind: record.Add, Target: record.TargetOf(d, &st), Value: record.Value{
				Kind: []string{"direct", "mixed", "indirect"}[rng.IntN(3)], Speaker: names[rng.IntN(len(names))], Date: []string{"", "2012-03"}[rng.IntN(2)]}})
		case "correct":
			d := reports[rng.IntN(len(reports))].Document
			switch rng.IntN(3) {
			case 0:
				decide(record.Decision{Kind: record.CorrectPublished, Target: record.ArticleTarget(d), Value: record.Value{Date: []string{"", "2012-03"}[rng.IntN(2)]}})
			case 1:
				if len(d.Places) > 0 {
					decide(record.Decision{Kind: record.CorrectPlace, Target: record.TargetAt(d, d.Places[rng.IntN(len(d.Places))].Span),
						Value: record.Value{Place: []*record.PlaceValue{nil, {GeoNameID: 7, Name: "Elsewhere"}}[rng.IntN(2)]}})
				}
			default:
				if len(d.Figures) > 0 {
					decide(record.Decision{Kind: record.CorrectFigure, Target: record.TargetAt(d, d.Figures[rng.IntN(len(d.Figures))].Span),
						Value: record.Value{Figure: []*record.FigureValue{nil, {From: 3, To: 3, Unit: "thing"}}[rng.IntN(2)]}})
				}
			}
		case "undo":
			if len(made) > 0 {
				decide(record.Decision{Kind: record.Undo, Undoes: made[rng.IntN(len(made))]})
			}
		case "merge":
			i, j := rng.IntN(len(names)), rng.IntN(len(names))
			if i != j {
				decide(record.Decision{Kind: record.MergeSpeakers, Value: record.Value{Speaker: names[i], Into: names[j]}})
			}
		case "split":
			decide(record.Decision{Kind: record.SplitSpeaker, Value: record.Value{Speaker: names[rng.IntN(len(names))]}})
		case "propose":
			proposeAny(t, s, rng, reports)
		case "refer":
			if d, ok := anyReferentDecision(rng, reports); ok {
				decide(d)
			}
		case "upgrade":
			i := rng.IntN(len(reports))
			r := reports[i]
			d := *r.Document
			if n := len(d.Statements); n > 1 {
				gone := rng.IntN(n)
				d.Statements = slices.Concat(d.Statements[:gone], d.Statements[gone+1:])
			}
			if n := len(d.Events); n > 1 && d.Events[n-1].Again == 0 {
				d.Events = d.Events[:n-1]
			}
			if n := len(d.Namings); n > 1 {
				d.Namings = d.Namings[:n-1]
			}
			d.Outlet.Name = []string{d.Outlet.Name, "", "The Herald"}[rng.IntN(3)]
			r.Document, r.Pipeline = &d, fmt.Sprintf("cafe%08d", step)
			if _, err := s.Upgrade(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			reports[i] = r
		}
		done[what]++
		compare(fmt.Sprintf("step %d, %s", step, what))
	}
	for _, what := range []string{"add", "decide", "enter", "correct", "undo", "merge", "split", "upgrade", "propose", "refer"} {
		if done[what] < 5 {
			t.Errorf("%s was done %d times: %v", what, done[what], done)
		}
	}
	for _, q := range fresh {
		if strings.Count(dump(t, s, q[1]), "\n") < 3 {
			t.Errorf("%s gives next to nothing", q[1])
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), older(t, path, counting), Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	compare("opening an older record")
}
