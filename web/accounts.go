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
	Counted           bool
	Accounts          int // where Counted
}

// countedReports is of how many reports a list of sheets finds the differing
// accounts, to tell how many there are; of the stories behind it does not say.
const countedReports = 120

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
	Value    string // the number, the name, the day or the place; empty of words, which are what differs
	Voice    string // in whose words a name is
	Before   string
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

// accountKinds names the groups of a sheet.
var accountKinds = [...]accountGroup{
	record.AccountWording:    {Name: "Words inside quotation marks", Why: "One utterance, quoted in other words. A quotation that is only shorter is not listed."},
	record.AccountNaming:     {Name: "Naming", Why: "One utterance, and somebody in it who is called something else: by the speaker inside quotation marks, by the reporter elsewhere."},
	record.AccountDate:       {Name: "Days of an utterance", Why: "One utterance, said on another day as the reports tell it."},
	record.AccountEvent:      {Name: "Events", Why: "One event, as far as the words around tell, on another day or at another place."},
	record.AccountToll:       {Name: "Victims", Why: "Numbers of the killed, the wounded, the missing and the displaced, each with who claims it. Numbers that agree with one of those that differ stand beside it."},
	record.AccountFigure:     {Name: "Figures", Why: "One unit, or units that convert, and, as far as the words around tell, one subject. Values that may mean the same are not listed."},
	record.AccountConversion: {Name: "Printed conversions", Why: "One report gives a figure in two units, and the two do not agree."},
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
		left := countedReports
		for _, story := range page.Rows {
			row := storySheet{
				Sheet:    named{articleName(story.First.Title, story.First.Name), accountsHref(story.ID)},
				Articles: story.Articles, Outlets: story.Outlets, Date: showDate(story.First.Date),
			}
			if left -= story.Articles; left >= 0 {
				differing, err := record.Accounts(ctx, s.store, story.ID, s.words)
				if err != nil {
					return err
				}
				row.Counted, row.Accounts = true, len(differing)
			}
			p.Stories = append(p.Stories, row)
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
	differing, err := record.Accounts(ctx, s.store, id, s.words)
	if err != nil {
		return lookup(err, "story", id)
	}
	for _, kind := range record.AccountKinds() {
		group := accountKinds[kind]
		for _, a := range differing {
			if a.Kind != kind {
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
	if kind.OfFigure() {
		f := showFigure(c.Figure)
		cell.Value, cell.Before, cell.Words, cell.After, cell.Passage = f.Value, f.Before, f.Words, f.After, f.Passage
		cell.Claimant, cell.Own, cell.Kind = f.Claimant, f.Own, f.Kind
		if kind == record.AccountConversion && f.Check != "" {
			cell.Value += "; " + f.Check
		}
		return cell
	}
	if kind != record.AccountWording {
		cell.Value = c.Value
	}
	switch kind {
	case record.AccountEvent:
		e := showEvents([]record.Event{c.Event})[0]
		cell.Before, cell.Words, cell.After, cell.Passage, cell.Claimant, cell.Own = e.Before, e.Words, e.After, e.Passage, e.Teller, e.Own
		if e.Own {
			return cell
		}
		cell.Kind = c.Event.Quoted.String()
		return cell
	case record.AccountNaming:
		n := showNaming(c.Naming)
		cell.Before, cell.Words, cell.After, cell.Passage = n.Before, n.Words, n.After, n.Passage
		cell.Voice = n.Voice
	default:
		cell.Words, cell.Passage = c.Statement.SpanTexts.Content, passageHref(c.Article.ID, c.Statement.ID)
	}
	cell.Claimant, cell.Kind = showVoice(c.Statement), c.Statement.Kind.String()
	return cell
}
