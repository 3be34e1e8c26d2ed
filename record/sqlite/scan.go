package sqlite

import (
	"database/sql"
	"fmt"

	"sayso"
	"sayso/record"
)

// articleColumns are what scanArticle reads, from article (a) and its outlet (o).
const articleColumns = `a.id, a.digest, a.latest, a.version, a.statements, coalesce(o.id, ''), coalesce(o.name, ''),
	a.date, a.date_reason, coalesce(a.machine_date, ''), a.name, a.url, a.title, a.language, a.agencies, a.format, a.pipeline, a.key, a.added`

// articleTables are the tables of articleColumns.
const articleTables = ` FROM article a LEFT JOIN outlet o ON o.key = a.outlet`

type row interface{ Scan(dest ...any) error }

// articleRow is an article while it is read.
type articleRow struct {
	record.Article
	digest                            []byte
	date, reason, machine, agencyList string
	added                             string
}

func (a *articleRow) dest() []any {
	return []any{&a.ID, &a.digest, &a.Latest, &a.Version, &a.Statements, &a.Outlet.ID, &a.Outlet.Name,
		&a.date, &a.reason, &a.machine, &a.Name, &a.URL, &a.Title, &a.Language, &a.agencyList, &a.Format, &a.Pipeline,
		&a.Number, &a.added}
}

// finish fills what the columns hold in a form of their own.
func (a *articleRow) finish() (record.Article, error) {
	var err error
	if a.Original, err = toDigest(a.digest); err != nil {
		return a.Article, fmt.Errorf("article %s: %w", a.ID, err)
	}
	if a.Date, err = decodeDate(a.date, a.reason); err != nil {
		return a.Article, fmt.Errorf("article %s: date: %w", a.ID, err)
	}
	if a.Added, err = toMoment(a.added); err != nil {
		return a.Article, fmt.Errorf("article %s: added: %w", a.ID, err)
	}
	if a.DateRead, err = machineDate(a.machine); err != nil {
		return a.Article, fmt.Errorf("article %s: machine's date: %w", a.ID, err)
	}
	credits, err := decode(a.agencyList, fromCredit)
	if err != nil {
		return a.Article, fmt.Errorf("article %s: agencies: %w", a.ID, err)
	}
	for _, c := range credits {
		a.Agencies = append(a.Agencies, c.Name)
	}
	return a.Article, nil
}

func toDigest(b []byte) (d sayso.Digest, err error) {
	if len(b) != len(d) {
		return d, fmt.Errorf("digest of %d bytes, want %d", len(b), len(d))
	}
	copy(d[:], b)
	return d, nil
}

// annotationColumns are what annotation reads, from statement (s).
const annotationColumns = `s.id, s.kind, s.entity, s.within, s.score, s.source, s.cue, s.content, s.level,
	s.source_at, s.cue_at, s.content_at, s.addressee_at, s.occasion_at, s.said, s.said_reason, s.chain,
	s.ordinal, s.review, s.undecided, s.machine, s.entered_by`

// annotation is a statement while it is read.
type annotation struct {
	id                                       string
	texts                                    record.SpanTexts
	entity, within                           int32
	score                                    float64
	kind, level                              string
	source, cue, content                     string
	addressee, occasion, said, reason, chain string
	ordinal                                  int32
	review                                   record.Review
	undecided                                bool
	machine                                  sql.NullString
	enteredBy                                string
}

func (r *annotation) dest() []any {
	return []any{&r.id, &r.kind, &r.entity, &r.within, &r.score, &r.texts.Source, &r.texts.Cue, &r.texts.Content, &r.level,
		&r.source, &r.cue, &r.content, &r.addressee, &r.occasion, &r.said, &r.reason, &r.chain,
		&r.ordinal, &r.review, &r.undecided, &r.machine, &r.enteredBy}
}

// statement returns the statement that the columns hold, and the kind of zone
// it stands in. An error names the column.
func (r *annotation) statement() (st sayso.Statement, level sayso.ZoneKind, err error) {
	st.Speaker, st.Within = sayso.Ref[sayso.Entity](r.entity), sayso.Ref[sayso.Statement](r.within)
	st.Score = float32(r.score)
	if st.Kind, err = sayso.ParseKind(r.kind); err != nil {
		return st, level, err
	}
	if err = level.UnmarshalText([]byte(r.level)); err != nil {
		return st, level, fmt.Errorf("level: %w", err)
	}
	for _, role := range []struct {
		name, list string
		to         *[]sayso.Span
	}{{"source", r.source, &st.Source}, {"cue", r.cue, &st.Cue}, {"content", r.content, &st.Content}} {
		if *role.to, err = parseSpans(role.list); err != nil {
			return st, level, fmt.Errorf("%s: %w", role.name, err)
		}
	}
	if st.Addressee, err = parseSpan(r.addressee); err != nil {
		return st, level, fmt.Errorf("addressee: %w", err)
	}
	if st.Occasion, err = parseSpan(r.occasion); err != nil {
		return st, level, fmt.Errorf("occasion: %w", err)
	}
	if st.Said, err = decodeDate(r.said, r.reason); err != nil {
		return st, level, fmt.Errorf("said: %w", err)
	}
	if st.Chain, err = decode(r.chain, fromLink); err != nil {
		return st, level, fmt.Errorf("chain: %w", err)
	}
	return st, level, nil
}

// machineStatement returns the statement as the machine read it, or as it was entered, and the words
// stored for its spans.
func (r *annotation) machineStatement() (sayso.Statement, record.SpanTexts, error) {
	st, _, err := r.statement()
	if err != nil {
		return st, r.texts, err
	}
	m, err := fromMachine(r.machine, st)
	if err != nil || m == nil {
		return st, r.texts, err
	}
	return m.Statement, m.SpanTexts, nil
}

// each calls f with every row of rows and closes them.
func each(rows *sql.Rows, err error, f func(row) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
