package recordtest

import (
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// Said is a statement in a draft. Its roles are words of the article's text,
// each of which must stand there exactly once; several spans of one role are
// joined by " … ".
type Said struct {
	Source, Cue, Content string
	Addressee, Occasion  string
	Kind                 sayso.Kind
	Speaker              string // name of its entity, which is made when the document has none of that name
	Type                 sayso.EntityType
	When                 sayso.Date
	Within               int // one-based place of the statement that reports it
}

// Report makes a report that can be stored out of an article of which at least
// Name and Text are set: zones (the paragraphs, the first one a headline when it
// is the title), ID, digest and format are filled in, the original is the text.
func Report(t testing.TB, a sayso.Article, said ...Said) record.Report {
	t.Helper()
	a.Original = sayso.DigestOf([]byte(a.Text))
	a.ID = sayso.NewArticleID(a.Original)
	a.Format = "text"
	a.Zones = paragraphs(a.Text, a.Title)
	d := &sayso.Document{Article: &a}
	for _, s := range said {
		st := sayso.Statement{
			Kind: s.Kind, Said: s.When, Score: 0.75, Within: sayso.Ref[sayso.Statement](s.Within),
			Source: find(t, a.Text, s.Source), Cue: find(t, a.Text, s.Cue), Content: find(t, a.Text, s.Content),
			Chain: []sayso.Link{{Role: "outlet", Name: a.Outlet.Name}},
		}
		st.Addressee, _ = sayso.Hull(find(t, a.Text, s.Addressee))
		st.Occasion, _ = sayso.Hull(find(t, a.Text, s.Occasion))
		if s.Speaker != "" {
			st.Speaker = entity(d, s.Speaker, s.Type)
			st.Chain = append(st.Chain, sayso.Link{Role: "speaker", Name: s.Speaker, At: st.Source})
			for _, at := range st.Source {
				d.Mentions = append(d.Mentions, sayso.Mention{Span: at, Head: at, Type: s.Type, Entity: st.Speaker, Why: "written so"})
			}
		}
		d.Statements = append(d.Statements, st)
	}
	return record.Report{Document: d, Original: []byte(a.Text), Pipeline: "0123456789ab"}
}

func entity(d *sayso.Document, name string, typ sayso.EntityType) sayso.Ref[sayso.Entity] {
	i := slices.IndexFunc(d.Entities, func(e sayso.Entity) bool { return e.Name == name })
	if i < 0 {
		i = len(d.Entities)
		d.Entities = append(d.Entities, sayso.Entity{Name: name, Type: typ})
	}
	return sayso.RefTo[sayso.Entity](i)
}

func find(t testing.TB, text, words string) []sayso.Span {
	t.Helper()
	if words == "" {
		return nil
	}
	var spans []sayso.Span
	for part := range strings.SplitSeq(words, " … ") {
		if n := strings.Count(text, part); n != 1 {
			t.Fatalf("draft: %q stands %d times in the text, want once", part, n)
		}
		i := strings.Index(text, part)
		spans = append(spans, sayso.Span{Start: int32(i), End: int32(i + len(part))})
	}
	return spans
}

// paragraphs returns a zone for each stretch between blank lines.
func paragraphs(text, title string) []sayso.Zone {
	var zones []sayso.Zone
	at := 0
	for part := range strings.SplitAfterSeq(text, "\n\n") {
		words := strings.TrimRight(part, "\n")
		if words != "" {
			z := sayso.Zone{Span: sayso.Span{Start: int32(at), End: int32(at + len(words))}}
			if words == title {
				z.Kind = sayso.ZoneHeadline
			}
			zones = append(zones, z)
		}
		at += len(part)
	}
	return zones
}

// Day is the publication date d with a reason; an empty d is an open date.
func Day(d string) sayso.Date {
	if d == "" {
		return sayso.Date{Why: "the page bears no date"}
	}
	return sayso.Date{Value: d, Why: "the page says so"}
}

// Reread reads an original the way Report made the text of it.
func Reread(original []byte, format string) (*sayso.Article, error) {
	return &sayso.Article{Text: string(original)}, nil
}
