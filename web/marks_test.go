package web

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"sayso"
)

// flat puts the texts of pieces together.
func flat(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
		b.WriteString(flat(p.Inner))
	}
	return b.String()
}

// sketch writes pieces with a mark's number around what it covers.
func sketch(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Mark == nil {
			b.WriteString(p.Text)
			continue
		}
		open := string(rune('A' + p.Mark.Statement))
		if !p.First {
			open = "~" + open
		}
		b.WriteString("(" + open + " " + sketch(p.Inner) + ")")
	}
	return b.String()
}

func TestPiecesNestAndCross(t *testing.T) {
	for _, c := range []struct {
		name  string
		marks [][2]int32
		want  string
	}{
		{"none", nil, "abcdefgh"},
		{"side by side", [][2]int32{{0, 2}, {2, 4}}, "(A ab)(B cd)efgh"},
		{"nested", [][2]int32{{1, 7}, {2, 4}, {5, 6}}, "a(A b(B cd)e(C f)g)h"},
		{"given inside out", [][2]int32{{2, 4}, {1, 7}}, "a(B b(A cd)efg)h"},
		{"crossing", [][2]int32{{0, 4}, {2, 6}}, "(A ab(B cd))(~B ef)gh"},
		{"crossing twice", [][2]int32{{0, 3}, {2, 7}, {5, 8}}, "(A ab(B c))(~B de(C fg))(~C h)"},
		{"the same bytes", [][2]int32{{3, 5}, {3, 5}}, "abc(A (B de))fgh"},
		{"outside and empty", [][2]int32{{-1, 3}, {4, 4}, {6, 9}}, "abcdefgh"},
	} {
		var marks []mark
		for i, sp := range c.marks {
			marks = append(marks, mark{At: sayso.Span{Start: sp[0], End: sp[1]}, Role: roleContent, Statement: i})
		}
		blocks := cutBlocks("abcdefgh", nil, marks)
		if len(blocks) != 1 {
			t.Fatalf("%s: %d blocks, want 1", c.name, len(blocks))
		}
		if diff := cmp.Diff(c.want, sketch(blocks[0].Pieces)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

// drawText draws a text with everything in it that HTML handles specially.
func drawText(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{"\r\n", "\r", "\n\n", "<b>", "</p>", "&amp;", "&#13", "\x00", "“é”", "\u202e", "\u2067a", "\u2069", "\u200f", "\u061c", "<!--", "{{.}}", "😀", " ", "\ufeff", "</div>", "\x0c"}),
	), 0, 12).Draw(t, "parts")
	return strings.Join(parts, "")
}

// drawSpan draws any two offsets, on characters or not, in order or not.
func drawSpan(t *rapid.T, n int) sayso.Span {
	return sayso.Span{
		Start: int32(rapid.IntRange(-1, n+1).Draw(t, "start")),
		End:   int32(rapid.IntRange(-1, n+1).Draw(t, "end")),
	}
}

func drawDocument(t *rapid.T) *sayso.Document {
	text := drawText(t)
	doc := &sayso.Document{Article: &sayso.Article{ID: "a", Text: text}}
	for range rapid.IntRange(0, 6).Draw(t, "zones") {
		doc.Zones = append(doc.Zones, sayso.Zone{Span: drawSpan(t, len(text)), Kind: sayso.ZoneKind(rapid.IntRange(0, 6).Draw(t, "zone"))})
	}
	if rapid.Bool().Draw(t, "sorted") {
		slices.SortFunc(doc.Zones, func(a, b sayso.Zone) int { return sayso.CompareSpans(a.Span, b.Span) })
	}
	for range rapid.IntRange(0, 8).Draw(t, "statements") {
		doc.Statements = append(doc.Statements, sayso.Statement{
			Kind:    sayso.Kind(rapid.IntRange(0, 2).Draw(t, "kind")),
			Source:  []sayso.Span{drawSpan(t, len(text))},
			Cue:     []sayso.Span{drawSpan(t, len(text))},
			Content: []sayso.Span{drawSpan(t, len(text)), drawSpan(t, len(text))},
			Within:  sayso.Ref[sayso.Statement](rapid.IntRange(-1, 9).Draw(t, "within")),
		})
	}
	return doc
}

// The law of the reader: whatever the zones and marks, the pieces hold the text
// byte for byte, and so does the page once its marks and notes are taken away.
func TestMarksGiveTheTextBack(t *testing.T) {
	pages, err := parsePages(func(string) (string, error) { return "", nil })
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t)
		blocks, headed := readerBlocks(doc, nil, "", sayso.Span{End: int32(len(doc.Text))})
		var b strings.Builder
		for _, bl := range blocks {
			b.WriteString(flat(bl.Pieces))
		}
		if b.String() != doc.Text {
			t.Fatalf("pieces: got %q, want %q", b.String(), doc.Text)
		}

		var out bytes.Buffer
		data := articlePage{Heading: "h", HasTitle: headed, Blocks: blocks}
		if err := pages["article"].ExecuteTemplate(&out, "layout", data); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(bytes.NewReader(showTurns(out.Bytes())))
		if err != nil {
			t.Fatal(err)
		}
		shown := all(root, "[data-text]")
		if len(shown) != 1 {
			t.Fatalf("%d texts on the page, want 1", len(shown))
		}
		got := text(shown[0], func(n *html.Node) bool { return hasAttr(n, "data-note") })
		// HTML has no way to write NUL.
		want := strings.ReplaceAll(doc.Text, "\x00", string(utf8.RuneError))
		if got != want {
			t.Fatalf("page: got %q, want %q", got, want)
		}
	})
}

// A mark shows all of its bytes and no others.
func TestMarksCoverTheirSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t)
		var marks []mark
		for i := range doc.Statements {
			marks = append(marks, statementMarks(doc, i, "", false)...)
		}
		covered := make(map[int][]bool, len(marks))
		at := 0
		var walk func(pieces []piece, over []int)
		walk = func(pieces []piece, over []int) {
			for _, p := range pieces {
				if p.Mark != nil {
					i := slices.Index(marks, *p.Mark)
					walk(p.Inner, append(slices.Clone(over), i))
					continue
				}
				for range len(p.Text) {
					for _, i := range over {
						if covered[i] == nil {
							covered[i] = make([]bool, len(doc.Text))
						}
						covered[i][at] = true
					}
					at++
				}
			}
		}
		zoned := make([]bool, len(doc.Text)) // bytes in a block that shows marks
		for _, b := range cutBlocks(doc.Text, doc.Zones, marks) {
			for i := at; !b.Gap && i < int(b.Zone.Span.End); i++ {
				zoned[i] = true
			}
			walk(b.Pieces, nil)
		}
		for i, m := range marks {
			if slices.Index(marks, m) != i {
				continue // equal to one before it
			}
			for j := range doc.Text {
				want := sound(doc.Text, m.At) && zoned[j] && m.At.Start <= int32(j) && int32(j) < m.At.End
				got := covered[i] != nil && covered[i][j]
				if got != want {
					t.Fatalf("mark %d %v: byte %d marked %v, want %v", i, m.At, j, got, want)
				}
			}
		}
	})
}
