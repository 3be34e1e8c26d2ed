package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sayso"
	"sayso/record"
)

// memory is a record in memory, filtered by plain loops, for the tests of the pages.
type memory struct {
	record.Reviewing // of which it has nothing, as of the next
	record.Matcher
	record.Searching
	mu      sync.Mutex
	reports []record.Report
	fail    error // answered by every method when set
	together

	proposals []record.Proposal // of referents
}

func slug(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	}), "-")
}

func page[T any](rows []T, q record.Query) record.Page[T] {
	p := record.Page[T]{Total: len(rows)}
	after, _ := strconv.Atoi(q.After)
	rows = rows[min(after+q.Offset, len(rows)):]
	limit := q.Limit
	if limit == 0 {
		limit = record.DefaultLimit
	}
	if limit > 0 && len(rows) > limit {
		rows = rows[:limit]
		p.Next = strconv.Itoa(after + q.Offset + limit)
	}
	p.Rows = rows
	return p
}

func (m *memory) Has(_ context.Context, d sayso.Digest) (bool, error) {
	_, err := m.Original(context.Background(), d)
	return err == nil, m.fail
}

func (m *memory) Add(_ context.Context, r record.Report) (record.Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reports = append(m.reports, r)
	return record.Added, m.fail
}

func (m *memory) article(r record.Report) record.Article {
	d := r.Document
	a := record.Article{ID: d.ID, Name: d.Name, URL: d.URL, Title: d.Title, Language: d.Language, Date: d.Date,
		Original: d.Original, Format: d.Format, Pipeline: r.Pipeline, Version: 1, Latest: true, Statements: len(d.Statements)}
	if d.Outlet.Name != "" {
		a.Outlet = record.Outlet{ID: slug(d.Outlet.Name), Name: d.Outlet.Name}
	}
	for _, c := range d.Agencies {
		a.Agencies = append(a.Agencies, c.Name)
	}
	for i, o := range m.reports {
		if d.URL == "" || o.Document.URL != d.URL || o.Document.ID == d.ID {
			continue
		}
		if at := slices.IndexFunc(m.reports, func(x record.Report) bool { return x.Document.ID == d.ID }); i < at {
			a.Version++
		} else {
			a.Latest = false
		}
	}
	return a
}

