package sayso

import (
	"strings"
	"testing"
)

func TestVoiceOf(t *testing.T) {
	const text = "Crews left. She said the rebels fled. “Those thieves [of the [old] port] ran,” he said. “Heroes” stayed. Guards may go."
	at := func(words string) Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("no %q", words)
		}
		return Span{int32(i), int32(i + len(words))}
	}
	inner := at("Those thieves [of the [old] port] ran,")
	d := &Document{
		Article: &Article{Text: text},
		Quotes: []Quote{
			{Span: Span{inner.Start - 3, inner.End + 3}, Inner: inner},
			{Span: at("“Heroes”"), Inner: at("Heroes")},
		},
		Statements: []Statement{{Cue: []Span{at("said")}, Content: []Span{at("the rebels fled")}}, {Kind: Direct, Content: []Span{inner}}},
		Undecided:  []Statement{{Content: []Span{at("Guards may go")}}},
	}
	for _, c := range []struct {
		words string
		voice Voice
		claim Ref[Statement]
	}{
		{"Crews", VoiceOwn, 0}, {"the rebels", VoiceParaphrase, 1}, {"Those thieves", VoiceQuoted, 2}, {"the [old] port", VoiceBracket, 2},
		{"[of the", VoiceBracket, 2}, {"ran", VoiceQuoted, 2}, {"Heroes", VoiceQuoted, 0}, {"Guards", VoiceUndecided, 0},
	} {
		if voice, claim := d.VoiceOf(at(c.words)); voice != c.voice || claim != c.claim {
			t.Errorf("%q: %s in statement %d, want %s in %d", c.words, voice, claim, c.voice, c.claim)
		}
	}
	for _, v := range Voices() {
		if got, err := ParseVoice(v.String()); err != nil || got != v {
			t.Errorf("%s is read as %s, %v", v, got, err)
		}
	}
	if _, err := ParseVoice("loud"); err == nil {
		t.Error("a voice that is none is no error")
	}
}

func TestCheckNamings(t *testing.T) {
	good := Naming{Span: Span{0, 9}, Core: Span{4, 9}, Head: Span{4, 9}, Type: EntityGroup}
	for _, c := range []struct {
		what    string
		namings []Naming
		ok      bool
	}{
		{"in order", []Naming{good, {Span: Span{4, 9}, Core: Span{4, 9}, Head: Span{4, 9}}}, true},
		{"twice", []Naming{good, good}, false},
		{"core outside", []Naming{{Span: Span{0, 3}, Core: Span{4, 9}, Head: Span{4, 9}}}, false},
		{"head outside", []Naming{{Span: Span{0, 9}, Core: Span{0, 3}, Head: Span{4, 9}}}, false},
		{"no such entity", []Naming{{Span: Span{0, 9}, Core: Span{4, 9}, Head: Span{4, 9}, Entity: 3}}, false},
	} {
		d := &Document{Article: &Article{Text: "the crews left"}, Namings: c.namings}
		if err := d.Check(); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}
