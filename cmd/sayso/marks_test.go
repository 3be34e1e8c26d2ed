package main

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sayso"
)

func TestMarks(t *testing.T) {
	text := "Olsen said: it holds, he said, for years."
	at := func(words string, from int) sayso.Span {
		i := from + strings.Index(text[from:], words)
		return sayso.Span{Start: int32(i), End: int32(i + len(words))}
	}
	outer := sayso.Statement{Kind: sayso.Direct, Source: []sayso.Span{at("Olsen", 0)}, Cue: []sayso.Span{at("said", 0)}, Content: []sayso.Span{at("it holds, he said, for years", 0)}}
	inner := sayso.Statement{Source: []sayso.Span{at("he", 20)}, Cue: []sayso.Span{at("said", 20)}, Content: []sayso.Span{at("it holds", 0), at("for years", 0)}}
	shares := sayso.Statement{Kind: sayso.Mixed, Source: outer.Source, Cue: outer.Cue, Content: []sayso.Span{at("years", 0)}}
	marks := marksOf([]numbered{{1, &outer}, {2, &inner}, {3, &shares}})
	whole := sayso.Span{End: int32(len(text))}

	want := "{Olsen} <said>: [1: [2: it holds], {he} <said>, [2: for [3: years]]]."
	if got := render(pieces(text, whole, marks), false); got != want {
		t.Errorf("marked:\n got %s\nwant %s", got, want)
	}
	coloured := render(pieces(text, whole, marks), true)
	if !strings.Contains(coloured, "\x1b[1mOlsen\x1b[0m") || !strings.Contains(coloured, "\x1b[32m, \x1b[0m") {
		t.Errorf("coloured: %q", coloured)
	}
	part := at("it holds", 0)
	if got := render(pieces(text, part, marks), false); got != "[2: it holds]" {
		t.Errorf("a part: %s", got)
	}
}

// What is between the marks is the text, whatever is marked in it.
func TestMarksKeepTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-c “”é\n]{0,30}`).Draw(t, "text")
		var starts []int32
		for i := range text {
			starts = append(starts, int32(i))
		}
		starts = append(starts, int32(len(text)))
		var marks []mark
		for range rapid.IntRange(0, 8).Draw(t, "marks") {
			a, b := rapid.SampledFrom(starts).Draw(t, "start"), rapid.SampledFrom(starts).Draw(t, "end")
			marks = append(marks, mark{sayso.Span{Start: min(a, b), End: max(a, b)}, "[", "]", "1"})
		}
		var kept strings.Builder
		depth := 0
		for _, p := range pieces(text, sayso.Span{End: int32(len(text))}, marks) {
			switch {
			case !p.isMark:
				kept.WriteString(p.words)
			case p.words == "[":
				depth++
			default:
				depth--
			}
			if depth < 0 {
				t.Fatal("a mark ends that did not begin")
			}
		}
		if kept.String() != text || depth != 0 {
			t.Fatalf("got %q at depth %d", kept.String(), depth)
		}
	})
}

func TestRenderIsHarmless(t *testing.T) {
	text := "one\x1b[2J\r\ntwo\u202e\tthree"
	if got, want := render(pieces(text, sayso.Span{End: int32(len(text))}, nil), true), "one␛[2J\ntwo�\tthree"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
