package web

import (
	"net/http"
	"net/url"

	"sayso/record"
)

// accountsPage is the data of the sheets of differing accounts: the stories, or
// the sheet of one.
type accountsPage struct {
	layout
	Stories []storySheet
	Pager   pager
	Story   named // the story whose sheet it is, by its earliest report
	Reports int
	Groups  []accountGroup
}

// storySheet is a story in the list of sheets.
type storySheet struct {
	Sheet             named
	Articles, Outlets int
	Date              date
}

// accountGroup is the accounts that differ in one thing.
type accountGroup struct {
	Name, Why string
	Rows      []accountRow
}

// accountRow is one thing told differently.
type accountRow struct {
	About string
	Cells []accountCell
}

// accountCell is what one report says, with its passage.
type accountCell struct {
	Value    string // the number or the day; empty of words, which are what differs
	Before   string // of a figure
	Words    string
	After    string
	Passage  string // address
	Claimant named
	Own      bool // the outlet's own words
	Kind     string
	Outlet   named
	Date     date
}

func accountsHref(story string) string { return "/accounts?story=" + url.QueryEscape(story) }

// accountKinds names the groups of a sheet in their order.
var accountKinds = [...]accountGroup{
	record.AccountWording: {Name: "Words inside quotation marks", Why: "One utterance, quoted in other words. A quotation that is only shorter is not listed."},
	record.AccountDate:    {Name: "Days", Why: "One utterance, said on another day as the reports tell it."},
	record.AccountFigure:  {Name: "Figures", Why: "One unit and, as far as the words around tell, one subject."},
}

func (s *site) differing(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.URL.Query().Get("story")
	p := accountsPage{layout: s.layout("Differing accounts", "accounts")}
	if id == "" {
		f, err := pageOnly(r.URL.Query())
		if err != nil {
			return err
		}
		page, err := s.store.Stories(ctx, f.query())
		if err != nil {
			return err
		}
		for _, story := range page.Rows {
			p.Stories = append(p.Stories, storySheet{
				Sheet:    named{articleName(story.First.Title, story.First.Name), accountsHref(story.ID)},
				Articles: story.Articles, Outlets: story.Outlets, Date: showDate(story.First.Date),
			})
		}
		p.Pager = f.pager("/accounts", len(page.Rows), page.Total)
		return s.render(w, r, http.StatusOK, "accounts", p)
	}
	story, err := s.store.Story(ctx, id)
	if err != nil {
		return lookup(err, "story", id)
	}
	p.Story = named{articleName(story.First.Title, story.First.Name), articleHref(story.First.ID)}
	p.Reports = story.Articles
	differing, err := record.Accounts(ctx, s.store, id)
	if err != nil {
		return lookup(err, "story", id)
	}
	for kind, group := range accountKinds {
		for _, a := range differing {
			if a.Kind != record.AccountKind(kind) {
				continue
			}
			row := accountRow{About: a.About}
			for _, c := range a.Cells {
				row.Cells = append(row.Cells, showAccount(a.Kind, c))
			}
			group.Rows = append(group.Rows, row)
		}
		if len(group.Rows) > 0 {
			p.Groups = append(p.Groups, group)
		}
	}
	for _, a := range differing {
		p.Pager.Total += len(a.Cells)
	}
	if p.Pager.Total > 0 {
		p.Pager.Exports = exportLinks("accounts", filter{Story: id}.filters().Encode())
	}
	return s.render(w, r, http.StatusOK, "accounts", p)
}

func showAccount(kind record.AccountKind, c record.AccountCell) accountCell {
	cell := accountCell{Outlet: showOutlet(c.Article.Outlet), Date: showDate(c.Article.Date)}
	if kind == record.AccountFigure {
		f := showFigure(c.Figure)
		cell.Value, cell.Before, cell.Words, cell.After, cell.Passage = f.Value, f.Before, f.Words, f.After, f.Passage
		cell.Claimant, cell.Own, cell.Kind = f.Claimant, f.Own, f.Kind
		return cell
	}
	if kind == record.AccountDate {
		cell.Value = c.Value
	}
	cell.Words, cell.Passage, cell.Claimant, cell.Kind = c.Statement.SpanTexts.Content, passageHref(c.Article.ID, c.Statement.ID), showVoice(c.Statement), c.Statement.Kind.String()
	return cell
}
