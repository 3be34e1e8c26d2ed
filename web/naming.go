package web

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// namingFilter is what the address of the naming ledger asks for.
type namingFilter struct {
	filter
	Referent, Voice, Way string
}

// namingParams are the fields beside those of every filter.
var namingParams = []string{"referent", "voice", "way"}

func (f *namingFilter) own(param string) *string {
	switch param {
	case "referent":
		return &f.Referent
	case "voice":
		return &f.Voice
	default:
		return &f.Way
	}
}

func parseNamingFilter(v url.Values) (f namingFilter, problems map[string]string) {
	f.filter, problems = listFilter("namings", v)
	filters, wrong := record.ReadFilters(v)
	for _, p := range namingParams {
		*f.own(p) = filters[p]
		if wrong[p] != "" {
			problems[p] = wrong[p]
		}
	}
	return f, problems
}

// filters are those of f that are set, by parameter.
func (f namingFilter) filters() record.Filters {
	all := f.filter.filters()
	for _, p := range namingParams {
		if val := *f.own(p); val != "" {
			all[p] = val
		}
	}
	return all
}

func (f namingFilter) query() record.NamingQuery {
	q := f.filters().Query()
	paged := f.filter.query()
	q.Limit, q.Offset, q.CountTo = paged.Limit, paged.Offset, paged.CountTo
	return q
}

// list names what the ledger lists.
func (f namingFilter) list() string {
	if f.Referent == "" {
		return "referents"
	}
	return "namings"
}

// href is the address of the ledger with f.
func (f namingFilter) href() string {
	at := f.filter.href("/naming")
	v := url.Values{}
	for _, p := range namingParams {
		if val := *f.own(p); val != "" {
			v.Set(p, val)
		}
	}
	switch {
	case len(v) == 0:
		return at
	case strings.Contains(at, "?"):
		return at + "&" + v.Encode()
	}
	return at + "?" + v.Encode()
}

// narrowed returns f with one of its own fields changed and the first page.
func (f namingFilter) narrowed(param, value string) namingFilter {
	*f.own(param) = value
	f.Page = 1
	return f
}

// voiceHeads are what the columns of the ledger are called.
var voiceHeads = map[sayso.Voice]string{
	sayso.VoiceOwn: "Own voice", sayso.VoiceParaphrase: "Paraphrase", sayso.VoiceQuoted: "Inside quotation marks",
	sayso.VoiceBracket: "Editor’s brackets", sayso.VoiceUndecided: "Undecided",
}

// namingPage is the data of the ledger: of all referents, or of one.
type namingPage struct {
	layout
	Filter   namingFilter
	Problems map[string]string
	asked
	Voices []string // heads of the columns

	Rows    []ledgerRow // of all referents
	Without named       // the namings for which no referent is proposed, without a name when there are none

	Referent *record.Referent // the one asked for
	Type     string
	Outlets  []ledgerRow
	Ways     []ledgerRow
	Passages []namingRow
	Pager    pager
	All      string // the address of all referents

	Desk      *desk
	Decisions []decisionRow     // about the referent
	Known     []record.Referent // others that its passages may be of
}

// ledgerRow is a referent, an outlet or a way of naming with its counts by voice.
type ledgerRow struct {
	Label  named
	ID     string // of a referent or an outlet
	Said   string // what people say of a referent
	Type   string
	Ways   []string // the most frequent ways of naming, of a referent
	More   int      // how many others there are
	Counts []cell
	Total  cell
	Where  []cell // of a way, by outlet
}

// cell is a count that leads to what it counts.
type cell struct {
	Label string // what it counts, for readers who hear the page
	Count int
	Href  string
}

// namingRow is one naming in its passage.
type namingRow struct {
	ID                   string
	Before, Words, After string
	Voice                string
	Claimant             named
	Own                  bool
	Passage              string
	Outlet               named
	Article              named
	Date                 date
	Why                  string
}

// shownWays is how many ways of naming the list of referents shows of each.
const shownWays = 4

func (s *site) naming(w http.ResponseWriter, r *http.Request) error {
	f, problems := parseNamingFilter(r.URL.Query())
	p := namingPage{layout: s.layout("Naming", "naming"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "naming", p)
	}
	for _, v := range sayso.Voices() {
		p.Voices = append(p.Voices, voiceHeads[v])
	}
	p.Desk = s.desk(r)
	var err error
	if p.Chips, err = f.chips(r.Context(), s); err != nil {
		return err
	}
	if f.Referent == "" {
		err = s.allReferents(r.Context(), &p)
	} else {
		err = s.oneReferent(r.Context(), &p)
	}
	if err == nil && p.Pager.Total == 0 {
		p.Loosen, err = s.loosen(r.Context(), f.list(), f, p.Chips)
	}
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "naming", p)
}

