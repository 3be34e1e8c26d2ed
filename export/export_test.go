package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sayso"
	"sayso/export"
	"sayso/record"
)

// alphabet mixes characters of one to four bytes, and of one and two UTF-16
// units.
var alphabet = []rune("ab \n“é—я中😀\U0001F1E9e\u0301\x1b\u202e")

func TestOffsetsAgreeWithCountingEachPrefix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom(alphabet), 0, 600, -1).Draw(t, "text")
		cp, u16 := export.NewOffsets(text, export.Codepoints), export.NewOffsets(text, export.UTF16)
		by := export.NewOffsets(text, export.Bytes)
		for at := range text + "." { // the point stands for the end of the text
			if got, want := cp.At(int32(at)), len([]rune(text[:at])); got != want {
				t.Fatalf("code points before byte %d: got %d, want %d", at, got, want)
			}
			if got, want := u16.At(int32(at)), len(utf16.Encode([]rune(text[:at]))); got != want {
				t.Fatalf("UTF-16 units before byte %d: got %d, want %d", at, got, want)
			}
			if got := by.At(int32(at)); got != at {
				t.Fatalf("bytes before byte %d: got %d", at, got)
			}
		}
	})
}

func TestUnitNames(t *testing.T) {
	for _, n := range export.Units() {
		u, err := export.ParseUnit(n)
		if err != nil || u.String() != n {
			t.Errorf("unit %s reads back as %v, %v", n, u, err)
		}
	}
	if _, err := export.ParseUnit("runes"); err == nil || !strings.Contains(err.Error(), "utf16") {
		t.Errorf("an unknown unit must name the known ones, got %v", err)
	}
}

// doc returns a report with one statement in every form of date.
func doc(t *testing.T) *sayso.Document {
	t.Helper()
	text := "😀 “The dam holds,” Ana Réva told reporters."
	span := func(words string) sayso.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return sayso.Span{Start: int32(i), End: int32(i + len(words))}
	}
	a := &sayso.Article{
		ID: "0123456789abcdef", Name: "in/dam.txt", Text: text, Title: "Dam",
		Date:  sayso.Date{Candidates: []string{"2021-03-04", "2021-04-03"}, Why: "03/04/2021"},
		Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}},
	}
	d := &sayso.Document{
		Article:  a,
		Entities: []sayso.Entity{{Name: "Ana Réva", Type: sayso.EntityPerson}, {Name: "nobody"}},
		Mentions: []sayso.Mention{{Span: span("Ana Réva"), Head: span("Réva"), Entity: 1}, {Span: span("reporters"), Head: span("reporters")}},
		Statements: []sayso.Statement{
			{Kind: sayso.Direct, Source: []sayso.Span{span("Ana Réva")}, Cue: []sayso.Span{span("told")},
				Content: []sayso.Span{span("The dam holds")}, Speaker: 1, Addressee: span("reporters"), Score: 0.9,
				Said:  sayso.Date{Value: "2021-03", Why: "given"},
				Chain: []sayso.Link{{Role: "outlet"}, {Role: "speaker", Name: "Ana Réva", At: []sayso.Span{span("Ana Réva")}}}},
			{Content: []sayso.Span{span("holds")}, Said: sayso.Date{Why: "no date"}},
		},
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestExtractShape(t *testing.T) {
	d := doc(t)
	var b bytes.Buffer
	if err := export.NewExtract(d, export.UTF16).Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"in/dam.txt","title":"Dam","outlet":null,"language":null,` +
		`"published":{"candidates":["2021-03-04","2021-04-03"],"why":"03/04/2021"},` +
		`"zones":[{"kind":"body","start":0,"end":44}],"statements":[` +
		`{"id":"` + d.Statements[0].ID(d.Article.ID) + `","kind":"direct","source":[[20,28]],"cue":[[29,33]],"content":[[4,17]],` +
		`"speaker":{"name":"Ana Réva","as_written":"Ana Réva"},"addressee":{"text":"reporters","span":[34,43]},"occasion":null,` +
		`"said":{"value":"2021-03","why":"given"},"chain":[{"role":"outlet","name":null,"at":[]},{"role":"speaker","name":"Ana Réva","at":[[20,28]]}],"score":0.9},` +
		`{"id":"` + d.Statements[1].ID(d.Article.ID) + `","kind":"indirect","source":[],"cue":[],"content":[[12,17]],"speaker":null,"addressee":null,"occasion":null,` +
		`"said":{"value":null,"why":"no date"},"chain":[],"score":0}],` +
		`"undecided":[],"times":[],"places":[],"figures":[],` +
		`"names":[{"name":"Ana Réva","type":"person","mentions":[[20,28]]},{"name":"nobody","type":"unknown","mentions":[]}],"events":[]}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("extract (-want +got):\n%s", diff)
	}
}

