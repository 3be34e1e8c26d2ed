package sayso

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Layer is a kind of annotation in a Document.
type Layer string

// The layers of a Document.
const (
	LayerTokens     Layer = "tokens"
	LayerSentences  Layer = "sentences"
	LayerTags       Layer = "tags"  // Token.Lemma, UPOS, XPOS and Feats
	LayerTrees      Layer = "trees" // Token.Head and Rel
	LayerNames      Layer = "names"
	LayerQuotes     Layer = "quotes"
	LayerMentions   Layer = "mentions"
	LayerPublished  Layer = "published" // Article.Date, where reading the page left it open
	LayerTimes      Layer = "times"
	LayerEvents     Layer = "events"
	LayerEntities   Layer = "entities"
	LayerFigures    Layer = "figures"
	LayerPlaces     Layer = "places"
	LayerNamings    Layer = "namings"
	LayerStatements Layer = "statements" // without the fields of LayerProvenance
	LayerProvenance Layer = "provenance" // Statement.Speaker, Said and Chain
)

// Annotator is one stage of the pipeline. Run reads the layers in Needs and
// writes the layers in Gives, and no other.
type Annotator struct {
	Name, Version string
	Needs, Gives  []Layer
	Run           func(*Document) error
}

// String describes the stage: "quotation 1: tokens → quotes".
func (a Annotator) String() string {
	needs := ""
	if len(a.Needs) > 0 {
		needs = ": " + join(a.Needs)
	}
	return fmt.Sprintf("%s %s%s → %s", a.Name, a.Version, needs, join(a.Gives))
}

func join(ls []Layer) string {
	s := make([]string, len(ls))
	for i, l := range ls {
		s[i] = string(l)
	}
	return strings.Join(s, ", ")
}

// Pipeline is a checked sequence of annotators. It holds no state and may be
// used by many goroutines at once.
type Pipeline struct {
	stages []Annotator
}

// NewPipeline checks that every stage finds the layers it needs and that no
// layer has two writers.
func NewPipeline(stages ...Annotator) (*Pipeline, error) {
	have := map[Layer]string{}
	for _, a := range stages {
		for _, l := range a.Needs {
			if have[l] == "" {
				return nil, fmt.Errorf("pipeline: %s needs layer %s, which no stage before it gives", a.Name, l)
			}
		}
		for _, l := range a.Gives {
			if have[l] != "" {
				return nil, fmt.Errorf("pipeline: %s and %s both give layer %s", have[l], a.Name, l)
			}
			have[l] = a.Name
		}
	}
	return &Pipeline{stages: slices.Clone(stages)}, nil
}

// Stages returns the stages in order.
func (p *Pipeline) Stages() []Annotator { return slices.Clone(p.stages) }

// Fingerprint names the pipeline by its stages and their versions: 12
// hexadecimal digits that derived rows carry.
func (p *Pipeline) Fingerprint() string {
	h := sha256.New()
	for _, a := range p.stages {
		fmt.Fprintf(h, "%s\x00%s\n", a.Name, a.Version)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// Run annotates a in every layer. A stage that fails or panics ends the run
// with an error that names the stage and the article; the pile goes on.
func (p *Pipeline) Run(ctx context.Context, a *Article) (*Document, error) {
	d := &Document{Article: a}
	for _, s := range p.stages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := runStage(s, d); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", a.Name, s.Name, err)
		}
	}
	return d, nil
}

func runStage(s Annotator, d *Document) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error: %v", r)
		}
	}()
	return s.Run(d)
}
