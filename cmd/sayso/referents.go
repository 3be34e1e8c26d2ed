package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/lang/en"
	"sayso/naming"
	"sayso/record"
	"sayso/record/sqlite"
)

func (a *app) referentsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "referents",
		Short: "Propose which namings of the record are of one person, body or group",
		Long: "referents reads all reports of the record again, puts together those of one story, and in each the phrases that\n" +
			"name one person, body or group; who is named by name is one over the whole record. What it proposed before is\n" +
			"replaced; what people decided stays and holds. 'sayso add' does so for the stories that it adds to. 'list namings',\n" +
			"'list referents' and the page Naming show it.",
		Args: argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		store, err := sqlite.Open(cmd.Context(), *path, sqlite.Options{Upgrading: upgrading(cmd.Context())})
		if err != nil {
			return err
		}
		defer store.Close()
		n, err := a.proposeReferents(cmd.Context(), store)
		if err != nil {
			return err
		}
		a.con.note("%s proposed", counted(n, "referent"))
		return nil
	}
	return cmd
}

// mostProposedBeside is the number of reports that wait for proposals, besides those
// just read, up to which they are made at once: some seconds.
const mostProposedBeside = 300

// proposeNew proposes the referents of the stories that reports were added to, or read
// anew in, and of no others; read is how many reports that were. What is proposed when it
// is interrupted stays, and it goes on from there the next time.
func (a *app) proposeNew(ctx context.Context, store *sqlite.Store, read int) error {
	fresh, err := store.Unproposed(ctx)
	if err != nil || len(fresh) == 0 {
		return err
	}
	if waiting := len(fresh) - read; waiting > mostProposedBeside {
		a.con.note("run 'sayso referents' to have it proposed who is named how in %s read before", counted(waiting, "report"))
		fresh = fresh[waiting:]
	}
	stories, err := touched(ctx, store, fresh)
	if err != nil {
		return err
	}
	p, err := a.newProposing(ctx, store)
	if err != nil {
		return err
	}
	persons, err := store.ProposedPersons(ctx)
	if err != nil {
		return err
	}
	progress := a.con.progress("stories, for who is named", len(stories))
	defer a.con.clear()
	var articles []sayso.ArticleID
	var pending []record.Proposal
	namings := 0
	write := func() error {
		err := store.SetReferentsOf(ctx, articles, record.MergeReferents(fullNames(p.names, pending, persons)))
		for _, made := range pending {
			persons = append(persons, made.Referent)
		}
		articles, pending, namings = nil, nil, 0
		return err
	}
	for _, ids := range stories {
		proposed, err := p.story(ctx, ids)
		if err != nil {
			return err
		}
		articles, pending = append(articles, ids...), append(pending, proposed...)
		for _, made := range proposed {
			namings += len(made.Of)
		}
		if namings >= mostTogether {
			if err := write(); err != nil {
				return err
			}
		}
		progress.step("")
	}
	return write()
}

// touched returns the articles of each story that any of articles is of.
func touched(ctx context.Context, store *sqlite.Store, articles []sayso.ArticleID) ([][]sayso.ArticleID, error) {
	var out [][]sayso.ArticleID
	seen := map[string]bool{}
	for _, id := range articles {
		links, err := store.Links(ctx, id)
		if err != nil {
			return nil, err
		}
		story := links.Story.ID
		if story == "" {
			out = append(out, []sayso.ArticleID{id})
			continue
		}
		if seen[story] {
			continue
		}
		seen[story] = true
		page, err := store.Articles(ctx, record.Query{Story: story, Limit: -1})
		if err != nil {
			return nil, err
		}
		var of []sayso.ArticleID
		for _, i := range byDate(len(page.Rows), func(i int) string { return page.Rows[i].Date.Value }) {
			of = append(of, page.Rows[i].ID)
		}
		out = append(out, of)
	}
	return out, nil
}

// proposing proposes the referents of stories.
type proposing struct {
	store *sqlite.Store
	names *naming.Words
	*referring
}

func (a *app) newProposing(ctx context.Context, store *sqlite.Store) (*proposing, error) {
	r, err := newReferring("")
	if err != nil {
		return nil, err
	}
	ties, err := store.NamingTies(ctx)
	if err != nil {
		return nil, err
	}
	r.heed(ties)
	return &proposing{store, en.NamingWords(), r}, nil
}

