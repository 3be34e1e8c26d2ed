package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/ingest"
)

func one(t *testing.T, name string, b []byte) *sayso.Article {
	t.Helper()
	all := readAll(t, name, b, options())
	if len(all) != 1 {
		t.Fatalf("%d reports, want 1", len(all))
	}
	if all[0].Err != nil {
		t.Fatal(all[0].Err)
	}
	return all[0].Article
}

func TestPlainText(t *testing.T) {
	a := one(t, "strike.txt", []byte(samplePlain))
	if a.Text != samplePlain || a.Format != "text" || a.Name != "strike.txt" || a.Language != "en" {
		t.Errorf("text kept %v, format %q, name %q, language %q", a.Text == samplePlain, a.Format, a.Name, a.Language)
	}
	want := []string{
		"boilerplate: Home > Harbour > Strike",
		"headline: Dockers of Port Ellory go back to work on Monday",
		"byline: By Nan Torvald and Ib Kress",
		"boilerplate: Tuesday, 9 March 2021",
		"dateline: PORT ELLORY, March 9 (Quay Wire) -",
		"section: The share of cargo that went elsewhere",
		"boilerplate: (Reporting by Nan Torvald; Editing by Ib Kress)",
		"boilerplate: Share this article",
		"boilerplate: Crane falls at Lower Ness",
		"boilerplate: 14 Dec 2020",
		"boilerplate: Herring are back, say boats",
		"boilerplate: 3 January 2021",
		"boilerplate: © 2021 The Ellory Post. All rights reserved.",
	}
	got := zoneTexts(a, sayso.ZoneHeadline, sayso.ZoneByline, sayso.ZoneDateline, sayso.ZoneSection, sayso.ZoneCaption, sayso.ZoneBoilerplate)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("zones (-want +got):\n%s", d)
	}
	if a.Date.Value != "2021-03-09" || len(a.Date.At) != 1 || a.Date.At[0].Of(a.Text) != "Tuesday, 9 March 2021" {
		t.Errorf("date %+v", a.Date)
	}
	if a.Outlet.Name != "The Ellory Post" || a.Outlet.Basis == "" {
		t.Errorf("outlet %+v", a.Outlet)
	}
	if a.Place.Of(a.Text) != "PORT ELLORY" || len(a.Agencies) != 1 || a.Agencies[0].Name != "Quay Wire" {
		t.Errorf("place %q, agencies %v", a.Place.Of(a.Text), a.Agencies)
	}
	if len(a.Byline) != 2 || a.Byline[0].Of(a.Text) != "Nan Torvald" || a.Byline[1].Of(a.Text) != "Ib Kress" {
		t.Errorf("byline %v", a.Byline)
	}
}

func TestHTML(t *testing.T) {
	a := one(t, "ferry.html", []byte(sampleHTML))
	if a.Format != "html" || a.Title != "Ferry fares to double in June" || a.Language != "en" || a.URL != "https://ellory.example/2021/04/07/ferry-fares" {
		t.Errorf("format %q, title %q, language %q, URL %q", a.Format, a.Title, a.Language, a.URL)
	}
	if a.Outlet != (sayso.Outlet{Name: "The Ellory Post", Basis: "og:site_name"}) {
		t.Errorf("outlet %+v", a.Outlet)
	}
	if a.Date.Value != "2021-04-07" || !strings.Contains(a.Date.Why, "JSON-LD") {
		t.Errorf("date %+v", a.Date)
	}
	want := []string{
		"headline: Ferry fares to double in June",
		"byline: By Nan Torvald",
		"boilerplate: 7 April 2021",
		"caption: The ferry at dusk. Photograph: Ib Kress",
		"section: Rowing instead",
	}
	got := zoneTexts(a, sayso.ZoneHeadline, sayso.ZoneByline, sayso.ZoneDateline, sayso.ZoneSection, sayso.ZoneCaption, sayso.ZoneBoilerplate)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("zones (-want +got):\n%s", d)
	}
	for _, s := range []string{"Related stories", "Crane falls", "Sign up", "©", "Home"} {
		if strings.Contains(a.Text, s) {
			t.Errorf("the text holds %q, which is not the article's", s)
		}
	}
	for _, s := range []string{"thirsty one,” Ama", "Nobody asked the boat.", "no place for a bathtub"} {
		if !strings.Contains(a.Text, s) {
			t.Errorf("the text lacks %q", s)
		}
	}
}

