package sqlite

import (
	"cmp"
	"context"
	"slices"

	"sayso/link"
)

// origin is what counting asks of an article.
type origin struct {
	link.Source
	outlet int    // 0 when unknown
	day    string // empty when open
}

// member is an item of a group and the article it stands in.
type member struct{ item, article int }

// tally is what is counted of a group.
type tally struct {
	articles, outlets, origins int
	first                      int // item: of the earliest article, undated ones last
}

// origins returns what counting asks of the articles that groups stand in.
func (l *linking) origins(ctx context.Context, groups map[int][]member) (map[int]origin, error) {
	var articles []int
	for _, members := range groups {
		for _, m := range members {
			articles = append(articles, m.article)
		}
	}
	slices.Sort(articles)
	of := map[int]origin{}
	err := l.state[0].list(ctx, l.sources, slices.Compact(articles), func(r row) error {
		var article int
		var o origin
		var agencies string
		if err := r.Scan(&article, &o.outlet, &o.Outlet, &agencies, &o.Group, &o.day); err != nil {
			return err
		}
		credits, err := decode(agencies, fromCredit)
		for _, c := range credits {
			o.Agencies = append(o.Agencies, c.Name)
		}
		of[article] = o
		return err
	})
	return of, err
}

func count(members []member, of map[int]origin) tally {
	var t tally
	var sources []link.Source
	outlets, seen := map[int]bool{}, map[int]bool{}
	earliest := slices.MinFunc(members, func(a, b member) int {
		x, y := of[a.article].day, of[b.article].day
		if x == "" != (y == "") {
			return cmp.Compare(y, x)
		}
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.article, b.article), cmp.Compare(a.item, b.item))
	})
	t.first = earliest.item
	for _, m := range members {
		o := of[m.article]
		if o.outlet != 0 {
			outlets[o.outlet] = true
		}
		if !seen[m.article] {
			seen[m.article] = true
			sources = append(sources, o.Source)
		}
	}
	t.articles, t.outlets, t.origins = len(sources), len(outlets), link.Origins(sources)
	return t
}

func (l *linking) countStories(ctx context.Context, groups []int) error {
	lists, err := l.state[1].Members(ctx, groups)
	if err != nil {
		return err
	}
	members := map[int][]member{}
	for i, g := range groups {
		for _, item := range lists[i] {
			members[g] = append(members[g], member{item, item})
		}
	}
	of, err := l.origins(ctx, members)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if len(members[g]) < 2 {
			err = l.exec(ctx, l.noStory, g)
		} else {
			t := count(members[g], of)
			err = l.exec(ctx, l.story, g, t.articles, t.outlets, t.origins, t.first)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// countUtterances counts the tellings of utterances. What one article says twice,
// in its headline and its text, is told once.
func (l *linking) countUtterances(ctx context.Context, groups []int) error {
	members := map[int][]member{}
	err := l.state[2].list(ctx, l.tellings, groups, func(r row) error {
		var group int
		var m member
		err := r.Scan(&group, &m.item, &m.article)
		members[group] = append(members[group], m)
		return err
	})
	if err != nil {
		return err
	}
	of, err := l.origins(ctx, members)
	if err != nil {
		return err
	}
	for _, g := range groups {
		var t tally
		if len(members[g]) > 0 {
			t = count(members[g], of)
		}
		if t.articles < 2 {
			err = l.exec(ctx, l.noUtterance, g)
		} else {
			err = l.exec(ctx, l.utterance, g, len(members[g]), t.articles, t.outlets, t.origins, t.first)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
