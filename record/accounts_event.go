package record

import (
	"slices"
	"strings"
	"time"

	"sayso"
)

// happening is an event with what it is compared by.
type happening struct {
	*Event
	name    string // the beginning of its word
	subject subject
	day     string // ISO day, empty when no single one is told
	place   *sayso.Place
}

// townFeature begins the feature codes of populated places: a country and a town in
// it are no two places of one event.
const townFeature = "PPL"

// eventAccounts returns the events that articles put on other days, or at other
// places. Two are one event when they are of one kind and word, both past or both
// to come, and most of the words around them are the same; then one of day and
// place may differ where the other does not.
func eventAccounts(story string, rows []Event, words *AccountWords) []Account {
	all := make([]happening, len(rows))
	subjects := make([]*subject, len(rows))
	for i := range rows {
		all[i] = newHappening(&rows[i], words)
		subjects[i] = &all[i].subject
	}
	rare := weigh(subjects)
	var out []Account
	for _, what := range []func(*happening) string{(*happening).onDay, (*happening).atPlace} {
		told := make([]bool, len(rows))
		for i := range all {
			if told[i] {
				continue
			}
			members := []int{i}
			for j := i + 1; j < len(all); j++ {
				if !told[j] && !slices.ContainsFunc(members, func(k int) bool { return rows[k].Article.ID == rows[j].Article.ID }) &&
					all[i].sameAs(all, j, what, rare) {
					members = append(members, j)
				}
			}
			if len(members) < 2 {
				continue
			}
			a := Account{Story: story, Kind: AccountEvent, About: rows[i].Event.Kind + ": " + rows[i].Words}
			for _, k := range members {
				told[k] = true
				a.Cells = append(a.Cells, AccountCell{Article: rows[k].Article, Value: what(&all[k]), Event: rows[k]})
			}
			out = append(out, a)
		}
	}
	return out
}

func newHappening(e *Event, words *AccountWords) happening {
	word := []rune(strings.ToLower(e.Words))
	h := happening{Event: e, name: string(word[:min(len(word), beginning)])}
	left, right := clause(e.Before, e.After, subjectWords)
	h.subject = words.subjectOf(left, right)
	for w := range beginnings(plainWords(e.When + " " + e.WhereWords)) {
		delete(h.subject.words, w)
	}
	if e.Bound == sayso.TimeAt && len(e.Date.Value) == len(time.DateOnly) {
		h.day = e.Date.Value
	}
	if e.Where.Placed() && strings.HasPrefix(e.Where.Feature, townFeature) {
		h.place = &e.Where
	}
	return h
}

func (h *happening) onDay() string { return h.day }

func (h *happening) atPlace() string {
	if h.place == nil {
		return ""
	}
	return h.place.Name
}

// sameAs reports whether all[i] is the event h in another article, which tells
// something else by what.
func (h *happening) sameAs(all []happening, i int, what func(*happening) string, rare rarity) bool {
	o := &all[i]
	if h.Article.ID == o.Article.ID || what(h) == "" || what(o) == "" || what(h) == what(o) || !h.agrees(o) {
		return false
	}
	if h.day != "" && o.day != "" && h.day != o.day && h.atPlace() != o.atPlace() {
		return false
	}
	like := h.like(o, rare)
	if like == 0 {
		return false
	}
	// Neither article tells of one that is as like and says the same as the other.
	for k := range all {
		x := &all[k]
		for _, p := range [2][2]*happening{{h, o}, {o, h}} {
			if x.Article.ID == p[0].Article.ID && x.agrees(p[1]) && (what(x) == what(p[1]) || x.like(p[1], rare) > like) {
				return false
			}
		}
	}
	return true
}

// agrees reports whether two may be one event by their kind, word and time.
func (h *happening) agrees(o *happening) bool {
	return h.Event.Kind == o.Event.Kind && h.name == o.name && h.Ahead == o.Ahead
}

// Two events of one word are the same when the words around them share eventWords,
// which are eventShared of the lesser.
const (
	eventWords  = 2
	eventShared = 0.4
)

// like returns how much of their subjects two events share, and 0 where it is not
// enough.
func (h *happening) like(o *happening, rare rarity) float64 {
	if n, share := rare.shared(&h.subject, &o.subject); n >= eventWords && share >= eventShared {
		return share
	}
	return 0
}