func TestJSONLines(t *testing.T) {
	all := readAll(t, "pile.dat", []byte(sampleJSONL), options())
	if len(all) != 3 {
		t.Fatalf("%d reports, want 3", len(all))
	}
	lines := strings.Split(sampleJSONL, "\n")
	names := []string{"a-1", "7", "pile.dat:3"}
	for i, r := range all {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		if r.Article.Name != names[i] || string(r.Original) != lines[i] || r.Article.Format != "jsonl" {
			t.Errorf("report %d: name %q, format %q, original kept %v", i, r.Article.Name, r.Article.Format, string(r.Original) == lines[i])
		}
	}
	a := all[0].Article
	if a.Date.Value != "2021-05-07" || !strings.Contains(a.Date.Why, "published") || a.Outlet.Name != "The Ellory Post" || a.URL != "https://ellory.example/fog" || a.Title != "Fog shuts the strait" {
		t.Errorf("%+v", a)
	}
	if a.Zones[0].Kind != sayso.ZoneHeadline {
		t.Errorf("first zone %v, want the headline", a.Zones[0].Kind)
	}
}

func TestHeadlineAlone(t *testing.T) {
	all := readAll(t, "pile.jsonl", []byte(`{"id":"h","title":" Fog  shuts the strait","text":" ","published":"2021-05-07"}`+"\n"), options())
	if len(all) != 1 || all[0].Err != nil {
		t.Fatalf("%+v", all)
	}
	a := all[0].Article
	if a.Text != "Fog shuts the strait" || a.Title != a.Text || len(a.Zones) != 1 || a.Zones[0].Kind != sayso.ZoneHeadline || a.Date.Value != "2021-05-07" {
		t.Errorf("%+v", a)
	}
}

func TestReportsThatFail(t *testing.T) {
	long := ingest.Options{Words: options().Words, MaxBytes: 1000}
	jsonl := ingest.Options{Words: options().Words, Format: "jsonl"}
	deep := strings.Repeat("<div>", 600) + "x"
	for _, c := range []struct {
		name, body string
		opt        ingest.Options
		want       string
	}{
		{"empty.txt", "", options(), "empty.txt: empty"},
		{"blank.txt", " \n\u00a0\n", options(), "blank.txt: no text"},
		{"noise.txt", "ab\x00\x01\x02\x00\x03cdefghi", options(), "noise.txt: binary data"},
		{"paper.txt", "%PDF-1.7 ...", options(), "paper.txt: a PDF document"},
		{"big.txt", strings.Repeat("word ", 300), long, "big.txt: larger than 1000 bytes"},
		{"deep.html", "<!doctype html>" + deep, options(), "deep.html: not readable as HTML"},
		{"no.html", "<html><script>1</script></html>", options(), "no.html: no text"},
		{"l.jsonl", "{\"id\":\"x\",\"title\":\"y\"}\n", options(), `l.jsonl:1: a JSON object without "text"`},
		{"l.jsonl", "{\"id\":\"x\",\"text\":\n", options(), "l.jsonl:1: not a JSON object"},
		{"l.jsonl", "{\"text\":3}\n", options(), `l.jsonl:1: "text" is a JSON number, want a string`},
		{"l.jsonl", "{\"TEXT\":\"The tide is high.\"}\n", options(), `l.jsonl:1: a JSON object without "text"`},
		{"l.jsonl", "{\"text\":\"The tide is high.\",\"text\":\"The tide is low.\"}\n", options(), `l.jsonl:1: "text" stands twice`},
		{"l.jsonl", "{\"text\":\"x\"} 7\n", options(), "l.jsonl:1: not a JSON object"},
		{"l.jsonl", "null\n", jsonl, "l.jsonl:1: a JSON null, want an object"},
		{"l.jsonl", "[{\"text\":\"x\"}]\n", jsonl, "l.jsonl:1: a JSON array, want an object"},
		{"l.jsonl", "{\"text\":\"" + strings.Repeat("a", 1100) + "\"}\n", long, "l.jsonl:1: a line of more than 1000 bytes"},
		{"x.gz", "\x1f\x8b\x08nonsense", options(), "x.gz: "},
		{"x.zip", "PK\x03\x04nonsense", options(), "x.zip: zip: "},
	} {
		all := readAll(t, c.name, []byte(c.body), c.opt)
		if len(all) != 1 || all[0].Err == nil || !strings.HasPrefix(all[0].Err.Error(), c.want) {
			t.Errorf("%s: got %v, want the error %q", c.name, all, c.want)
		}
	}
	if err := ingest.ReadBytes("x", nil, ingest.Options{Format: "word"}, nil); err == nil || !strings.Contains(err.Error(), "want auto, text, html, jsonl, feed, warc") {
		t.Errorf("format word: %v", err)
	}
}

