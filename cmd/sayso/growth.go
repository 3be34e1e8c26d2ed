package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"sayso"
	"sayso/link"
	"sayso/record"
)

// The measure of generated news.
const (
	newsPerDay      = 40   // articles
	eventsPerDay    = 6    // that begin
	eventDays       = 4    // in which an event is reported
	newsStatements  = 20   // of an article
	newsShared      = 8    // of them what others tell as well
	newsReprints    = 0.15 // share of the articles that copy another
	newsWords       = 22   // of a statement
	newsOwn         = 120  // words beside the statements
	topicWords      = 40   // of an event
	topicShare      = 0.3  // of the words of a statement
	rewordedShare   = 0.2  // of the words of a telling
	newsOutlets     = 60
	newsSpeakers    = 6  // of an event
	eventUtterances = 30 // that more than one report may tell
)

// news makes up reports for measuring how linking grows with a record: words by
// the frequencies of a language, events that several reports tell of, utterances
// retold in other words, and copies. The same seed gives the same reports.
type news struct {
	rng    *rand.Rand
	words  []string
	sum    []int // of the frequencies up to each word
	events []*event
	n      int
}

// event is what reports of some days tell of.
type event struct {
	day        int
	topic      []string
	speakers   []string
	utterances [][]string
	told       []string // bodies of the reports so far, for copies
	cuts       [][][2]int
}

func newNews(f *link.Frequencies) *news {
	n := &news{rng: rand.New(rand.NewPCG(1, 2))}
	total := 0
	f.Each(func(stem string, articles int) {
		if len(stem) > 1 {
			total += articles
			n.words, n.sum = append(n.words, stem), append(n.sum, total)
		}
	})
	return n
}

// word returns a word, the more often the more articles have it.
func (n *news) word() string {
	at, _ := slices.BinarySearch(n.sum, 1+n.rng.IntN(n.sum[len(n.sum)-1]))
	return n.words[at]
}

func (n *news) phrase(e *event, words int) []string {
	out := make([]string, words)
	for i := range out {
		if out[i] = n.word(); n.rng.Float64() < topicShare {
			out[i] = e.topic[n.rng.IntN(len(e.topic))]
		}
	}
	return out
}

// event returns one that is reported on day.
func (n *news) event(day int) *event {
	for len(n.events) < (day+1)*eventsPerDay {
		e := &event{day: len(n.events) / eventsPerDay}
		for len(e.topic) < topicWords {
			e.topic = append(e.topic, n.words[n.rng.IntN(len(n.words))])
		}
		for len(e.speakers) < newsSpeakers {
			e.speakers = append(e.speakers, fmt.Sprintf("Speaker%d Name%d", n.rng.IntN(500), n.rng.IntN(9000)))
		}
		for len(e.utterances) < eventUtterances {
			e.utterances = append(e.utterances, n.phrase(e, newsWords))
		}
		n.events = append(n.events, e)
	}
	first := max(0, (day+1-eventDays)*eventsPerDay)
	return n.events[first+n.rng.IntN(len(n.events)-first)]
}

// report makes the next report.
func (n *news) report() record.Report {
	day := n.n / newsPerDay
	e := n.event(day)
	a := &sayso.Article{Format: "text", Name: fmt.Sprintf("%d.txt", n.n), Outlet: sayso.Outlet{Name: fmt.Sprintf("Outlet %d", n.rng.IntN(newsOutlets)), Basis: "made up"}}
	a.Date = sayso.Date{Value: time.Date(1990, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Why: "made up"}
	a.Title = strings.Join(n.phrase(e, 8), " ")
	body, cuts := n.body(e)
	if len(e.told) > 0 && n.rng.Float64() < newsReprints {
		k := n.rng.IntN(len(e.told))
		body, cuts = e.told[k], e.cuts[k]
	} else {
		e.told, e.cuts = append(e.told, body), append(e.cuts, cuts)
	}
	a.Text = fmt.Sprintf("%s. %d.\n\n%s", a.Title, n.n, body)
	start := len(a.Text) - len(body)
	a.Zones = []sayso.Zone{{Span: sayso.Span{End: int32(start - 2)}, Kind: sayso.ZoneHeadline}, {Span: sayso.Span{Start: int32(start), End: int32(len(a.Text))}}}
	d := &sayso.Document{Article: a}
	for _, s := range e.speakers {
		d.Entities = append(d.Entities, sayso.Entity{Name: s, Type: sayso.EntityPerson})
	}
	for i, c := range cuts {
		d.Statements = append(d.Statements, sayso.Statement{Kind: sayso.Indirect, Score: 1, Speaker: sayso.RefTo[sayso.Entity](i % len(e.speakers)),
			Content: []sayso.Span{{Start: int32(start + c[0]), End: int32(start + c[1])}}})
	}
	original := []byte(a.Text)
	a.Original = sayso.DigestOf(original)
	a.ID = sayso.NewArticleID(a.Original)
	n.n++
	return record.Report{Document: d, Original: original, Pipeline: "made up"}
}

// body returns a text and where the contents of its statements stand in it.
func (n *news) body(e *event) (string, [][2]int) {
	var b strings.Builder
	var cuts [][2]int
	for i := range newsStatements {
		words := n.phrase(e, newsWords)
		if i < newsShared {
			words = slices.Clone(e.utterances[n.rng.IntN(len(e.utterances))])
			for k := range words {
				if n.rng.Float64() < rewordedShare {
					words[k] = n.word()
				}
			}
		}
		b.WriteString(strings.Join(n.phrase(e, newsOwn/newsStatements), " ") + ": ")
		from := b.Len()
		b.WriteString(strings.Join(words, " "))
		cuts = append(cuts, [2]int{from, b.Len()})
		b.WriteString(".\n")
	}
	return b.String(), cuts
}
