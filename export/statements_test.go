package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/net/html"

	"sayso"
	"sayso/evidence"
	"sayso/export"
	"sayso/record"
	"sayso/record/recordtest"
)

// hostile is what a stranger may write to break out of a format.
const hostile = `<script>"x"</script> \end{document} ]]> [a](javascript:b) *c* ; d, e` + "\x1b[2J \u202e \x00 {f} %g $h$ #i & j"

// matches is a record in memory: a report with an address and a place, whose
// second statement is hostile, and one without anything but words.
func matches(t testing.TB) matcher {
	text := "By Ada Orr\n\nRain fell. “The dam holds,” Ana Réva told Lowmere on 2 March.\n\nRain fell. “Rain fell,” wrote 😀 Bo: " + hostile + "."
	dam := recordtest.Report(t, sayso.Article{Name: "dam.txt", URL: "https://news.example/dam?a=(1)", Title: "Dam & <b>river</b>", Language: "en", Text: text,
		Outlet: sayso.Outlet{Name: "Hill {Times}"}, Date: recordtest.Day("2021-03-04")},
		recordtest.Said{Source: "Ana Réva", Cue: "told", Content: "The dam holds,", Kind: sayso.Direct, Speaker: "Ana Réva", Type: sayso.EntityPerson,
			When: sayso.Date{Value: "2021-03-02", Why: "the text says so"}},
		recordtest.Said{Source: "😀 Bo", Cue: "wrote", Content: hostile, Kind: sayso.Mixed, Speaker: "😀 Bo"})
	d := dam.Document
	d.Byline = []sayso.Span{{Start: 3, End: 10}}
	at := int32(strings.Index(text, "Lowmere"))
	d.Places = []sayso.Place{{Span: sayso.Span{Start: at, End: at + 7}, Name: "Lowmere", GeoNameID: 7, Lat: 1.5, Lon: -2.25, Why: "the only one"}}
	d.Statements[0].Content = []sayso.Span{{Start: d.Statements[0].Content[0].Start, End: at + 7}}
	bare := recordtest.Report(t, sayso.Article{Name: "bare.txt", Text: "Somebody said no."}, recordtest.Said{Content: "no"})
	return matcher{dam, bare}
}

// matcher hands out every statement of its reports, whatever the query.
type matcher []record.Report

func (m matcher) EachMatch(_ context.Context, _ record.Query, parts record.Parts, f func(record.Match) error) error {
	for _, r := range m {
		d := r.Document
		a := record.Article{ID: d.ID, Name: d.Name, URL: d.URL, Title: d.Title, Language: d.Language, Date: d.Date, Original: d.Original, Format: d.Format,
			Outlet: record.Outlet{ID: record.NameID(d.Outlet.Name), Name: d.Outlet.Name}, Pipeline: r.Pipeline, Version: 1, Latest: true}
		match := record.Match{Article: a, Total: 3}
		if parts.Document {
			match.Document = d
		}
		if parts.Original {
			match.Original = r.Original
		}
		for i := range d.Statements {
			st := &d.Statements[i]
			row := record.Statement{Statement: *st, ID: st.ID(d.ID), Article: a, SpanTexts: record.TextsOf(d.Text, st)}
			if e, ok := st.Speaker.At(d.Entities); ok {
				row.Speaker = record.Speaker{ID: record.NameID(e.Name), Name: e.Name, Type: e.Type}
			}
			match.Statements = append(match.Statements, row)
		}
		if err := f(match); err != nil {
			return err
		}
	}
	return nil
}

