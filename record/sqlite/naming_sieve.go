package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"sayso"
	"sayso/record"
)

// namingSieve is the conditions of a ledger as packed namings are tested by them.
type namingSieve struct {
	articles *sieve
	held     keySet // of words, those whose way holds what is asked for; nil for any
	referent int64  // its key, 0 for none
	of       bool   // only those of that referent
	way      uint32 // 0 for any
	voice    sayso.Voice
	voiced   bool // only those in that voice
	nothing  bool // what is asked for by name is not there
}

// packed returns the conditions of q when packed namings hold all that it asks for and
// are the quickest way, and nil when they are not.
func (f *filter) packed(ctx context.Context, tx *sql.Tx, q record.NamingQuery) (*namingSieve, error) {
	if !f.mayScan() || len(f.statement.conds) > 0 || len(f.article.conds) > len(f.voice.outlet.conds) {
		return nil, nil
	}
	any, err := remember(ctx, tx, f.finds, ledgerQuery(q), byWays, func() (*namingSieve, int, error) {
		s, err := f.anyNaming(ctx, tx, q)
		if s == nil || err != nil {
			return nil, 0, err
		}
		return s, 8*(len(s.held)+len(s.articles.outlets)) + 1, nil
	})
	if any == nil || err != nil {
		return nil, err
	}
	s := *any
	if q.Voice != "" {
		s.voiced = true
		if s.voice, err = sayso.ParseVoice(q.Voice); err != nil {
			return nil, err
		}
	}
	if s.of = q.Referent != ""; s.of && q.Referent != record.NoReferent {
		if err := s.key(tx.QueryRowContext(ctx, "SELECT key FROM referent WHERE id = ?", q.Referent), &s.referent); err != nil {
			return nil, err
		}
	}
	if q.Way != "" {
		if err := s.key(tx.QueryRowContext(ctx, "SELECT key FROM wording WHERE way = ? ORDER BY key LIMIT 1", q.Way), &s.way); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

// ledgerQuery returns what q asks of articles and of words, as all lists of one page do.
func ledgerQuery(q record.NamingQuery) record.Query {
	return record.Query{Text: q.Text, Outlet: q.Outlet, From: q.From, To: q.To}
}

// anyNaming returns the conditions of ledgerQuery, nil when so few articles fulfil them
// that it is quicker to go by these.
func (f *filter) anyNaming(ctx context.Context, tx *sql.Tx, q record.NamingQuery) (*namingSieve, error) {
	where := join(f.article, f.published)
	where.and("a.latest = 1")
	var articles int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM article a"+where.where(), where.args...).Scan(&articles); err != nil {
		return nil, err
	}
	if articles <= f.finds.from/3 {
		return nil, nil
	}
	s := &namingSieve{}
	plain := *f
	plain.query.Place = 0 // no ledger goes by it
	var err error
	if s.articles, err = plain.sieve(ctx, tx, true); err != nil {
		return nil, err
	}
	if q.Outlet == record.NoOutlet {
		s.articles.outlets.add(0)
	}
	var words clause
	words.ways("way", q.Text)
	if len(words.conds) > 0 {
		s.held, err = keysOf(ctx, tx, "key", "wording"+words.where(), words.args...)
	}
	return s, err
}

// key reads the key of what is asked for by name.
func (s *namingSieve) key(r row, to any) error {
	err := r.Scan(to)
	if errors.Is(err, sql.ErrNoRows) {
		s.nothing = true
		return nil
	}
	return err
}

// ways adds the condition that column, a way of naming, holds every word of text.
func (c *clause) ways(column, text string) {
	for _, phrase := range record.Phrases(text) {
		for _, word := range phrase {
			c.and("instr("+column+", ?) > 0", strings.TrimSuffix(strings.ToLower(word), "*"))
		}
	}
}

// eachNaming calls visit with every naming of the articles asked for whose way holds the
// words asked for.
func (s *namingSieve) eachNaming(ctx context.Context, tx *sql.Tx, visit func(head *packedHead, referent uint32, n foundNaming)) error {
	return s.articles.parts.eachPacked(ctx, tx, packedNamings, func(head *packedHead, rows []byte) error {
		if !s.articles.article(head) {
			return nil
		}
		for ; len(rows) >= namingSize; rows = rows[namingSize:] {
			words := number(rows[8:])
			if s.held == nil || s.held.has(words) {
				visit(head, number(rows), foundNaming{number(rows[4:]), words, head.outlet, sayso.Voice(rows[12])})
			}
		}
		return nil
	})
}

// wants reports whether a naming is of the way and in the voice asked for.
func (s *namingSieve) wants(n *foundNaming) bool {
	return !s.nothing && (s.way == 0 || n.way == s.way) && (!s.voiced || n.voice == s.voice)
}

// window returns the number of namings that s leaves, the articles of which a page of them
// is cut, as JSON, and how many namings come before these. The page begins behind a
// naming of the date after, unless that is nil.
func (s *namingSieve) window(ctx context.Context, tx *sql.Tx, f *filter, after *packedDate) (total int, keys string, newer int, err error) {
	m := &found{}
	err = s.eachNaming(ctx, tx, func(head *packedHead, referent uint32, n foundNaming) {
		if s.of && int64(referent) != s.referent || !s.wants(&n) {
			return
		}
		if last := len(m.articles) - 1; last < 0 || m.articles[last].key != head.article {
			m.articles = append(m.articles, foundArticle{head.article, head.date, 0})
		}
		m.articles[len(m.articles)-1].n++
		total++
	})
	keys, newer = m.articleWindow(f, after, func(a foundArticle) int { return a.n })
	return total, keys, newer, err
}
