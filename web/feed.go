package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/export"
	"sayso/record"
)

// feedPage is how many entries a page of a feed of a saved search has, but that no
// article is cut in two.
const feedPage = 100

// firstWindow is how many articles a feed looks through at first; each further look
// goes four times as far back.
const firstWindow = 16

const feedEnd = ".atom"

func feedHref(id string) string { return "/searches/" + id + feedEnd }

// isFeed reports whether r asks for the feed of a saved search.
func isFeed(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/searches/") && strings.HasSuffix(r.URL.Path, feedEnd) && (r.Method == http.MethodGet || r.Method == http.MethodHead)
}

// feedPassword opens the feeds to whoever reads them for an account, and nothing
// else: a program that is given it cannot decide. It tells nothing of the token that it
// is made of, and is void when the token changes.
func feedPassword(a Account) string {
	m := hmac.New(sha256.New, []byte(a.Token))
	m.Write([]byte("sayso feeds"))
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// feedReader returns the name of the account whose feed password r bears.
func (s *site) feedReader(r *http.Request) (name string, ok bool) {
	user, password, basic := r.BasicAuth()
	if !basic || !isFeed(r) {
		return "", false
	}
	for _, a := range s.accounts {
		if right := same(password, feedPassword(a)); right && user == a.Name {
			name, ok = a.Name, true
		}
	}
	return name, ok
}

// feed answers with one page of the feed of a saved search: what it finds in the
// order of adding, the newest first.
func (s *site) feed(w http.ResponseWriter, r *http.Request, search record.Search) error {
	if search.Removed {
		return &pageError{http.StatusGone, "Removed", "The saved search “" + search.Name + "” was removed. The page Searches can bring it back."}
	}
	before := 0
	if v := r.URL.Query().Get("before"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			return &pageError{http.StatusBadRequest, "The address does not fit", "“before”: want the number of a report in the order of adding."}
		}
		before = n
	}
	ctx := r.Context()
	revision, err := s.store.Revision(ctx)
	if err != nil {
		return err
	}
	h := w.Header()
	tag := etagOf(revision, s.version, origin(r), r.URL.RequestURI())
	if h.Set("ETag", tag); known(r, tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	last, at, err := s.store.LastAdded(ctx)
	if err != nil {
		return err
	}
	if before == 0 {
		before = last + 1
	}
	entries, rest, err := s.entries(ctx, search, before)
	if err != nil {
		return err
	}
	self := origin(r) + feedHref(search.ID)
	head := export.FeedHead{Search: search, Updated: search.Made, Self: origin(r) + r.URL.RequestURI(), First: self, Rows: origin(r) + rowsHref(search)}
	for i, e := range entries {
		entries[i].Page = origin(r) + e.Page
		if e.Updated().After(head.Updated) {
			head.Updated = e.Updated()
		}
	}
	if rest > 0 {
		head.Next = self + "?before=" + strconv.Itoa(rest)
	}
	var b bytes.Buffer
	if err := export.WriteFeed(&b, head, entries); err != nil {
		return err
	}
	if !at.IsZero() {
		h.Set("Last-Modified", at.UTC().Format(http.TimeFormat))
	}
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Content-Type", "application/atom+xml; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	if r.Method != http.MethodHead {
		_, _ = w.Write(b.Bytes()) // only a reader who has gone can make this fail
	}
	return nil
}

// origin is the address of this server as r has it.
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// entries returns a page of entries from the articles added before the one of that
// number, and the number before which the next page begins, 0 for none.
func (s *site) entries(ctx context.Context, search record.Search, before int) (page []export.FeedEntry, next int, err error) {
	filters, err := search.Filter()
	if err != nil {
		return nil, 0, err
	}
	find := feedOf[search.List]
	if find == nil {
		find = feedOf["articles"]
	}
	q := filters.Query()
	q.Limit = -1
	for size := firstWindow; before > 1 && len(page) < feedPage; size *= 4 {
		q.AddedBefore, q.AddedAfter = before, max(0, before-size-1)
		more, err := find(s.store, ctx, q)
		if err != nil {
			return nil, 0, err
		}
		slices.SortStableFunc(more, func(a, b export.FeedEntry) int { return cmp.Compare(b.Number, a.Number) })
		page = append(page, more...)
		before = q.AddedAfter + 1
	}
	end := min(feedPage, len(page))
	for end < len(page) && page[end].Number == page[end-1].Number {
		end++
	}
	if end < len(page) {
		return page[:end], page[end].Number + 1, nil
	}
	if before > 1 {
		return page, before, nil
	}
	return page, 0, nil
}

// feedOf are the entries of the feeds of lists: of the rows where these stand in one
// article, else of the articles that the filters select.
var feedOf = map[string]func(record.Store, context.Context, record.NamingQuery) ([]export.FeedEntry, error){
	"statements": func(s record.Store, ctx context.Context, q record.NamingQuery) (all []export.FeedEntry, err error) {
		return all, s.EachMatch(ctx, q.Query, record.Parts{Document: true}, func(m record.Match) error {
			entries := export.StatementEntries(&m)
			for i := range entries {
				entries[i].Page = statementHref(m.Statements[i].ID)
			}
			all = append(all, entries...)
			return nil
		})
	},
	"articles":  entriesOf(byQuery(record.Store.Articles), export.ArticleEntry, func(a record.Article) string { return articleHref(a.ID) }),
	"figures":   entriesOf(byQuery(record.Store.Figures), export.FigureEntry, figureHref),
	"events":    entriesOf(byQuery(record.Store.Events), export.EventEntry, func(e record.Event) string { return showEvents([]record.Event{e})[0].Passage }),
	"namings":   entriesOf(record.Store.Namings, export.NamingEntry, func(n record.Naming) string { return showNaming(n).Passage }),
	"referents": entriesOf(record.Store.Namings, export.NamingEntry, func(n record.Naming) string { return showNaming(n).Passage }),
}

func entriesOf[R any](
	find func(record.Store, context.Context, record.NamingQuery) (record.Page[R], error), entry func(R) export.FeedEntry, href func(R) string,
) func(record.Store, context.Context, record.NamingQuery) ([]export.FeedEntry, error) {
	return func(s record.Store, ctx context.Context, q record.NamingQuery) ([]export.FeedEntry, error) {
		page, err := find(s, ctx, q)
		var all []export.FeedEntry
		for _, row := range page.Rows {
			e := entry(row)
			e.Page = href(row)
			all = append(all, e)
		}
		return all, err
	}
}

// addedOn words when something was added.
func addedOn(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") }
