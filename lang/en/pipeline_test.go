package en_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"sayso"
	"sayso/lang/en"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// article makes an article of plain lines: the first is the headline, every
// other one a body zone.
func article(name, text string) *sayso.Article {
	a := &sayso.Article{Name: name, Text: text}
	at := 0
	for i, line := range strings.SplitAfter(text, "\n") {
		if s := strings.TrimSpace(line); s != "" {
			start := at + strings.Index(line, s)
			z := sayso.Zone{Span: sayso.Span{Start: int32(start), End: int32(start + len(s))}}
			if i == 0 {
				z.Kind = sayso.ZoneHeadline
			}
			a.Zones = append(a.Zones, z)
		}
		at += len(line)
	}
	return a
}

// pipeline is made once: it reads the models.
var pipeline = sync.OnceValues(en.Pipeline)

// annotate runs every stage and checks the document after each.
func annotate(t testing.TB, a *sayso.Article) *sayso.Document {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	d := &sayso.Document{Article: a}
	for _, s := range p.Stages() {
		if err := s.Run(d); err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		if err := d.Check(); err != nil {
			t.Fatalf("after %s: %v\ntext: %q", s.Name, err, a.Text)
		}
	}
	return d
}

// show prints a statement as the test files write it:
//
//	direct {the envoy => Ilo Brandt} <said> [We will go.] to reporters; at a briefing; on 2021-02-09
func show(d *sayso.Document, st *sayso.Statement) string {
	join := func(spans []sayso.Span) string {
		var s []string
		for _, x := range spans {
			s = append(s, strings.Join(strings.Fields(x.Of(d.Text)), " "))
		}
		return strings.Join(s, " … ")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s {%s", st.Kind, join(st.Source))
	if e, ok := st.Speaker.At(d.Entities); ok {
		fmt.Fprintf(&b, " => %s", e.Name)
	}
	fmt.Fprintf(&b, "} <%s> [%s]", join(st.Cue), join(st.Content))
	if !st.Addressee.Empty() {
		fmt.Fprintf(&b, " to %s;", st.Addressee.Of(d.Text))
	}
	if !st.Occasion.Empty() {
		fmt.Fprintf(&b, " occasion %s;", st.Occasion.Of(d.Text))
	}
	if st.Said.Value != "" {
		fmt.Fprintf(&b, " on %s;", st.Said.Value)
	}
	for _, l := range st.Chain {
		if l.Role == "agency" {
			fmt.Fprintf(&b, " via %s;", l.Name)
		}
	}
	return strings.TrimSuffix(b.String(), ";") + "\n"
}

func TestStatements(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i+1 < len(ar.Files); i += 2 {
				text, want := ar.Files[i], &ar.Files[i+1]
				if want.Name != "statements" {
					t.Fatalf("%s: section %q: want pairs of a text and its statements", file, want.Name)
				}
				a := article(text.Name, strings.TrimSuffix(string(text.Data), "\n"))
				a.Date = sayso.Date{Value: "2021-02-12", Why: "set by the test"}
				d := annotate(t, a)
				var got strings.Builder
				for k := range d.Statements {
					got.WriteString(show(d, &d.Statements[k]))
				}
				if *update {
					want.Data = []byte(got.String())
					continue
				}
				if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", text.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// FuzzPipeline holds every layer to Document.Check, whatever the text.
func FuzzPipeline(f *testing.F) {
	for _, s := range []string{
		"Head – Orlan\n\n“We go,” said Orlan. “We stay.\n“And more.”",
		"''Tex,'' `` marks'' \"straight \" ' ‘single’ « guillemets » „low“",
		"According to X, said Y: \"\" , , adding that\n: “” said",
		"\xff\xfe“” a said\u00a0that, he – ",
		"Parade\n\nThe Norwick Police Department live-tweeted that the hall was full.",                                     // a source that ends at a hyphen
		"Trust\n\nJuly 19:Arden Foundation investigated over possible N.Y. state tax law violations\n\nOfficials said so.", // a day that reaches out of its source
		"Talks\n\nValdan President Oro Dal-in has said the bridge will hold.",                                              // a name that reaches out of its source
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		annotate(t, article("fuzz", strings.ToValidUTF8(text, "\ufffd")))
	})
}

func TestPipelineIsDeterministic(t *testing.T) {
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	text := "Talks open\n\n“We go,” said Mara Orlan, the envoy. The minister and the president said they agreed to meet. She added that it was late."
	var first string
	for range 20 {
		d, err := p.Run(context.Background(), article("a", text))
		if err != nil {
			t.Fatal(err)
		}
		s := fmt.Sprint(d.Statements, d.Mentions, d.Entities)
		if first == "" {
			first = s
		}
		if s != first {
			t.Fatalf("two runs differ:\n%s\n%s", first, s)
		}
	}
}
