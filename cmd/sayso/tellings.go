package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"sayso"
	"sayso/corpus"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/link"
)

// labelledTellings reads the labels of pairs of statements, and the reports they
// stand in from the corpora in a folder. It annotates all reports of their
// stories: who is speaking and what is said around is what the program finds, and
// so is how likely two reports are of one story. It also returns the numbers of the
// stories of both ends of each pair.
func (a *app) labelledTellings(ctx context.Context, l *link.Settings, name, folder string, h half) (pairs []link.TellingPair, of [][2]int, err error) {
	labels, err := readFile(name, "labels of statements", corpus.ReadTellingLabels)
	if err != nil {
		return nil, nil, err
	}
	from, to := h.of(len(labels))
	labels = labels[from:to]
	stories, err := goldStoriesOf(labels, folder)
	if err != nil {
		return nil, nil, err
	}
	opt, _ := reader("jsonl") // which is one of the formats
	pipeline, err := en.Pipeline()
	if err != nil {
		return nil, nil, err
	}
	total := 0
	for _, s := range stories {
		total += len(s.lines)
	}
	progress := a.con.progress("reports of the labels", total)
	defer a.con.clear()
	read := map[[2]string]*readReport{} // by file and report
	for n, s := range stories {
		var docs []*sayso.Document
		err := ordered(ctx, func(ctx context.Context, f func(ingest.Read) error) error {
			for _, line := range s.lines {
				if err := ingest.ReadBytes(s.file, line, opt, f); err != nil {
					return err
				}
			}
			return nil
		}, func(ctx context.Context, r ingest.Read) annotated {
			if r.Err != nil {
				return annotated{err: r.Err}
			}
			d, err := annotate(ctx, pipeline, r.Article)
			return annotated{d, err}
		}, func(d annotated) error {
			progress.step("")
			if d.err == nil {
				docs = append(docs, d.doc)
			}
			return nil // a report that cannot be read is missed below, if a label needs it
		})
		if err != nil {
			return nil, nil, err
		}
		story := &readStory{number: n}
		for _, d := range docs {
			r := &readReport{doc: d, story: story}
			for i := range d.Statements {
				r.tellings = append(r.tellings, link.TellingOf(d, i))
			}
			story.tellings = append(story.tellings, r.tellings...)
			read[[2]string{s.file, d.Name}] = r
		}
	}
	for i, label := range labels {
		x, y := read[[2]string{label.File, label.A.Report}], read[[2]string{label.File, label.B.Report}]
		if x == nil || y == nil {
			return nil, nil, fmt.Errorf("%s: label %d: %s has no reports %q and %q that can be read", name, from+i+1, label.File, label.A.Report, label.B.Report)
		}
		p := link.TellingPair{
			Same: label.Same, Around: x.story.tellings, Reports: [2][]*link.Telling{x.tellings, y.tellings},
			Story: link.StoryLikeness(l.Words, l.Model, x.doc.Article, y.doc.Article), Apart: x.story != y.story,
		}
		if p.Apart {
			p.Around = slices.Concat(x.story.tellings, y.story.tellings)
		}
		if p.A, p.At[0], err = x.labelled(label.A); err == nil {
			p.B, p.At[1], err = y.labelled(label.B)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: label %d: %w", name, from+i+1, err)
		}
		pairs, of = append(pairs, p), append(of, [2]int{x.story.number, y.story.number})
	}
	return pairs, of, nil
}

// readStory is the statements of all reports of a story.
type readStory struct {
	number   int
	tellings []*link.Telling
}

// readReport is a report with its statements and its story.
type readReport struct {
	doc      *sayso.Document
	story    *readStory
	tellings []*link.Telling
}

// annotated is a document or why there is none.
type annotated struct {
	doc *sayso.Document
	err error
}

// leastOverlap is the share of the bytes of a label and of a statement that both
// have, from which the label is taken to mean the statement.
const leastOverlap = 0.5