// A reader of any unit slices the same words.
func TestExtractSpansSliceTheSameWords(t *testing.T) {
	d := doc(t)
	runes := []rune(d.Text)
	units := utf16.Encode(runes)
	for unit, slice := range map[export.Unit]func(s, e int) string{
		export.Bytes:      func(s, e int) string { return d.Text[s:e] },
		export.Codepoints: func(s, e int) string { return string(runes[s:e]) },
		export.UTF16:      func(s, e int) string { return string(utf16.Decode(units[s:e])) },
	} {
		c := export.NewExtract(d, unit).Statements[0].Content[0]
		if got := slice(c[0], c[1]); got != "The dam holds" {
			t.Errorf("%v: the content slices to %q", unit, got)
		}
	}
}

func rows() []record.Statement {
	mk := func(content, speaker string) record.Statement {
		return record.Statement{
			Statement: sayso.Statement{Kind: sayso.Mixed, Said: sayso.Date{Value: "2021-03-04", Why: "given"}, Score: 0.5},
			ID:        "aaaa", Speaker: record.Speaker{ID: "x", Name: speaker},
			SpanTexts: record.SpanTexts{Content: content},
		}
	}
	return []record.Statement{
		mk("plain words", "Ana Réva"),
		mk("=1+1", "@SUM(A1)"),
		mk("\x1b[31mred\x1b[0m\nnext line \u202etxt", "中文名字"),
		mk(strings.Repeat("very long words ", 40), ""),
	}
}

