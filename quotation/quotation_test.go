package quotation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/quotation"
	"sayso/tokenize"
)

var words = quotation.Words{
	Reporting: map[string]bool{"said": true},
	Adverbial: map[string]bool{"on": true},
	Elisions:  map[string]bool{"em": true, "tis": true},
}

// marks writes {outer} and <inner> around what the finder found in text, one
// paragraph a line, with how a quotation was repaired behind it.
func marks(text string) string {
	d := &sayso.Document{Article: &sayso.Article{Text: text}}
	at := int32(0)
	for line := range strings.SplitAfterSeq(text, "\n") {
		if n := int32(len(strings.TrimRight(line, "\n"))); n > 0 {
			d.Zones = append(d.Zones, sayso.Zone{Span: sayso.Span{Start: at, End: at + n}})
		}
		at += int32(len(line))
	}
	d.Tokens = tokenize.Tokens(text, tokenize.Words{})
	d.Sentences = tokenize.Sentences(text, d.Tokens, d.Zones, tokenize.Words{})
	d.Quotes = quotation.Find(d, words)
	if err := d.Check(); err != nil {
		return err.Error()
	}
	var out []string
	for _, q := range d.Quotes {
		open, end := "{", "}"
		if q.Depth > 0 {
			open, end = "<", ">"
		}
		s := open + q.Inner.Of(text) + end
		if q.Repair != "" {
			s += " " + q.Repair
		}
		if q.Continues != 0 {
			s = "+" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"curly", "“We go,” he said. “We stay.”", "{We go,}\n{We stay.}"},
		{"straight", "\"We go,\" he said. \"We stay.\"", "{We go,}\n{We stay.}"},
		{"TeX", "``We go,'' he said. ''We stay.''", "{We go,}\n{We stay.}"},
		{"guillemets", "«We go», he said. »We stay«, she said.", "{We go}\n{We stay}"},
		{"low", "„We go“, he said.", "{We go}"},
		{"British", "‘We go to the envoys’ camp,’ he said. It's the ’90s.", "{We go to the envoys’ camp,}"},
		{"nested", "“They told us ‘go home’ today,” he said.", "{They told us ‘go home’ today,}\n<go home>"},
		{"nested British", "‘They told us “go home” today,’ he said.", "{They told us “go home” today,}\n<go home>"},
		{"apostrophes", "The envoys' camp isn't Orlan's, tis 'em.", ""},
		{"inches", "A 6\" pipe and a 7\" pipe.", ""},
		{"scare", "The so-called \"peace train\" left.", "{peace train}"},
		{"nothing between", "He said “” and \"\" and “—”.", ""},
		{"paragraphs", "“One.\n“Two.\n“Three,” he said.", "{One.} goes on in the next paragraph\n+{Two.} goes on in the next paragraph\n+{Three,}"},
		{"lost opening", "It rained. We will go,\" he said.", "{We will go,} opening mark missing: starts with its sentence"},
		{"lost closing, reported", "“We will go, the envoy said on Monday. It rained all day.", "{We will go,} closing mark missing: ends before the words that report it"},
		{"lost closing, whole paragraph", "“We will go. We will stay.\nIt rained.", "{We will go. We will stay.} closing mark missing: ends with its paragraph"},
		{"lost closing, inside", "He called it “a shame. It rained.\nThen it snowed.", "{a shame.} closing mark missing: ends with its sentence"},
		{"two openings", "“We will go. Now. “We stay,” he said.", "{We will go.} closing mark missing: ends before the next opening mark\n{We stay,}"},
		{"never over the paragraph", "He said “we go\nIt rained.\nIt snowed.”", "{we go} closing mark missing: ends with its sentence\n{It snowed.} opening mark missing: starts with its sentence"},
	} {
		if diff := cmp.Diff(c.want, marks(c.text)); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", c.name, c.text, diff)
		}
	}
}

// FuzzFind: whatever the marks, quotations are sound, sorted, and none crosses a
// paragraph.
func FuzzFind(f *testing.F) {
	f.Add("“a ‘b’ \"c\n``d'' «e »f« ’90s\n\n\"\"\"'''")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		d := &sayso.Document{Article: &sayso.Article{Text: text}}
		if s := strings.TrimSpace(text); s != "" {
			start := int32(strings.Index(text, s))
			d.Zones = []sayso.Zone{{Span: sayso.Span{Start: start, End: start + int32(len(s))}}}
		}
		d.Tokens = tokenize.Tokens(text, tokenize.Words{})
		d.Sentences = tokenize.Sentences(text, d.Tokens, d.Zones, tokenize.Words{})
		d.Quotes = quotation.Find(d, words)
		if err := d.Check(); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
		for i, q := range d.Quotes {
			if strings.Contains(q.Span.Of(text), "\n") {
				t.Fatalf("quotation %q crosses a paragraph", q.Span.Of(text))
			}
			if i > 0 && sayso.CompareSpans(d.Quotes[i-1].Span, q.Span) > 0 {
				t.Fatalf("quotations out of order in %q", text)
			}
		}
	})
}