// labelled returns the telling that a label names, and where it stands among the
// statements of its report. Who said it is what the program finds of the statement
// there, if any: where that begins and ends may have changed since the label.
func (r *readReport) labelled(at corpus.TellingAt) (*link.Telling, int, error) {
	t := &link.Telling{Article: r.doc.ID, Text: r.doc.Text}
	for _, s := range at.Spans {
		if int(s[1]) > len(t.Text) {
			return nil, 0, fmt.Errorf("%s: span %d-%d of a text of %d bytes", r.doc.Name, s[0], s[1], len(t.Text))
		}
		t.Content = append(t.Content, sayso.Span{Start: s[0], End: s[1]})
	}
	best, found, before := leastOverlap, -1, 0
	for i, o := range r.tellings {
		if share := overlap(o.Content, t.Content); share > best {
			best, found = share, i
		}
		if o.Content[0].Start < t.Content[0].Start {
			before = i + 1
		}
	}
	if found < 0 {
		return t, before, nil
	}
	o := *r.tellings[found]
	o.Content = t.Content
	return &o, found, nil
}

// overlap returns the share of the bytes of two lists of spans that both have.
func overlap(a, b []sayso.Span) float64 {
	both, all := 0, 0
	for _, x := range a {
		all += x.Len()
		for _, y := range b {
			both += max(0, int(min(x.End, y.End)-max(x.Start, y.Start)))
		}
	}
	for _, y := range b {
		all += y.Len()
	}
	return float64(both) / float64(all-both)
}

// labelledStory is the reports of a story that labels stand in.
type labelledStory struct {
	file, story string
	lines       [][]byte
}

// goldStoriesOf returns the stories of labels, from the files in a folder.
func goldStoriesOf(labels []corpus.TellingLabel, folder string) ([]labelledStory, error) {
	wanted := map[string]map[string]bool{} // reports by file
	for _, l := range labels {
		if wanted[l.File] == nil {
			wanted[l.File] = map[string]bool{}
		}
		wanted[l.File][l.A.Report], wanted[l.File][l.B.Report] = true, true
	}
	var out []labelledStory
	for file, reports := range wanted {
		gold, err := readFile(filepath.Join(folder, file), "gold stories in JSON Lines", corpus.ReadGoldArticles)
		if err != nil {
			return nil, err
		}
		stories := map[string]bool{}
		for _, g := range gold {
			if reports[g.ID] {
				stories[g.Story] = true
			}
		}
		lines := map[string][][]byte{}
		for _, g := range gold {
			if stories[g.Story] {
				lines[g.Story] = append(lines[g.Story], g.Line)
			}
		}
		for story := range stories {
			out = append(out, labelledStory{file, story, lines[story]})
		}
	}
	slices.SortFunc(out, func(a, b labelledStory) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.story, b.story))
	})
	return out, nil
}

// evalTellings scores which labelled pairs of statements are found to tell one act
// of speech, each judged amid its story without what competes.
func (a *app) evalTellings(ctx context.Context, l *link.Settings, name, folder string, h half) error {
	pairs, _, err := a.labelledTellings(ctx, l, name, folder, h)
	if err != nil {
		return err
	}
	var score corpus.Likelihoods
	var table corpus.Reliability
	for i, likely := range link.LikenessAmid(l.Words, l.Model, pairs) {
		score.Add(likely, pairs[i].Same)
		table.Add(likely, pairs[i].Same)
	}
	if err := a.printRatio("tellings", score.At(0.5)); err != nil {
		return err
	}
	return table.Print(a.stdout)
}

// crossValidate scores the labelled pairs of statements by weights that were learnt
// without their stories, divided into folds.
func (a *app) crossValidate(ctx context.Context, l *link.Settings, name, folder, translations, quotes string, folds int) error {
	pairs, stories, err := a.labelledTellings(ctx, l, name, folder, "")
	if err != nil {
		return err
	}
	learn, _, err := lessons(ctx, l.Words, translations, quotes, "")
	if err != nil {
		return err
	}
	for i := range stories {
		stories[i][0], stories[i][1] = stories[i][0]%folds, stories[i][1]%folds
	}
	alone, amid := learn.CrossValidate(pairs, stories)
	for _, row := range []struct {
		name   string
		likely []float64
		apart  bool
	}{
		{"words and speakers", alone, true}, {"and the two reports", amid, true},
		{"the first, one story", alone, false}, {"the second, one story", amid, false},
	} {
		var score corpus.Likelihoods
		for i, p := range pairs {
			if row.apart || !p.Apart {
				score.Add(row.likely[i], p.Same)
			}
		}
		if err := score.Print(a.stdout, row.name); err != nil {
			return err
		}
	}
	return nil
}