func (m *memory) all() []record.Statement {
	reports := slices.Clone(m.reports)
	slices.SortStableFunc(reports, func(a, b record.Report) int {
		return cmp.Compare(b.Document.Date.Value, a.Document.Date.Value)
	})
	var rows []record.Statement
	for _, r := range reports {
		d := r.Document
		for i := range d.Statements {
			st := d.Statements[i]
			row := record.Statement{Statement: st, ID: st.ID(d.ID), Article: m.article(r), Ordinal: i + 1, Review: record.Open,
				Addressee: wordsOf(d.Text, []sayso.Span{st.Addressee}, ""), Occasion: wordsOf(d.Text, []sayso.Span{st.Occasion}, "")}
			row.SpanTexts = record.SpanTexts{Source: wordsOf(d.Text, st.Source, " … "),
				Cue: wordsOf(d.Text, st.Cue, " … "), Content: wordsOf(d.Text, st.Content, " … ")}
			if e, ok := st.Speaker.At(d.Entities); ok {
				row.Speaker = record.Speaker{ID: slug(e.Name), Name: e.Name, Type: e.Type}
			}
			for _, z := range d.Zones {
				if z.Span.Overlaps(st.Content[0]) {
					row.Level = z.Kind
				}
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func (m *memory) match(q record.Query) []record.Statement {
	has := func(field, id, name string) bool {
		return field == "" || field == id || strings.Contains(strings.ToLower(name), strings.ToLower(field))
	}
	var out []record.Statement
	for _, r := range m.all() {
		d := cmp.Or(r.Said.Value, r.Article.Date.Value)
		if !has(q.Speaker, r.Speaker.ID, r.Speaker.Name) || !has(q.Outlet, r.Article.Outlet.ID, r.Article.Outlet.Name) ||
			q.Kind != "" && r.Kind.String() != q.Kind || q.Article != "" && r.Article.ID != q.Article ||
			q.Article == "" && !r.Article.Latest ||
			q.On == "open" && d != "" || q.On != "" && q.On != "open" && q.On != d ||
			q.When == "said" && r.Said.Value == "" || q.When == "open" && r.Said.Value != "" ||
			q.From != "" && d < q.From || q.To != "" && (d == "" || d > q.To+"~") {
			continue
		}
		if q.Text != "" {
			c := r.SpanTexts.Content
			at := strings.Index(strings.ToLower(c), strings.ToLower(q.Text))
			if at < 0 {
				continue
			}
			end := at + len(q.Text)
			r.Snippet = c[:at] + hitStart + c[at:end] + hitEnd + c[end:]
		}
		out = append(out, r)
	}
	return out
}

func (m *memory) Statements(_ context.Context, q record.Query) (record.Page[record.Statement], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return page(m.match(q), q), m.fail
}

func (m *memory) Articles(_ context.Context, q record.Query) (record.Page[record.Article], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var rows []record.Article
	for _, r := range m.reports {
		a := m.article(r)
		if a.Latest && (q.Outlet == "" || q.Outlet == a.Outlet.ID) && (q.From == "" || a.Date.Value >= q.From) {
			rows = append(rows, a)
		}
	}
	slices.SortStableFunc(rows, func(a, b record.Article) int { return cmp.Compare(b.Date.Value, a.Date.Value) })
	return page(rows, q), m.fail
}

func (m *memory) Speakers(_ context.Context, q record.Query) (record.Page[record.Speaker], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	at, seen := map[string]int{}, map[string]bool{}
	var rows []record.Speaker
	for _, r := range m.match(q) {
		if r.Speaker.ID == "" {
			continue
		}
		i, ok := at[r.Speaker.ID]
		if !ok {
			i = len(rows)
			at[r.Speaker.ID] = i
			rows = append(rows, r.Speaker)
		}
		if told := r.Speaker.ID + "\x00" + string(r.Article.ID); !seen[told] {
			seen[told] = true
			rows[i].Articles++
		}
		if told := r.Speaker.ID + "\x01" + r.Article.Outlet.ID; !seen[told] {
			seen[told] = true
			rows[i].Outlets++
		}
		rows[i].Statements++
		if s := r.SpanTexts.Source; s != "" && !slices.Contains(rows[i].AsWritten, s) {
			rows[i].AsWritten = append(rows[i].AsWritten, s)
		}
	}
	slices.SortStableFunc(rows, func(a, b record.Speaker) int { return cmp.Compare(b.Statements, a.Statements) })
	return page(rows, q), m.fail
}

func (m *memory) Outlets(_ context.Context, q record.Query) (record.Page[record.Outlet], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var rows []record.Outlet
	told := map[string]int{} // matching statements by article
	for _, st := range m.match(q) {
		told[string(st.Article.ID)]++
	}
	for _, r := range m.reports {
		a := m.article(r)
		n := told[string(a.ID)]
		if !a.Latest || a.Outlet.ID == "" || n == 0 && q.Text+q.Speaker+q.Kind != "" {
			continue
		}
		i := slices.IndexFunc(rows, func(o record.Outlet) bool { return o.ID == a.Outlet.ID })
		if i < 0 {
			i, rows = len(rows), append(rows, a.Outlet)
		}
		rows[i].Articles++
		rows[i].Statements += n
	}
	return page(rows, q), m.fail
}

func (m *memory) Figures(_ context.Context, q record.Query) (record.Page[record.Figure], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	rows := m.all()
	var out []record.Figure
	for _, r := range m.reports {
		d := r.Document
		for i, f := range d.Figures {
			row := record.Figure{Figure: f, Article: m.article(r), Ordinal: i + 1, Words: f.Span.Of(d.Text), Counted: f.Counted.Of(d.Text)}
			row.Before, row.After = record.Around(d.Text, sayso.Span{End: int32(len(d.Text))}, f.Span)
			if st, ok := d.Claim(f.Span).At(d.Statements); ok {
				row.Statement = st.ID(d.ID)
				st, _ := find(rows, nil, func(s record.Statement) bool { return s.ID == row.Statement })
				row.Speaker, row.Source, row.Kind = st.Speaker, st.SpanTexts.Source, st.Kind
			}
			if strings.Contains(row.Words, q.Text) && (q.Unit == "" || q.Unit == f.Unit) && (q.Speaker == "" || q.Speaker == row.Speaker.ID) {
				out = append(out, row)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b record.Figure) int { return cmp.Compare(a.Unit, b.Unit) })
	return page(out, q), m.fail
}

func (m *memory) Places(_ context.Context, q record.Query) (record.Page[record.Place], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []record.Place
	for _, r := range m.reports {
		for _, p := range r.Document.Places {
			if !p.Placed() || q.Place != 0 && q.Place != p.GeoNameID {
				continue
			}
			i := slices.IndexFunc(out, func(o record.Place) bool { return o.GeoNameID == p.GeoNameID })
			if i < 0 {
				i = len(out)
				out = append(out, record.Place{GeoNameID: p.GeoNameID, Name: p.Name, Country: p.Country, Feature: p.Feature, Lat: p.Lat, Lon: p.Lon, Articles: 1})
			}
			out[i].Named++
			if r.Document.Claim(p.Span) > 0 {
				out[i].In++
			}
		}
	}
	for i := range out {
		out[i].Held = len(m.events(record.Query{Place: out[i].GeoNameID}))
	}
	return page(out, q), m.fail
}

func (m *memory) events(q record.Query) []record.Event {
	rows := m.all()
	var out []record.Event
	for _, r := range m.reports {
		d := r.Document
		for i := range d.Events {
			e := &d.Events[i]
			row := record.Event{Event: *e, Article: m.article(r), Ordinal: i + 1, Date: record.EventDate(d, e), Words: e.Span.Of(d.Text), Mentions: 1}
			row.Time, _ = e.Time.At(d.Times)
			row.Where, _ = e.Place.At(d.Places)
			row.When, row.WhereWords = row.Time.Span.Of(d.Text), row.Where.Span.Of(d.Text)
			row.Before, row.After = record.Around(d.Text, sayso.Span{End: int32(len(d.Text))}, e.Span)
			if st, ok := d.Claim(e.Span).At(d.Statements); ok {
				row.Statement = st.ID(d.ID)
				st, _ := find(rows, nil, func(s record.Statement) bool { return s.ID == row.Statement })
				row.Speaker, row.Source, row.Quoted = st.Speaker, st.SpanTexts.Source, st.Kind
			}
			on := q.On == "" || q.On == row.Date.Value || q.On == "open" && row.Date.Value == ""
			if on && (q.Event == "" || q.Event == e.Kind) && (q.When == "" || (q.When == "ahead") == e.Ahead) &&
				(q.Place == 0 || q.Place == row.Where.GeoNameID) && (q.Speaker == "" || q.Speaker == row.Speaker.ID) && (q.Text == "" || strings.Contains(row.Words, q.Text)) {
				out = append(out, row)
			}
		}
	}
	return out
}

func (m *memory) Events(_ context.Context, q record.Query) (record.Page[record.Event], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return page(m.events(q), q), m.fail
}

func (m *memory) Days(_ context.Context, q record.Query) (record.Page[record.Day], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []record.Day
	for _, st := range m.match(q) {
		d := record.DateOf(st.Said, st.Article.Date)
		i := slices.IndexFunc(out, func(o record.Day) bool { return o.Date == d })
		if i < 0 {
			i, out = len(out), append(out, record.Day{Date: d})
		}
		if st.Said.Value != "" {
			out[i].Said++
		} else {
			out[i].Told++
		}
	}
	for _, e := range m.events(q) {
		i := slices.IndexFunc(out, func(o record.Day) bool { return o.Date == e.Date.Value })
		if i < 0 {
			i, out = len(out), append(out, record.Day{Date: e.Date.Value})
		}
		out[i].Held++
	}
	slices.SortStableFunc(out, func(a, b record.Day) int { return cmp.Compare(b.Date, a.Date) })
	return page(out, q), m.fail
}

func find[T any](rows []T, err error, ok func(T) bool) (T, error) {
	var zero T
	if err != nil {
		return zero, err
	}
	if i := slices.IndexFunc(rows, ok); i >= 0 {
		return rows[i], nil
	}
	return zero, record.ErrNotFound
}

func (m *memory) Statement(_ context.Context, id string) (record.Statement, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return find(m.all(), m.fail, func(s record.Statement) bool { return s.ID == id })
}

func (m *memory) Speaker(ctx context.Context, id string) (record.Speaker, error) {
	p, err := m.Speakers(ctx, record.Query{Limit: -1})
	return find(p.Rows, err, func(s record.Speaker) bool { return s.ID == id })
}

func (m *memory) Outlet(ctx context.Context, id string) (record.Outlet, error) {
	p, err := m.Outlets(ctx, record.Query{Limit: -1})
	return find(p.Rows, err, func(o record.Outlet) bool { return o.ID == id })
}

func (m *memory) Document(_ context.Context, id sayso.ArticleID) (*sayso.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, err := find(m.reports, m.fail, func(r record.Report) bool { return r.Document.ID == id })
	return r.Document, err
}

func (m *memory) Texts(ctx context.Context, ids []sayso.ArticleID) (map[sayso.ArticleID]*sayso.Article, error) {
	texts := map[sayso.ArticleID]*sayso.Article{}
	for _, id := range ids {
		d, err := m.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		texts[id] = &sayso.Article{ID: id, Text: d.Text, Zones: d.Zones}
	}
	return texts, nil
}

func (m *memory) Versions(_ context.Context, id sayso.ArticleID) ([]record.Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, err := find(m.reports, m.fail, func(r record.Report) bool { return r.Document.ID == id })
	if err != nil {
		return nil, err
	}
	var out []record.Article
	for _, o := range slices.Backward(m.reports) {
		if o.Document.ID == id || r.Document.URL != "" && o.Document.URL == r.Document.URL {
			out = append(out, m.article(o))
		}
	}
	return out, nil
}

func (m *memory) Original(_ context.Context, d sayso.Digest) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, err := find(m.reports, m.fail, func(r record.Report) bool { return r.Document.Original == d })
	return r.Original, err
}

func (m *memory) ReviewCounts(ctx context.Context, q record.Query) (map[record.Review]int, error) {
	page, err := m.Statements(ctx, q)
	return map[record.Review]int{record.Open: page.Total}, err
}

func (m *memory) Decisions(context.Context, record.DecisionQuery) (record.Page[record.Decided], error) {
	return record.Page[record.Decided]{}, m.fail
}

func (m *memory) Each(_ context.Context, f func(record.Stored) error) error { return m.fail }
func (m *memory) Close() error                                              { return m.fail }

func (m *memory) Searches(context.Context) ([]record.Search, error)      { return nil, m.fail }
func (m *memory) Looked(context.Context, string) (map[string]int, error) { return nil, m.fail }
func (m *memory) Narrow(context.Context, record.Query, int) (record.Narrowed, error) {
	return record.Narrowed{}, m.fail
}
