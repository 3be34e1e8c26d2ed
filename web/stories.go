package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"sayso/record"
)

// storyRow is a story in a list.
type storyRow struct {
	ID, Href string
	Title    string
	First    articleRow
	Days     string // from the first to the last date
	Counts   []countLink
}

func storyHref(id string) string { return "/story/" + id }

func showStory(st record.Story) storyRow {
	row := storyRow{ID: st.ID, Href: storyHref(st.ID), Title: articleName(st.First.Title, st.First.Name), First: showArticle(st.First)}
	row.Days = row.First.Date.Label
	if st.Last != "" && st.Last != st.First.Date.Value {
		row.Days += " to " + st.Last
	}
	articles := filter{Story: st.ID}.href("/articles")
	if st.Outlets > 0 {
		row.Counts = append(row.Counts, countLink{count(st.Outlets, "outlet"), articles})
	}
	row.Counts = append(row.Counts, countLink{count(st.Articles, "report"), articles}, countLink{count(st.Origins, "independent origin"), ""})
	if st.Utterances > 0 {
		row.Counts = append(row.Counts, countLink{count(st.Utterances, "utterance") + " told by several", filter{Story: st.ID}.href("/utterances")})
	}
	return row
}

// storiesPage is the data of the list of stories.
type storiesPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Rows     []storyRow
	Pager    pager
	Unlinked int
}

func (s *site) stories(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("stories", r.URL.Query())
	p := storiesPage{layout: s.layout("Stories", "stories"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "stories", p)
	}
	ctx := r.Context()
	page, err := s.store.Stories(ctx, f.query())
	if err != nil {
		return err
	}
	if p.Unlinked, err = s.store.Unlinked(ctx); err != nil {
		return err
	}
	if p.asked, err = s.asked(ctx, "/stories", f, page.Total); err != nil {
		return err
	}
	for _, st := range page.Rows {
		p.Rows = append(p.Rows, showStory(st))
	}
	p.Pager = f.pager("/stories", len(page.Rows), page.Total)
	return s.render(w, r, http.StatusOK, "stories", p)
}

// storyPage is the data of one story: its reports by outlet, and what several of
// them tell.
type storyPage struct {
	layout
	Row        storyRow
	Outlets    []storyOutlet
	Utterances []utteranceRow
	More       int // utterances that are not shown
	MoreHref   string
	Pager      pager
}

// storyOutlet is an outlet's reports of a story.
type storyOutlet struct {
	Outlet   named
	Articles []storyArticle
}

type storyArticle struct {
	articleRow
	Copies []copyRow
}

// copyRow says what text an article shares with another.
type copyRow struct {
	Other named
	Who   string // the other's outlet
	How   string
}

func (s *site) story(w http.ResponseWriter, r *http.Request) error {
	f, err := pageOnly(r.URL.Query())
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("id")
	st, err := s.store.Story(ctx, id)
	if err != nil {
		return moved(w, r, err, "story", id)
	}
	p := storyPage{layout: s.layout(articleName(st.First.Title, st.First.Name), "stories"), Row: showStory(st)}
	q := f.query()
	q.Story = st.ID
	page, err := s.store.Articles(ctx, q)
	if err != nil {
		return err
	}
	p.Pager = f.pager(storyHref(st.ID), len(page.Rows), page.Total)
	at := map[string]int{}
	for _, a := range page.Rows {
		links, err := s.store.Links(ctx, a.ID)
		if err != nil {
			return err
		}
		i, ok := at[a.Outlet.ID]
		if !ok {
			i = len(p.Outlets)
			at[a.Outlet.ID] = i
			p.Outlets = append(p.Outlets, storyOutlet{Outlet: showOutlet(a.Outlet)})
		}
		p.Outlets[i].Articles = append(p.Outlets[i].Articles, storyArticle{showArticle(a), showCopies(links.Copies)})
	}
	told, err := s.store.Utterances(ctx, record.Query{Story: st.ID})
	if err != nil {
		return err
	}
	p.Utterances, p.More, p.MoreHref = showUtterances(told.Rows), told.Total-len(told.Rows), filter{Story: st.ID}.href("/utterances")
	return s.render(w, r, http.StatusOK, "story", p)
}

func showCopies(copies []record.Copy) []copyRow {
	var out []copyRow
	for _, c := range copies {
		row := copyRow{Other: named{articleName(c.Article.Title, c.Article.Name), articleHref(c.Article.ID)}, Who: c.Article.Outlet.Name}
		switch {
		case c.Order == record.OrderAfter:
			row.How = percent(c.Share) + " of the text stands in this earlier report"
		case c.Order == record.OrderBefore:
			row.How = percent(c.Held) + " of this later report stands here"
		default:
			row.How = percent(max(c.Share, c.Held)) + " of one of the two stands in the other; which came first is open"
		}
		out = append(out, row)
	}
	return out
}

// percent writes a share in whole percent, never 0 for what is there.
func percent(share float64) string {
	n := int(100*share + .5)
	if n == 0 && share > 0 {
		n = 1
	}
	return strconv.Itoa(n) + " %"
}

// moved answers for a group that the record does not hold: with the address of the
// one it was merged into, or with the page that says that there is none.
func moved(w http.ResponseWriter, r *http.Request, err error, what, id string) error {
	var m *record.MovedError
	if errors.As(err, &m) && len(m.To) == 1 {
		http.Redirect(w, r, "/"+what+"/"+m.To[0], http.StatusSeeOther)
		return nil
	}
	return lookup(err, what, id)
}

// toldLink says how many tell an utterance, and links to them; nil when only one
// report does.
func toldLink(told []record.Utterance) *countLink {
	for _, u := range told {
		switch {
		case u.Outlets > 1:
			return &countLink{"told by " + count(u.Outlets, "outlet"), utteranceHref(u.ID)}
		case u.Articles > 1:
			return &countLink{"told in " + count(u.Articles, "report"), utteranceHref(u.ID)}
		}
	}
	return nil
}

// tie fills what an article's page says of other reports.
func (p *articlePage) tie(ctx context.Context, store record.Store) error {
	links, err := store.Links(ctx, p.ID)
	if err != nil {
		return err
	}
	if links.Story.Articles > 1 {
		row := showStory(links.Story)
		p.Story = &row
	}
	p.Copies = showCopies(links.Copies)
	told, err := store.Told(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, b := range p.Blocks {
		for i := range b.Notes {
			b.Notes[i].Told = toldLink(told[b.Notes[i].ID])
		}
	}
	return nil
}
