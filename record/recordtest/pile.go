package recordtest

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// deciles are the smallest value, the nine deciles and the largest value of how
// many of something a report has.
type deciles [11]int

// The sizes of a report, as `sayso extract` finds them in the 84 articles of
// PolNeAR's development split.
var (
	statementsIn = deciles{1, 6, 9, 12, 16, 18, 21, 25, 32, 38, 135}
	contentBytes = deciles{2, 27, 42, 54, 67, 84, 102, 122, 149, 198, 875}
	figuresIn    = deciles{0, 1, 2, 3, 5, 7, 8, 11, 14, 23, 49}
	placesIn     = deciles{0, 1, 3, 5, 7, 9, 13, 15, 21, 46, 87}
	undecidedIn  = deciles{0, 1, 1, 2, 3, 5, 7, 8, 10, 13, 40}
	eventsIn     = deciles{0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 10}
	namingsIn    = deciles{5, 21, 29, 38, 45, 54, 59, 68, 87, 113, 295}
	scores       = [11]float32{.348, .544, .652, .769, .879, .929, .957, .972, .975, .977, .980} // deciles, of decided statements
)

// Of a thousand statements: those that are retold and quoted in part, the rest
// being quoted; those of which the text tells when they were made; those without
// a speaker; and figures of a thousand that a statement claims; of events those that
// are dated, yet to come, at a place and told before; and namings in the outlet's own
// voice. From the same articles, in which a speaker is cited twice on average.
const (
	perMilleIndirect, perMilleMixed                             = 625, 163
	perMilleSaid                                                = 124
	perMilleNobody                                              = 44
	perMilleClaimed                                             = 438
	perMilleDated, perMilleAhead, perMillePlaced, perMilleAgain = 715, 192, 277, 38
	perMilleOwn                                                 = 530
)

// Pile makes reports for measuring: their numbers, and the lengths of what they
// hold, fall as in news; words, speakers, outlets, units and places are used as
// unequally as words are (Zipf). A pile of one seed is always the same pile.
type Pile struct {
	Frame string // what stands before the text in the original
	// Full adds undecided statements, scores, events and namings.
	Full bool

	rng                                *rand.Rand
	words, who, outlets, units, places *rand.Zipf
	n                                  int
}

// NewPile returns a pile whose speakers are chosen among so many.
func NewPile(speakers int) *Pile {
	rng := rand.New(rand.NewPCG(1, 2))
	zipf := func(s, v float64, n int) *rand.Zipf { return rand.NewZipf(rng, s, v, uint64(n-1)) }
	return &Pile{rng: rng, words: zipf(1.1, 8, 30000), who: zipf(1.1, 8, speakers), outlets: zipf(1.2, 10, 400),
		units: zipf(1.5, 1, 200), places: zipf(1.2, 4, 20000)}
}

// Unframed reads the original of a report of the pile.
func (p *Pile) Unframed(original []byte, _ string) (*sayso.Article, error) {
	return &sayso.Article{Text: strings.TrimPrefix(string(original), p.Frame)}, nil
}

// draw returns a number of the distribution.
func (p *Pile) draw(d deciles) int {
	i := p.rng.IntN(10)
	return d[i] + p.rng.IntN(d[i+1]-d[i]+1)
}

func (p *Pile) chance(perMille int) bool { return p.rng.IntN(1000) < perMille }

// Report makes the next report, of n statements, or of as many as a report has
// when n is 0.
func (p *Pile) Report(n int) record.Report {
	if n == 0 {
		n = p.draw(statementsIn)
	}
	p.n++
	w := &piled{Pile: p, doc: &sayso.Document{Article: &sayso.Article{}}}
	w.paragraph(sayso.ZoneHeadline, func() { w.write(fmt.Sprintf("Report %d of %s", p.n, w.sentence(40))) })
	d := w.doc
	d.Title = w.text.String()
	day := fmt.Sprintf("20%02d-%02d-%02d", 14+p.rng.IntN(10), 1+p.rng.IntN(12), 1+p.rng.IntN(28))
	voices := make([]string, max(1, n/2))
	for i := range voices {
		voices[i] = "Speaker Number " + strconv.FormatUint(p.who.Uint64(), 10)
		d.Entities = append(d.Entities, sayso.Entity{Name: voices[i], Type: sayso.EntityPerson})
	}
	items := p.draw(figuresIn) + p.draw(placesIn)
	for i := range n {
		w.paragraph(sayso.ZoneBody, func() { w.statement(voices, day, items*(i+1)/n-items*i/n) })
	}
	if p.Full {
		w.full(day)
	}
	d.Text, d.Name, d.Language = w.text.String(), fmt.Sprintf("r%d", p.n), "en"
	d.Format = "text"
	d.Outlet = sayso.Outlet{Name: fmt.Sprintf("Outlet %d", p.outlets.Uint64()), Basis: "site name"}
	d.Date = sayso.Date{Value: day, Why: "article:published_time"}
	original := []byte(p.Frame + d.Text)
	d.Original = sayso.DigestOf(original)
	d.ID = sayso.NewArticleID(d.Original)
	return record.Report{Document: d, Original: original, Pipeline: "0123456789ab"}
}