// chips are the filters in force.
func (f namingFilter) chips(ctx context.Context, s *site) ([]chip, error) {
	var cs []chip
	for _, fd := range filterFields {
		val := *f.field(fd.Param)
		if val == "" {
			continue
		}
		without := f
		without.filter = f.with(fd.Param, "")
		val, err := s.shown(ctx, fd.Param, val)
		if err != nil {
			return nil, err
		}
		cs = append(cs, chip{fd.Label, val, without.href(), fd.Param})
	}
	if f.Voice != "" {
		v, _ := sayso.ParseVoice(f.Voice) // parseNamingFilter has looked at it
		cs = append(cs, chip{"Voice", voiceHeads[v], f.narrowed("voice", "").href(), "voice"})
	}
	if f.Way != "" {
		cs = append(cs, chip{"Named", f.Way, f.narrowed("way", "").href(), "way"})
	}
	return cs, nil
}

// counts are the cells of a row whose counts by voice are given; at leads to all of
// them, whose number is total.
func (f namingFilter) counts(by map[sayso.Voice]int, what string) (cells []cell, total cell) {
	for _, v := range sayso.Voices() {
		cells = append(cells, cell{Label: what + ", " + strings.ToLower(voiceHeads[v]), Count: by[v], Href: f.narrowed("voice", v.String()).href() + "#passages"})
		total.Count += by[v]
	}
	total.Label, total.Href = what+", all voices", f.href()+"#passages"
	return cells, total
}

func (s *site) allReferents(ctx context.Context, p *namingPage) error {
	f := p.Filter
	page, err := s.store.Referents(ctx, f.query())
	if err != nil {
		return err
	}
	for _, x := range page.Rows {
		here := f.narrowed("referent", x.ID)
		row := ledgerRow{Label: named{x.Name, here.href()}, ID: x.ID, Type: typeName(x.Type), Said: saidOf(x)}
		row.Counts, row.Total = here.counts(x.Voices, x.Name)
		q := here.query()
		q.Limit, q.CountTo = shownWays, -1
		ways, err := s.store.Ways(ctx, q)
		if err != nil {
			return err
		}
		for _, way := range ways.Rows {
			row.Ways = append(row.Ways, way.Words)
		}
		row.More = ways.Total - len(ways.Rows)
		p.Rows = append(p.Rows, row)
	}
	p.Pager = f.pagerTo(len(page.Rows), page.Total)
	none := f.narrowed("referent", record.NoReferent)
	q := none.query()
	q.Limit = 1
	without, err := s.store.Namings(ctx, q)
	if err == nil && without.Total > 0 {
		p.Without = named{count(without.Total, "naming"), none.href()}
	}
	return err
}

// pagerTo is the pager of the ledger.
func (f namingFilter) pagerTo(rows, total int) pager {
	p := f.filter.pager("/naming", rows, total)
	if rows > 0 {
		p.Exports = exportLinks(f.list(), f.filters().Encode())
	}
	at := func(page int) string {
		f.Page = page
		return f.href()
	}
	if p.Start != "" {
		p.Start, p.Prev = at(1), at(min(p.Page-1, p.Pages))
	}
	if p.Next != "" {
		p.Next = at(p.Page + 1)
	}
	return p
}

func (s *site) oneReferent(ctx context.Context, p *namingPage) error {
	f := p.Filter
	p.All = "/naming"
	passages, err := s.store.Namings(ctx, f.query())
	if err != nil {
		return err
	}
	bare := namingFilter{filter: filter{Page: 1}, Referent: f.Referent}
	switch found, err := s.store.Referents(ctx, bare.query()); {
	case err != nil:
		return err
	case len(found.Rows) > 0:
		x := found.Rows[0]
		p.Referent, p.Title, p.Type = &x, "Naming of "+x.Name, typeName(x.Type)
	case f.Referent != record.NoReferent:
		return &pageError{404, "No such referent", "The record has no referent “" + f.Referent + "”. Proposals are made anew when reports are added, and people merge and split referents."}
	}
	if err := s.saidOfReferent(ctx, p, passages.Rows); err != nil {
		return err
	}
	for _, n := range passages.Rows {
		p.Passages = append(p.Passages, showNaming(n))
	}
	p.Pager = f.pagerTo(len(passages.Rows), passages.Total)
	if err := s.outletRows(ctx, p); err != nil {
		return err
	}
	return s.wayRows(ctx, p)
}