// written returns all statements of matches in a format.
func written(t *testing.T, name string) []byte {
	t.Helper()
	f, err := export.ParseFormat(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	told := 0
	n, err := export.Statements(t.Context(), &b, f, matches(t), record.Query{Text: `“r” & <i>`, Place: 7}, export.Options{}, func(done, total int) { told = done*10 + total })
	if err != nil || n != 3 || told != 33 {
		t.Fatalf("%s: %d statements, told %d, %v", name, n, told, err)
	}
	return b.Bytes()
}

// content is that of the first statement.
const content = "The dam holds,” Ana Réva told Lowmere"

func TestFormatsHoldOnlyWhatWasMeant(t *testing.T) {
	for _, f := range export.Formats() {
		b := written(t, f.Name)
		if again := written(t, f.Name); !bytes.Equal(b, again) {
			t.Errorf("%s: two exports differ", f.Name)
		}
		if f.Binary {
			continue
		}
		if !utf8.Valid(b) {
			t.Errorf("%s: not UTF-8", f.Name)
		}
		if i := bytes.IndexAny(b, "\x00\x1b"); i >= 0 && f.Name != "csv" {
			t.Errorf("%s: a control character stands at byte %d", f.Name, i)
		}
	}
}

func TestEmptyExportsAreWhole(t *testing.T) {
	for _, f := range export.Formats() {
		var b bytes.Buffer
		if _, err := export.Statements(t.Context(), &b, f, matcher{}, record.Query{}, export.Options{}, nil); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		switch f.Name {
		case "jsonld", "annotations", "geojson", "csl":
			if !json.Valid(b.Bytes()) {
				t.Errorf("%s: not JSON: %s", f.Name, b.Bytes())
			}
		case "atom":
			var feed struct {
				ID string `xml:"id"`
			}
			if err := xml.Unmarshal(b.Bytes(), &feed); err != nil || feed.ID == "" {
				t.Errorf("atom: %v, %s", err, b.Bytes())
			}
		}
	}
}

func TestAnExportStops(t *testing.T) {
	f, _ := export.ParseFormat("atom")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := export.Statements(ctx, io.Discard, f, matches(t), record.Query{}, export.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled export ended with %v", err)
	}
}

func TestParquet(t *testing.T) {
	b := written(t, "parquet")
	type row struct {
		ID      string   `parquet:"id"`
		Content string   `parquet:"content"`
		URL     *string  `parquet:"url,optional"`
		Chain   []string `parquet:"chain,list"`
		Score   float64  `parquet:"score"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(b), int64(len(b)))
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if r := rows[0]; r.Content != content || *r.URL != "https://news.example/dam?a=(1)" || len(r.Chain) != 2 || r.Chain[1] != "speaker: Ana Réva" || r.Score != 0.75 {
		t.Errorf("reads back as %+v", r)
	}
	if r := rows[1]; r.Content != hostile {
		t.Errorf("reads back as %+v", r)
	}
	if r := rows[2]; r.URL != nil || len(r.Chain) != 1 {
		t.Errorf("reads back as %+v", r)
	}
}

func TestJSONLD(t *testing.T) {
	var got struct {
		Graph []struct {
			ID       string `json:"@id"`
			Type     string `json:"@type"`
			Text     string
			Created  string `json:"dateCreated"`
			Citation struct {
				ID string `json:"@id"`
			}
			Speaker *struct{ Name string } `json:"spokenByCharacter"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal(written(t, "jsonld"), &got); err != nil {
		t.Fatal(err)
	}
	g := got.Graph
	if len(g) != 5 || g[0].Type != "NewsArticle" || g[1].Type != "Quotation" || g[2].Type != "Claim" || g[3].Type != "NewsArticle" {
		t.Fatalf("graph %+v", g)
	}
	if g[1].Text != content || g[1].Citation.ID != g[0].ID || g[1].Speaker.Name != "Ana Réva" || g[1].Created != "2021-03-02" || g[2].Text != hostile {
		t.Errorf("graph %+v", g)
	}
}

func TestAnnotationsSelectTheirWords(t *testing.T) {
	var got struct {
		First struct {
			Items []struct {
				Target []struct {
					Source   string
					Selector []struct {
						Type, Exact, Prefix, Suffix string
						Start, End                  int
					}
				}
			}
		}
	}
	if err := json.Unmarshal(written(t, "annotations"), &got); err != nil {
		t.Fatal(err)
	}
	all := matches(t)
	if len(got.First.Items) != 3 {
		t.Fatalf("%d items", len(got.First.Items))
	}
	for i, item := range got.First.Items {
		text := []rune(all[i/2].Document.Text)
		quote, at := item.Target[0].Selector[0], item.Target[0].Selector[1]
		if string(text[at.Start:at.End]) != quote.Exact || !strings.HasSuffix(string(text[:at.Start]), quote.Prefix) ||
			!strings.HasPrefix(string(text[at.End:]), quote.Suffix) {
			t.Errorf("item %d: %+v at %+v", i, quote, at)
		}
		if n := len([]rune(quote.Prefix)); n != min(32, at.Start) {
			t.Errorf("item %d: prefix of %d code points", i, n)
		}
		if n := len([]rune(quote.Suffix)); n != min(32, len(text)-at.End) {
			t.Errorf("item %d: suffix of %d code points", i, n)
		}
		want := []string{"https://news.example/dam?a=(1)", "tag:sayso.invalid,2026:original:"}[i/2]
		if !strings.HasPrefix(item.Target[0].Source, want) {
			t.Errorf("item %d: source %s", i, item.Target[0].Source)
		}
	}
}

func TestGeoJSON(t *testing.T) {
	type collection struct {
		Features []struct {
			Geometry   struct{ Coordinates []float64 }
			Properties map[string]any
		}
	}
	var got collection
	if err := json.Unmarshal(written(t, "geojson"), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Features) != 1 || fmt.Sprint(got.Features[0].Geometry.Coordinates) != "[-2.25 1.5]" || got.Features[0].Properties["content"] != content {
		t.Errorf("%+v", got)
	}
	f, _ := export.ParseFormat("geojson")
	var b bytes.Buffer
	places := []record.Place{{GeoNameID: 7, Name: `Low"mere`, Lat: 1.5, Lon: -2.25, Articles: 4}}
	if err := export.Write(&b, f, export.PlaceColumns(), places, export.Options{}); err != nil {
		t.Fatal(err)
	}
	got = collection{}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if p := got.Features[0].Properties; p["name"] != `Low"mere` || p["articles"] != 4.0 || p["lat"] != nil {
		t.Errorf("%+v", got)
	}
	if err := export.Write(&b, f, export.SpeakerColumns(), nil, export.Options{}); err == nil || !strings.Contains(err.Error(), "want table, jsonl, csv, parquet") {
		t.Errorf("speakers as points: %v", err)
	}
}

func TestCalendar(t *testing.T) {
	b := string(written(t, "ics"))
	for i, l := range strings.Split(b, "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) {
			t.Errorf("line %d: %q", i+1, l)
		}
	}
	unfolded := strings.ReplaceAll(b, "\r\n ", "")
	for _, want := range []string{"DTSTART;VALUE=DATE:20210302\r\nDTEND;VALUE=DATE:20210303\r\n", "X-SAYSO-UNDATED:2\r\n",
		`SUMMARY:Ana Réva says: The dam holds\,` + "” Ana Réva told Lowmere\r\n", `\nDam & <b>river</b>\, Hill {Times}\n`} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("no %q in\n%s", want, unfolded)
		}
	}
	if n := strings.Count(unfolded, "BEGIN:VEVENT"); n != 1 {
		t.Errorf("%d events", n)
	}
}

