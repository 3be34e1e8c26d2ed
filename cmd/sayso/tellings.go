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
// stories: who is speaking and what is said around is what the program finds.
func (a *app) labelledTellings(ctx context.Context, name, folder string, h half) ([]link.TellingPair, error) {
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
	read := map[[2]string]*sayso.Document{} // by file and report
	around := map[[2]string][]*link.Telling{}
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
		var tellings []*link.Telling
		for _, d := range docs {
			for i := range d.Statements {
				tellings = append(tellings, link.TellingOf(d, i))
			}
		}
		for _, d := range docs {
			read[[2]string{s.file, d.Name}] = d
			around[[2]string{s.file, d.Name}] = tellings
		}
	}
	var out []link.TellingPair
	for i, l := range labels {
		x, y := read[[2]string{l.File, l.A.Report}], read[[2]string{l.File, l.B.Report}]
		if x == nil || y == nil {
			return nil, fmt.Errorf("%s: label %d: %s has no reports %q and %q that can be read", name, from+i+1, l.File, l.A.Report, l.B.Report)
		}
		p := link.TellingPair{Same: l.Same, Around: around[[2]string{l.File, l.A.Report}]}
		if p.A, err = labelled(x, l.A); err == nil {
			p.B, err = labelled(y, l.B)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: label %d: %w", name, from+i+1, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// annotated is a document or why there is none.
type annotated struct {
	doc *sayso.Document
	err error
}

// labelled returns the telling that a label names. Its speaker is that of the
// statement the program finds there, if any.
func labelled(d *sayso.Document, at corpus.TellingAt) (*link.Telling, error) {
	t := &link.Telling{Article: d.ID, Text: d.Text}
	for _, s := range at.Spans {
		if int(s[1]) > len(d.Text) {
			return nil, fmt.Errorf("%s: span %d-%d of a text of %d bytes", d.Name, s[0], s[1], len(d.Text))
		}
		t.Content = append(t.Content, sayso.Span{Start: s[0], End: s[1]})
	}
	for i := range d.Statements {
		if found := link.TellingOf(d, i); slices.Equal(found.Content, t.Content) {
			return found, nil
		}
	}
	return t, nil
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
	pairs, err := a.labelledTellings(ctx, name, folder, h)
	if err != nil {
		return err
	}
	var r corpus.Ratio
	steps := [5]struct{ sum, same, all float64 }{}
	for _, p := range pairs {
		likely := link.LikenessAmid(l.Words, l.Model, p)
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