func TestPileGoesOn(t *testing.T) {
	pile := `{"id":"1","text":"A first report, which says that the tide is high."}` + "\n{broken\n\n" + `{"id":"3","text":"A third report, which says that the tide is low."}`
	all := readAll(t, "p.jsonl", []byte(strings.Replace(pile, "{broken", `{"text":`+strings.Repeat(" ", 100)+"broken", 1)), options())
	if len(all) != 3 || all[0].Err != nil || all[1].Err == nil || all[2].Err != nil {
		t.Fatalf("got %v", all)
	}
	if !strings.HasPrefix(all[1].Err.Error(), "p.jsonl:2: ") {
		t.Errorf("the error %q does not name the line", all[1].Err)
	}
}

// A "published" that is no string leaves the date open, with the reason.
func TestPublishedOfAnotherType(t *testing.T) {
	a := one(t, "p.jsonl", []byte(`{"text":"The tide is high, the harbour board said.","published":20210304}`))
	if !a.Date.Open() || a.Date.Why != `"published" of the JSON line is a JSON number, want a string` {
		t.Errorf("date %+v", a.Date)
	}
}

func TestObjectOverSeveralLines(t *testing.T) {
	a := one(t, "one.json", []byte("{\n  \"id\": \"solo\",\n  \"text\": \"The lighthouse was painted again, the harbour board said.\"\n}\n"))
	if a.Name != "solo" || a.Format != "jsonl" {
		t.Errorf("name %q, format %q", a.Name, a.Format)
	}
}

func TestArchives(t *testing.T) {
	inner := zipped(t, member{"deep.txt", []byte(samplePlain)})
	b := zipped(t,
		member{"b.txt", []byte(samplePlain)}, member{"a/ferry.html", []byte(sampleHTML)}, member{"__MACOSX/b.txt", []byte("x")}, member{".hidden", []byte("x")},
		member{"pile.jsonl.gz", gz([]byte(sampleJSONL))}, member{"../../etc/passwd", []byte(samplePlain)}, member{"in.zip", inner},
		member{"too.zip", zipped(t, member{"in.zip", inner})})
	var names []string
	for _, r := range readAll(t, "all.zip", b, options()) {
		if r.Err != nil {
			names = append(names, r.Err.Error())
			continue
		}
		names = append(names, r.Article.Name)
	}
	want := []string{
		"all.zip!/../../etc/passwd", "all.zip!/a/ferry.html", "all.zip!/b.txt", "all.zip!/in.zip!/deep.txt", "a-1", "7", "all.zip!/pile.jsonl.gz:3",
		"all.zip!/too.zip!/in.zip: an archive inside 2 others, the limit is 1",
	}
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("members (-want +got):\n%s", d)
	}
	a := one(t, "s.txt.gz", gz([]byte(samplePlain)))
	if a.Text != samplePlain || a.Original != sayso.DigestOf([]byte(samplePlain)) {
		t.Error("the original of a .gz file is not what it holds")
	}
}