func TestAtom(t *testing.T) {
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID        string `xml:"id"`
			Title     string `xml:"title"`
			Updated   string `xml:"updated"`
			Published string `xml:"published"`
			Author    string `xml:"author>name"`
			Content   string `xml:"content"`
			Link      struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(written(t, "atom"), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 3 || feed.Updated != "2021-03-04T00:00:00Z" || feed.Entries[2].Published != "" {
		t.Fatalf("%+v", feed)
	}
	ids := map[string]bool{feed.ID: true}
	for _, e := range feed.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Author == "" || e.Title == "" || e.Content == "" || ids[e.ID] || !strings.HasPrefix(e.ID, "tag:") {
			t.Errorf("%+v", e)
		}
		ids[e.ID] = true
	}
	if u, err := url.Parse(feed.Entries[0].Link.Href); err != nil || u.Host != "news.example" {
		t.Errorf("link %q", feed.Entries[0].Link.Href)
	}
}

func TestMarkdownHoldsNoMarkup(t *testing.T) {
	b := string(written(t, "md"))
	items := strings.Split(strings.TrimSpace(b), "\n")
	if len(items) != 5 || items[0] != `# Statements: words “r” \& \<i\>, place 7` {
		t.Fatalf("%d lines:\n%s", len(items), b)
	}
	if !strings.Contains(items[2], "](<https://news.example/dam?a=(1)#:~:text=The%20dam%20holds%2C%E2%80%9D%20Ana%20R%C3%A9va%20told%20Lowmere>)") {
		t.Errorf("no link in %s", items[2])
	}
	if !strings.Contains(items[3], `\<script\>"x"\</script\> \\end{document} \]\]\> \[a\](javascript\:b) \*c\*`) {
		t.Errorf("markup in %s", items[3])
	}
}

func TestBibTeXAndCSL(t *testing.T) {
	b := string(written(t, "bib"))
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++ // an escaped character
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	if depth != 0 || strings.Count(b, "@misc{") != 3 {
		t.Errorf("braces do not match, %d deep:\n%s", depth, b)
	}
	for _, want := range []string{`title = {{Dam \& <b>river</b>}}`, "author = {{Ada Orr}}", `howpublished = {Hill \{Times\}}`, "year = {2021}", `\textbackslash{}end\{document\}`, `\%g \$h\$ \#i \& j`} {
		if !strings.Contains(b, want) {
			t.Errorf("no %q in\n%s", want, b)
		}
	}
	var items []struct {
		Title  string
		Issued *struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	if err := json.Unmarshal(written(t, "csl"), &items); err != nil || len(items) != 3 {
		t.Fatalf("%d items, %v", len(items), err)
	}
	if fmt.Sprint(items[0].Issued.Parts) != "[[2021 3 4]]" || items[2].Issued != nil || items[2].Title != "bare.txt" {
		t.Errorf("%+v", items)
	}
}

func TestPackIsSound(t *testing.T) {
	b := written(t, "pack")
	r, err := evidence.Verify(t.Context(), bytes.NewReader(b), int64(len(b)), evidence.Options{})
	if err != nil || len(r.Problems) > 0 || r.Articles != 2 || r.Statements != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".html") {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		// Nothing that a report says becomes markup: the pages have the tags of
		// their templates and no other.
		tags := 0
		for tok := html.NewTokenizer(rc); tok.Next() != html.ErrorToken; tags++ {
			if el := tok.Token(); el.Type == html.StartTagToken && slices.Contains([]string{"script", "i", "b"}, el.Data) {
				t.Errorf("%s: an element <%s>", f.Name, el.Data)
			}
		}
		if tags < 50 {
			t.Errorf("%s: %d tokens", f.Name, tags)
		}
	}
}
