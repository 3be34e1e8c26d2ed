package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// How many namings stand for a referent in a decision, and how many referents can be
// merged at once.
const (
	mostStanding = 5
	mostMerged   = 12
)

// errNoForm says that a form about referents lacks what it needs.
func errNoForm(what string) error {
	return &pageError{http.StatusBadRequest, "The form does not fit", "Nothing was written: " + what}
}

// mergeReferents says that referents are one: those that are ticked, and the one that
// is named.
func (s *site) mergeReferents(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	ids := slices.Clone(r.PostForm["referent"])
	if into := strings.TrimSpace(r.PostFormValue("into")); into != "" {
		id, err := s.referentNamed(ctx, into)
		if err != nil {
			return lookup(err, "referent", into)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) < 2 || len(ids) > mostMerged {
		return errNoForm("choose two referents to twelve that are one.")
	}
	d := record.Decision{Kind: record.OneReferent}
	for _, id := range ids {
		of, err := s.standing(ctx, id, mostStanding, nil)
		if err != nil {
			return err
		}
		d.Namings = append(d.Namings, of...)
	}
	return s.aboutReferents(w, r, ids, d)
}

// confirmReferent says that the namings of a referent are of one, as many as one
// decision can hold.
func (s *site) confirmReferent(w http.ResponseWriter, r *http.Request) error {
	id := r.PostFormValue("referent")
	of, err := s.standing(r.Context(), id, record.MaxNamings, nil)
	if err != nil {
		return err
	}
	return s.aboutReferents(w, r, []string{id}, record.Decision{Kind: record.OneReferent, Namings: of})
}

// nameReferent gives a referent a name.
func (s *site) nameReferent(w http.ResponseWriter, r *http.Request) error {
	id, name := r.PostFormValue("referent"), strings.TrimSpace(r.PostFormValue("name"))
	if name == "" {
		return errNoForm("no name is given.")
	}
	of, err := s.standing(r.Context(), id, 2*mostStanding, nil)
	if err != nil {
		return err
	}
	return s.aboutReferents(w, r, []string{id}, record.Decision{Kind: record.NameReferent, Namings: of, Value: record.Value{Name: name}})
}

// moveNamings says that namings are another's than the referent they are of: of the one
// that is named, of a new one that has that name, or of nobody who is named.
func (s *site) moveNamings(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	ids := r.PostForm["naming"]
	if one := r.PostFormValue("only"); one != "" {
		ids = []string{one}
	}
	if len(ids) == 0 || len(ids) > record.MaxNamings/2 {
		return errNoForm("choose one passage to thirty.")
	}
	moving := map[string]bool{}
	for _, id := range ids {
		moving[id] = true
	}
	moved, err := s.namingTargets(ctx, ids)
	if err != nil {
		return err
	}
	from, to := r.PostFormValue("referent"), strings.TrimSpace(r.PostFormValue("to"))
	about := []string{from}
	var decisions []record.Decision
	if from != record.NoReferent {
		stay, err := s.standing(ctx, from, mostStanding, moving)
		if err != nil {
			return err
		}
		if len(stay) == 0 {
			return errNoForm("these are all passages of it: say instead that it is the same as another, or give it another name.")
		}
		for _, t := range moved {
			decisions = append(decisions, record.Decision{Kind: record.OtherReferent, Namings: append([]record.NamingTarget{t}, stay...)})
		}
	} else if to == "" {
		return errNoForm("say whose they are.")
	}
	one := record.Decision{Kind: record.OneReferent, Namings: moved}
	if to != "" {
		switch id, err := s.referentNamed(ctx, to); {
		case err == nil && id == from:
			return errNoForm("they are of “" + to + "” already.")
		case err == nil:
			of, err := s.standing(ctx, id, mostStanding, moving)
			if err != nil {
				return err
			}
			about = append(about, id)
			one.Namings = slices.Concat(moved, of)
		case errors.Is(err, record.ErrNotFound):
			decisions = append(decisions, record.Decision{Kind: record.NameReferent, Namings: moved, Value: record.Value{Name: to}})
		default:
			return err
		}
	}
	if len(one.Namings) > 1 || to != "" {
		decisions = append(decisions, one)
	}
	return s.aboutReferents(w, r, about, decisions...)
}

// aboutReferents adds decisions about referents in knowledge of those before, and goes
// to where the first naming of the last decision is then.
func (s *site) aboutReferents(w http.ResponseWriter, r *http.Request, ids []string, decisions ...record.Decision) error {
	ctx := r.Context()
	var seen []string
	for _, id := range ids {
		known, err := s.store.Decisions(ctx, record.DecisionQuery{Referent: id, InForce: true, Limit: -1})
		if err != nil {
			return err
		}
		for _, d := range known.Rows {
			if d.Kind != record.Undo && !slices.Contains(seen, d.ID) {
				seen = append(seen, d.ID)
			}
		}
	}
	for i := range decisions {
		decisions[i].Seen = seen
	}
	if err := s.decideAs(r, decisions...); err != nil {
		return err
	}
	at := decisions[len(decisions)-1].Namings[0]
	page, err := s.store.Namings(ctx, record.NamingQuery{Query: record.Query{Article: sayso.NewArticleID(at.Original), Limit: -1}})
	if err != nil {
		return err
	}
	for _, n := range page.Rows {
		if n.Span == at.Words.Span() && n.Referent.ID != "" {
			http.Redirect(w, r, namingFilter{filter: filter{Page: 1}, Referent: n.Referent.ID}.href(), http.StatusSeeOther)
			return nil
		}
	}
	http.Redirect(w, r, "/naming", http.StatusSeeOther)
	return nil
}

// referentNamed returns the ID of the referent with that ID or name.
func (s *site) referentNamed(ctx context.Context, name string) (string, error) {
	for _, id := range []string{name, record.NameID(name)} {
		page, err := s.store.Referents(ctx, record.NamingQuery{Query: record.Query{Limit: 1}, Referent: id})
		if err != nil {
			return "", err
		}
		if len(page.Rows) > 0 && id != "" {
			return id, nil
		}
	}
	return "", record.ErrNotFound
}

// mostLookedAt is how many namings of a referent those that stand for it are chosen
// among.
const mostLookedAt = 500

// standing returns the namings that stand for a referent, most at most: of many reports
// rather than of one, named as it is named most often. Without names some that must not.
func (s *site) standing(ctx context.Context, id string, most int, without map[string]bool) ([]record.NamingTarget, error) {
	page, err := s.store.Namings(ctx, record.NamingQuery{Query: record.Query{Limit: mostLookedAt}, Referent: id})
	if err != nil {
		return nil, err
	}
	if id == "" || len(page.Rows) == 0 {
		return nil, notFound("referent", id)
	}
	list := slices.DeleteFunc(page.Rows, func(n record.Naming) bool { return without[record.NamingID(n.Article.ID, n.Ordinal)] })
	ways, nth, rank := map[string]int{}, map[sayso.ArticleID]int{}, make(map[string]int, len(list))
	for _, n := range list {
		ways[n.Way]++
	}
	slices.SortStableFunc(list, func(a, b record.Naming) int {
		return cmp.Or(cmp.Compare(ways[b.Way], ways[a.Way]), cmp.Compare(a.Way, b.Way))
	})
	for _, n := range list { // the first of each report, then the second, …
		rank[record.NamingID(n.Article.ID, n.Ordinal)] = nth[n.Article.ID]
		nth[n.Article.ID]++
	}
	slices.SortStableFunc(list, func(a, b record.Naming) int {
		return cmp.Compare(rank[record.NamingID(a.Article.ID, a.Ordinal)], rank[record.NamingID(b.Article.ID, b.Ordinal)])
	})
	var ids []string
	for _, n := range list[:min(len(list), most)] {
		ids = append(ids, record.NamingID(n.Article.ID, n.Ordinal))
	}
	return s.namingTargets(ctx, ids)
}

// namingTargets returns the namings of those IDs by their words.
func (s *site) namingTargets(ctx context.Context, ids []string) (out []record.NamingTarget, err error) {
	docs := map[sayso.ArticleID]*sayso.Document{}
	for _, id := range ids {
		article, ordinal, err := record.ParseNamingID(id)
		if err != nil {
			return nil, errNoForm(err.Error() + ".")
		}
		d := docs[article]
		if d == nil {
			if d, err = s.store.Document(ctx, article); err != nil {
				return nil, lookup(err, "article", string(article))
			}
			docs[article] = d
		}
		if ordinal > len(d.Namings) {
			return nil, notFound("naming", id)
		}
		out = append(out, record.NamingTargetOf(d, &d.Namings[ordinal-1]))
	}
	return out, nil
}