func write(t *testing.T, name string, o export.Options) string {
	t.Helper()
	f, err := export.ParseFormat(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := export.Write(&b, f, export.StatementColumns(), rows(), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTableFitsAndIsHarmless(t *testing.T) {
	for _, width := range []int{60, 80, 120} {
		out := write(t, "table", export.Options{Width: width})
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if len(lines) != 5 {
			t.Fatalf("want a head line and 4 rows, got %d lines:\n%s", len(lines), out)
		}
		for _, l := range lines {
			if n := len([]rune(l)) + strings.Count(l, "中文名字")*4; n > width {
				t.Errorf("a line of %d cells in %d:\n%s", n, width, l)
			}
		}
		for _, r := range out {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
				t.Errorf("the table holds %U", r)
			}
		}
		if i := strings.Index(lines[0], "KIND"); !strings.HasPrefix(string([]rune(lines[1])[i:]), "mixed") {
			t.Errorf("columns are not aligned:\n%s", out)
		}
	}
}

// IDs are never cut, and the words that were said are not crowded out by names.
func TestTableGivesTheRoomToTheWords(t *testing.T) {
	f, _ := export.ParseFormat("table")
	long := strings.Repeat("a name that does not end ", 4)
	r := rows()[3]
	r.ID, r.Speaker.Name, r.Article.Outlet.Name = "0123456789abcdef", long, long
	brief := rows()[0]
	brief.Speaker.Name = long
	for _, c := range []struct {
		rows           []record.Statement
		width, content int // the least that the content may take
	}{
		{[]record.Statement{r}, 120, 39},
		{[]record.Statement{r}, 90, 24},
		{[]record.Statement{brief}, 120, 11}, // all of it
	} {
		var b bytes.Buffer
		if err := export.Write(&b, f, export.StatementColumns(), c.rows, export.Options{Width: c.width}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		head := lines[0]
		if n := strings.Index(head, "OUTLET") - 2 - strings.Index(head, "CONTENT"); n < c.content {
			t.Errorf("content takes %d of %d cells, want %d:\n%s", n, c.width, c.content, b.String())
		}
		if !strings.HasPrefix(lines[1], c.rows[0].ID+"  ") || len([]rune(lines[1])) > c.width {
			t.Errorf("the ID is cut or the line too long in %d:\n%s", c.width, b.String())
		}
	}
	speaker := record.Speaker{ID: strings.Repeat("minister-of-", 7) + "fish", Name: long}
	var b bytes.Buffer
	if err := export.Write(&b, f, export.SpeakerColumns(), []record.Speaker{speaker}, export.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), speaker.ID+"  ") {
		t.Errorf("a long ID is cut:\n%s", b.String())
	}
}

func TestJSONLinesKeepTheWords(t *testing.T) {
	out := write(t, "jsonl", export.Options{})
	if strings.ContainsAny(out, "\x1b\u202e") {
		t.Error("a character that steers the terminal stands unescaped")
	}
	dec := json.NewDecoder(strings.NewReader(out))
	for i, r := range rows() {
		var got struct {
			Content, ID string
			Outlet      *string
			Score       float64
			Chain       []string
		}
		if err := dec.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if got.Content != r.SpanTexts.Content || got.Outlet != nil || got.Score != 0.5 || got.Chain == nil {
			t.Errorf("row %d reads back as %+v", i, got)
		}
	}
}

func TestCSVGuardsFormulas(t *testing.T) {
	out := write(t, "csv", export.Options{})
	got, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 5 || len(got[0]) != len(export.StatementColumns()) {
		t.Fatalf("want a head line and 4 rows, got %d", len(got))
	}
	content, score := -1, -1
	for i, c := range export.StatementColumns() {
		switch c.Name {
		case "content":
			content = i
		case "score":
			score = i
		}
	}
	if got[2][content] != "'=1+1" || got[2][4] != "'@SUM(A1)" {
		t.Errorf("formulas are not guarded: %q", got[2])
	}
	if got[1][content] != "plain words" || got[1][score] != "0.5" {
		t.Errorf("plain cells changed: %q", got[1])
	}
}

// No cell of words can begin as a formula, whatever the words.
func TestCSVGuardHoldsForAnyWords(t *testing.T) {
	f, _ := export.ParseFormat("csv")
	column := []export.Column[string]{{Name: "words", Of: export.Words}}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("=+-@\t\r\n\v\x00\x1b a\"',＝"))).Draw(t, "words")
		var b bytes.Buffer
		if err := export.Write(&b, f, column, []string{s}, export.Options{}); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 2 && got[1][0] != "" && strings.ContainsRune("=+-@\t\r\n＝", []rune(got[1][0])[0]) {
			t.Fatalf("%q is written as %q", s, got[1][0])
		}
	})
}

func TestFormatNames(t *testing.T) {
	for _, f := range export.Formats() {
		if f.For == "" {
			t.Errorf("format %s does not say whom it is for", f.Name)
		}
	}
	if _, err := export.ParseFormat("xml"); err == nil || !strings.Contains(err.Error(), "table, jsonl, csv") {
		t.Errorf("an unknown format must name the known ones, got %v", err)
	}
}

func TestExtractPlaces(t *testing.T) {
	d := doc(t)
	d.Places = []sayso.Place{{Span: sayso.Span{Start: 0, End: 3}, Name: "Dam", GeoNameID: 5, Lat: 1.5, Lon: -2, Country: "XA", Feature: "PPL", Why: "the only one"},
		{Span: sayso.Span{Start: 4, End: 7}, Kind: sayso.PlaceAssociative, Name: "The", Why: "unknown"}}
	var b bytes.Buffer
	if err := export.NewExtract(d, export.Bytes).Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `"places":[{"start":0,"end":3,"name":"Dam","associative":false,"geonameid":5,"lat":1.5,"lon":-2,"country":"XA","feature":"PPL","why":"the only one"},` +
		`{"start":4,"end":7,"name":"The","associative":true,"geonameid":null,"lat":null,"lon":null,"country":null,"feature":null,"why":"unknown"}]`
	if !strings.Contains(b.String(), want) {
		t.Errorf("no %s in\n%s", want, b.String())
	}
}