// piled is one report of a pile while it is written.
type piled struct {
	*Pile
	text strings.Builder
	doc  *sayso.Document
}

func (w *piled) write(s string) sayso.Span {
	start := int32(w.text.Len())
	w.text.WriteString(s)
	return sayso.Span{Start: start, End: int32(w.text.Len())}
}

// paragraph makes a zone of what write writes.
func (w *piled) paragraph(kind sayso.ZoneKind, write func()) {
	if w.text.Len() > 0 {
		w.text.WriteString("\n\n")
	}
	start := int32(w.text.Len())
	write()
	w.doc.Zones = append(w.doc.Zones, sayso.Zone{Span: sayso.Span{Start: start, End: int32(w.text.Len())}, Kind: kind})
}

// sentence returns words of about n bytes.
func (w *piled) sentence(n int) string {
	var b strings.Builder
	for b.Len() == 0 || b.Len() < n {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("word" + strconv.FormatUint(w.words.Uint64(), 10))
	}
	return b.String()
}

// statement writes one statement, with so many figures and places beside or
// inside its content.
func (w *piled) statement(voices []string, day string, items int) {
	st := sayso.Statement{Score: 0.5, Said: sayso.Date{Why: "the text does not say when"}, Chain: []sayso.Link{{Role: "outlet", Name: "x"}}}
	switch n := w.rng.IntN(1000); {
	case n < perMilleIndirect:
		st.Kind = sayso.Indirect
	case n < perMilleIndirect+perMilleMixed:
		st.Kind = sayso.Mixed
	default:
		st.Kind = sayso.Direct
	}
	if w.chance(perMilleSaid) {
		st.Said = sayso.Date{Value: day, Why: "the day of publication"}
	}
	if !w.chance(perMilleNobody) {
		i := w.rng.IntN(len(voices))
		source := w.write(voices[i])
		st.Source, st.Speaker = []sayso.Span{source}, sayso.RefTo[sayso.Entity](i)
		st.Chain = append(st.Chain, sayso.Link{Role: "speaker", Name: voices[i], At: st.Source})
		w.doc.Mentions = append(w.doc.Mentions, sayso.Mention{Span: source, Head: source, Entity: st.Speaker, Why: "name"})
		w.text.WriteByte(' ')
	}
	st.Cue = []sayso.Span{w.write("said")}
	w.text.WriteString(" that ")
	start := int32(w.text.Len())
	w.write(w.sentence(w.draw(contentBytes)))
	end := int32(w.text.Len())
	for range items {
		if !w.chance(perMilleClaimed) {
			w.item()
			continue
		}
		w.item()
		end = int32(w.text.Len())
	}
	st.Content = []sayso.Span{{Start: start, End: end}}
	w.doc.Statements = append(w.doc.Statements, st)
}

// item writes a figure or, more often, a place.
func (w *piled) item() {
	w.text.WriteByte(' ')
	if w.rng.IntN(5) < 2 {
		unit := "unit" + strconv.FormatUint(w.units.Uint64(), 10)
		value := float64(w.rng.IntN(1000))
		at := w.write(strconv.FormatFloat(value, 'f', -1, 64) + " " + unit)
		w.doc.Figures = append(w.doc.Figures, sayso.Figure{Span: at, Kind: sayso.FigureMeasure, From: value, To: value, Unit: unit})
		return
	}
	id := int32(w.places.Uint64()) + 1
	name := "Town" + strconv.Itoa(int(id))
	w.doc.Places = append(w.doc.Places, sayso.Place{Span: w.write(name), Name: name, GeoNameID: id,
		Lat: float32(id%160) - 80, Lon: float32(id%350) - 175, Country: "XT", Feature: "PPL", Why: "the only one of that name"})
}