// An archive that is not whole is an error, whatever archives lie inside it.
func TestPartialArchives(t *testing.T) {
	inner := zipped(t, member{"1.txt", []byte(samplePlain)}, member{"2.txt", []byte(samplePlain)})
	for _, first := range []bool{true, false} {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for i := range 3 {
			if i > 0 || !first {
				f, err := w.Create(fmt.Sprintf("%d.txt", i))
				if err != nil {
					t.Fatal(err)
				}
				io.WriteString(f, samplePlain)
			}
			if i != 1 && !first || i == 0 && first {
				f, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%d.zip", i), Method: zip.Store})
				if err != nil {
					t.Fatal(err)
				}
				f.Write(inner)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		b := out.Bytes()
		for cut := 30; cut < len(b); cut += 7 {
			all := readAll(t, "cut.zip", b[:cut], options())
			if len(all) != 1 || all[0].Err == nil || !strings.HasPrefix(all[0].Err.Error(), "cut.zip: zip: ") {
				t.Fatalf("%d of %d bytes: got %d reports, the first %v", cut, len(b), len(all), all[0].Err)
			}
		}
		for name, b := range map[string][]byte{"two in a row": append(bytes.Clone(inner), b...), "more behind": append(bytes.Clone(b), "more"...)} {
			if all := readAll(t, "odd.zip", b, options()); len(all) != 1 || all[0].Err == nil {
				t.Errorf("%s: %d reports, want an error", name, len(all))
			}
		}
	}
	noted := append(bytes.Clone(inner), "a note"...)
	noted[len(inner)-2] = 6 // the length of the comment
	if all := readAll(t, "noted.zip", noted, options()); len(all) != 2 || all[0].Err != nil {
		t.Errorf("with a comment: %d reports, want 2", len(all))
	}
}

func TestBombs(t *testing.T) {
	zeros := bytes.Repeat([]byte("a"), 40<<20)
	for name, b := range map[string][]byte{"bomb.gz": gz(zeros), "bomb.zip": zipped(t, member{"a.txt", zeros})} {
		all := readAll(t, name, b, options())
		if len(all) != 1 || all[0].Err == nil || !strings.Contains(all[0].Err.Error(), "decompression bomb") {
			t.Errorf("%s: got %v", name, all[0].Err)
		}
	}
}

func TestWalk(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{"b.txt": samplePlain, "a/ferry.html": sampleHTML, ".hidden/x.txt": "x", "a/.x": "x", "c.jsonl": sampleJSONL, "bad.txt": "\x00\x01\x02"} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root := filepath.ToSlash(dir)
	var got []string
	paths := []string{dir, filepath.Join(dir, "none.txt"), "-"}
	err := ingest.Walk(context.Background(), paths, strings.NewReader(samplePlain), options(), func(r ingest.Read) error {
		checkRead(t, r, options())
		if r.Err != nil {
			got = append(got, strings.ReplaceAll(r.Err.Error(), root, "ROOT"))
			return nil
		}
		got = append(got, strings.ReplaceAll(r.Article.Name, root, "ROOT"))
		return nil
	})
	want := []string{"ROOT/a/ferry.html", "ROOT/b.txt", "ROOT/bad.txt: binary data, want text", "a-1", "7", "ROOT/c.jsonl:3", "ROOT/none.txt: no such file or folder", "-"}
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
	if n := ingest.Count(context.Background(), []string{dir}); n != 4 {
		t.Errorf("Count %d, want 4", n)
	}
	archive := filepath.Join(t.TempDir(), "a.wacz")
	if err := os.WriteFile(archive, wacz(t, packedEach(sampleRecords())), 0o600); err != nil {
		t.Fatal(err)
	}
	if n := ingest.Count(context.Background(), []string{archive}); n != 1 {
		t.Errorf("Count of a web archive %d, want its one WARC file", n)
	}
	if n := ingest.Count(context.Background(), paths); n != 0 {
		t.Errorf("Count with stdin %d, want 0", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	seen := 0
	err = ingest.Walk(ctx, []string{dir}, nil, options(), func(ingest.Read) error { seen++; cancel(); return nil })
	if err != context.Canceled || seen != 1 {
		t.Errorf("cancelled after the first: %v, %d reports", err, seen)
	}
	err = ingest.Walk(context.Background(), []string{dir}, nil, options(), func(ingest.Read) error { return io.ErrClosedPipe })
	if err != io.ErrClosedPipe {
		t.Errorf("the error of f came back as %v", err)
	}
	err = ingest.Walk(context.Background(), []string{"-"}, failing{strings.NewReader("half a rep")}, options(), func(r ingest.Read) error {
		if r.Err == nil || r.Err.Error() != "-: the line went dead" {
			t.Errorf("got %v", r.Err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// endless is a line that never ends, as far as anyone can hold it.
type endless struct{ left int }

func (e *endless) Read(b []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(b), e.left)
	for i := range b[:n] {
		b[i] = 'x'
	}
	e.left -= n
	return n, nil
}

func TestVeryLongLine(t *testing.T) {
	for name, in := range map[string]io.Reader{
		"a line of more than": io.MultiReader(strings.NewReader(`{"text":"`), &endless{200 << 20}),
		"larger than":         &endless{200 << 20},
	} {
		opt := options()
		opt.MaxBytes = 8 << 20
		n := 0
		err := ingest.Walk(context.Background(), []string{"-"}, in, opt, func(r ingest.Read) error {
			n++
			if r.Err == nil || !strings.Contains(r.Err.Error(), name) {
				t.Errorf("got %v, want %q", r.Err, name)
			}
			return nil
		})
		if err != nil || n != 1 {
			t.Errorf("%v, %d reports", err, n)
		}
	}
}

func TestEncodings(t *testing.T) {
	wide := func(s string, big, mark bool) []byte {
		var b []byte
		us := utf16.Encode([]rune(s))
		if mark {
			us = append([]uint16{0xfeff}, us...)
		}
		for _, u := range us {
			if big {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return b
	}
	latin := func(s string) []byte {
		var b []byte
		for _, r := range s {
			switch r {
			case '“':
				b = append(b, 0x93)
			case '”':
				b = append(b, 0x94)
			case '©':
				b = append(b, 0xa9)
			default:
				b = append(b, byte(r))
			}
		}
		return b
	}
	page := "<html><head><meta charset=\"windows-1252\"></head><body><p>“Une journée à l'école,” she said, and that was all that anybody heard of it.</p></body></html>"
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"utf-8 mark":    {[]byte("\ufeff" + samplePlain), "\ufeff" + samplePlain},
		"utf-16le":      {wide(samplePlain, false, true), samplePlain},
		"utf-16be":      {wide(samplePlain, true, true), samplePlain},
		"utf-16le bare": {wide(samplePlain, false, false), samplePlain},
		"windows-1252":  {latin(samplePlain), samplePlain},
		"one bad byte":  {[]byte(strings.Replace(samplePlain, "Nobody", "Nob\xffody", 1)), strings.Replace(samplePlain, "Nobody", "Nob\ufffdody", 1)},
		"declared":      {latin(page), "“Une journée à l'école,” she said, and that was all that anybody heard of it."},
		"declared lie":  {[]byte(page), "“Une journée à l'école,” she said, and that was all that anybody heard of it."},
	} {
		if a := one(t, name, c.body); a.Text != c.want {
			t.Errorf("%s: read as %q", name, clip(a.Text))
		}
	}
}