// story proposes the referents of a story's articles.
func (p *proposing) story(ctx context.Context, ids []sayso.ArticleID) ([]record.Proposal, error) {
	var docs []*sayso.Document
	for _, id := range ids {
		d, err := p.store.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	groups, err := p.group(ctx, docs)
	if err != nil {
		return nil, err
	}
	return proposals(p.names, docs, groups), nil
}

// proposeReferents proposes the referents of all latest articles, and returns how
// many there are.
func (a *app) proposeReferents(ctx context.Context, store *sqlite.Store) (int, error) {
	p, err := a.newProposing(ctx, store)
	if err != nil {
		return 0, err
	}
	stories, err := a.storiesOf(ctx, store)
	if err != nil {
		return 0, err
	}
	progress := a.con.progress("stories", len(stories))
	defer a.con.clear()
	var all []record.Proposal
	for _, ids := range stories {
		proposed, err := p.story(ctx, ids)
		if err != nil {
			return 0, err
		}
		all = append(all, proposed...)
		progress.step("")
	}
	all = record.MergeReferents(fullNames(p.names, all, nil))
	return len(all), store.SetReferents(ctx, all)
}

// storiesOf returns the articles of each story of the record, the stories in the
// order of their first articles' dates; an article without one is its own.
func (a *app) storiesOf(ctx context.Context, store *sqlite.Store) ([][]sayso.ArticleID, error) {
	page, err := store.Articles(ctx, record.Query{Limit: -1})
	if err != nil {
		return nil, err
	}
	stories, err := store.Stories(ctx, record.Query{Limit: -1})
	if err != nil {
		return nil, err
	}
	of := map[sayso.ArticleID]string{}
	for _, st := range stories.Rows {
		members, err := store.Articles(ctx, record.Query{Story: st.ID, Limit: -1})
		if err != nil {
			return nil, err
		}
		for _, m := range members.Rows {
			of[m.ID] = st.ID
		}
	}
	at := map[string]int{}
	var out [][]sayso.ArticleID
	for _, i := range byDate(len(page.Rows), func(i int) string { return page.Rows[i].Date.Value }) {
		id := page.Rows[i].ID
		k, ok := at[of[id]]
		if of[id] == "" || !ok {
			k = len(out)
			at[of[id]] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], id)
	}
	return out, nil
}

// proposals turns the groups of the namings of docs, which are of one story, into
// proposals. A referent is called what most of its namings' entities are called,
// when they are named, or else by the most frequent way of naming it.
func proposals(w *naming.Words, docs []*sayso.Document, groups []int) []record.Proposal {
	type member struct {
		doc     *sayso.Document
		ordinal int
		naming  *sayso.Naming
		named   string // the name of its entity, empty when that has none
	}
	members := map[int][]member{}
	var order []int
	k := 0
	for _, d := range docs {
		for i := range d.Namings {
			n := &d.Namings[i]
			m := member{doc: d, ordinal: i + 1, naming: n}
			if e, ok := n.Entity.At(d.Entities); ok && w.Names(e.Name, e.Type) {
				m.named = e.Name
			}
			if members[groups[k]] == nil {
				order = append(order, groups[k])
			}
			members[groups[k]] = append(members[groups[k]], m)
			k++
		}
	}
	var out []record.Proposal
	unnamed := map[string]int{} // how often an ID was made of words alone
	for _, g := range order {
		ms := members[g]
		names, ways, types := tallyOf[string]{}, tallyOf[string]{}, tallyOf[sayso.EntityType]{}
		for _, m := range ms {
			if m.named != "" {
				names.add(m.named)
			}
			ways.add(m.naming.Core.Of(m.doc.Text))
			types.add(m.naming.Type)
		}
		var p record.Proposal
		p.Name, p.Type = names.most(), types.most()
		common := ways.most()
		if p.Name != "" {
			p.ID = record.NameID(p.Name)
			p.Why = "reports give the name; descriptions were joined to it by their words and by coreference"
		} else {
			p.Name = common
			p.ID = fmt.Sprintf("%s-%.8s", record.NameID(common), ms[0].doc.ID)
			if unnamed[p.ID]++; unnamed[p.ID] > 1 {
				p.ID += fmt.Sprintf("-%d", unnamed[p.ID])
			}
			p.Why = "no report gives a name: joined within one story by how alike the words are"
		}
		for _, m := range ms {
			why := "alike in words and in what stands around it"
			switch {
			case m.named != "" && record.NameID(m.named) == p.ID:
				why = "the report uses this name, or coreference finds that it is meant"
			case strings.EqualFold(m.naming.Core.Of(m.doc.Text), common):
				why = "the same words"
			}
			p.Of = append(p.Of, record.ProposedNaming{Article: m.doc.ID, Ordinal: m.ordinal, Why: why})
		}
		out = append(out, p)
	}
	return out
}

// fullNames gives a person who is called by one word the name of the only person
// of the record whose name ends in that word; others are those proposed before.
func fullNames(w *naming.Words, ps []record.Proposal, others []record.Referent) []record.Proposal {
	full := map[string]map[string]string{} // by last word: IDs and names
	for _, p := range ps {
		others = append(others, p.Referent)
	}
	for _, p := range others {
		if words := strings.Fields(p.Name); p.Type == sayso.EntityPerson && len(words) > 1 && w.Names(p.Name, p.Type) {
			last := strings.ToLower(words[len(words)-1])
			if full[last] == nil {
				full[last] = map[string]string{}
			}
			full[last][p.ID] = p.Name
		}
	}
	for i := range ps {
		p := &ps[i]
		if p.Type != sayso.EntityPerson || strings.ContainsAny(p.Name, " ") {
			continue
		}
		if one := full[strings.ToLower(p.Name)]; len(one) == 1 {
			for id, name := range one {
				p.ID, p.Name = id, name
			}
		}
	}
	return ps
}

// tallyOf counts values.
type tallyOf[T cmp.Ordered] map[T]int

func (t tallyOf[T]) add(v T) { t[v]++ }

// most returns the most frequent value, of equals the least.
func (t tallyOf[T]) most() T {
	var best T
	for v, n := range t {
		if b := t[best]; n > b || n == b && v < best {
			best = v
		}
	}
	return best
}
