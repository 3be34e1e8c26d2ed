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
// so is how likely two reports are of one story.
func (a *app) labelledTellings(ctx context.Context, l *link.Settings, name, folder string, h half) ([]link.TellingPair, error) {
	labels, err := readFile(name, "labels of statements", corpus.ReadTellingLabels)
	if err != nil {
		return nil, err
	}
	from, to := h.of(len(labels))
	labels = labels[from:to]
	stories, err := goldStoriesOf(labels, folder)
	if err != nil {
		return nil, err
	}
	opt, _ := reader("jsonl") // which is one of the formats
	pipeline, err := en.Pipeline()
	if err != nil {
		return nil, err
	}
	total := 0
	for _, s := range stories {
		total += len(s.lines)
	}
	progress := a.con.progress("reports of the labels", total)
	defer a.con.clear()
	read := map[[2]string]*readReport{} // by file and report
	for _, s := range stories {
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
			return nil, err
		}
		story := &readStory{}
		for _, d := range docs {
			r := &readReport{doc: d, story: story}
			for i := range d.Statements {
				r.tellings = append(r.tellings, link.TellingOf(d, i))
			}
			story.tellings = append(story.tellings, r.tellings...)
			read[[2]string{s.file, d.Name}] = r
		}
	}
	var out []link.TellingPair
	for i, label := range labels {
		x, y := read[[2]string{label.File, label.A.Report}], read[[2]string{label.File, label.B.Report}]
		if x == nil || y == nil {
			return nil, fmt.Errorf("%s: label %d: %s has no reports %q and %q that can be read", name, from+i+1, label.File, label.A.Report, label.B.Report)
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
			return nil, fmt.Errorf("%s: label %d: %w", name, from+i+1, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// readStory is the statements of all reports of a story.
type readStory struct{ tellings []*link.Telling }

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
	if folder == "" {
		return usagef("name the folder with the corpora of the labels with --reports")
	}
	pairs, err := a.labelledTellings(ctx, l, name, folder, h)
	if err != nil {
		return err
	}
	var r corpus.Ratio
	steps := [5]struct{ sum, same, all float64 }{}
	likelihoods := link.LikenessAmid(l.Words, l.Model, pairs)
	for i, p := range pairs {
		likely := likelihoods[i]
		step := &steps[min(int(likely*5), 4)]
		step.all++
		step.sum += likely
		if p.Same {
			r.RecallOf++
			step.same++
		}
		if likely > 0.5 {
			r.PrecisionOf++
			if p.Same {
				r.PrecisionPart++
				r.RecallPart++
			}
		}
	}
	if err := a.printRatio("tellings", r); err != nil {
		return err
	}
	for _, s := range steps {
		if s.all > 0 {
			if _, err := fmt.Fprintf(a.stdout, "%4.0f pairs held to be %.2f likely: %.2f are\n", s.all, s.sum/s.all, s.same/s.all); err != nil {
				return err
			}
		}
	}
	return nil
}