// outletRows makes the table of outlets: it stands for the whole selection but its
// outlet and voice, so that the counts stay side by side.
func (s *site) outletRows(ctx context.Context, p *namingPage) error {
	all := p.Filter.narrowed("voice", "")
	all.Outlet = ""
	counts, err := s.store.VoiceCounts(ctx, all.query())
	if err != nil {
		return err
	}
	for len(counts) > 0 {
		o := counts[0].Outlet
		n := slices.IndexFunc(counts, func(c record.VoiceCount) bool { return c.Outlet.ID != o.ID })
		if n < 0 {
			n = len(counts)
		}
		by := map[sayso.Voice]int{}
		for _, c := range counts[:n] {
			by[c.Voice] = c.Count
		}
		here := all
		here.Outlet = cmp.Or(o.ID, record.NoOutlet)
		row := ledgerRow{Label: showOutlet(o), ID: o.ID}
		row.Counts, row.Total = here.counts(by, row.Label.Name)
		p.Outlets = append(p.Outlets, row)
		counts = counts[n:]
	}
	return nil
}

// wayRows makes the table of the ways of naming, by outlet.
func (s *site) wayRows(ctx context.Context, p *namingPage) error {
	all := p.Filter.narrowed("way", "").narrowed("voice", "")
	q := all.query()
	ways, err := s.store.Ways(ctx, q)
	if err != nil {
		return err
	}
	for _, way := range ways.Rows {
		here := all.narrowed("way", way.Way)
		row := ledgerRow{Label: named{way.Words, here.href() + "#passages"}}
		row.Counts, row.Total = here.counts(way.Voices, way.Words)
		for _, o := range p.Outlets {
			if n := way.Outlets[o.ID]; n > 0 {
				at := here
				at.Outlet = cmp.Or(o.ID, record.NoOutlet)
				row.Where = append(row.Where, cell{Label: o.Label.Name, Count: n, Href: at.href() + "#passages"})
			}
		}
		p.Ways = append(p.Ways, row)
	}
	return nil
}

func showNaming(n record.Naming) namingRow {
	row := namingRow{
		ID:     record.NamingID(n.Article.ID, n.Ordinal),
		Before: n.Before, Words: n.Words, After: n.After, Voice: voiceHeads[n.Voice], Why: n.Why,
		Outlet:  showOutlet(n.Article.Outlet),
		Article: named{articleName(n.Article.Title, n.Article.Name), articleHref(n.Article.ID)},
		Date:    showDate(n.Article.Date),
		Passage: articleHref(n.Article.ID) + "#" + itemID(roleNaming, n.Ordinal-1),
	}
	if n.Said {
		row.Why = "a reviewer says so"
	}
	switch {
	case n.Statement == "":
		row.Own, row.Claimant = n.Voice == sayso.VoiceOwn, row.Outlet
	case n.Speaker.ID != "":
		row.Claimant = showSpeaker(n.Speaker)
	case n.Source != "":
		row.Claimant = named{Name: "“" + n.Source + "”"}
	default:
		row.Claimant = named{Name: "source not named"}
	}
	return row
}

// Everywhere is the address of the same without its outlet.
func (f namingFilter) Everywhere() string {
	f.Outlet, f.Page = "", 1
	return f.href() + "#passages"
}

// saidOf says in a word what people say of a referent, nothing when they say nothing.
func saidOf(x record.Referent) string {
	switch {
	case x.Confirmed > 0:
		return "confirmed"
	case x.Called:
		return "named by a reviewer"
	}
	return ""
}

// mostBeside is in how many reports the form that moves passages looks for the referents
// it offers: whoever is named beside the one is the likeliest to be meant.
const mostBeside = 8

// saidOfReferent fills in what people decided of the referent asked for, and what
// those who may decide need.
func (s *site) saidOfReferent(ctx context.Context, p *namingPage, passages []record.Naming) error {
	if p.Referent != nil {
		decided, err := s.store.Decisions(ctx, record.DecisionQuery{Referent: p.Referent.ID, Newest: true, Limit: -1})
		if err != nil {
			return err
		}
		p.Decisions = showDecisions(decided.Rows)
	}
	if p.Desk == nil {
		return nil
	}
	var err error
	p.Known, err = s.beside(ctx, passages, p.Filter.Referent)
	return err
}

// beside returns the referents, but for the one of that ID, that the reports of
// passages name.
func (s *site) beside(ctx context.Context, passages []record.Naming, id string) ([]record.Referent, error) {
	looked, known := map[sayso.ArticleID]bool{}, map[string]record.Referent{}
	for _, p := range passages {
		if looked[p.Article.ID] || len(looked) == mostBeside {
			continue
		}
		looked[p.Article.ID] = true
		page, err := s.store.Namings(ctx, record.NamingQuery{Query: record.Query{Article: p.Article.ID, Limit: -1}})
		if err != nil {
			return nil, err
		}
		for _, n := range page.Rows {
			if n.Referent.ID != "" && n.Referent.ID != id {
				known[n.Referent.ID] = n.Referent
			}
		}
	}
	return slices.SortedFunc(maps.Values(known), func(a, b record.Referent) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	}), nil
}
