package corpus

import (
	"slices"
	"strings"
	"testing"
)

func TestReadNamings(t *testing.T) {
	const line = `{"id": "1", "event": "e", "lean": "L", "type": "ACTOR", "mention": "the crew", "paragraph": "2", "sentence": 3, "start": "4", "story": "s"}`
	got, err := ReadNamings(strings.NewReader(line))
	want := GoldNaming{ID: "1", Event: "e", Article: "e_L", Type: "ACTOR", Text: "the crew", Story: "s", Paragraph: 2, Sentence: 3, Word: 4}
	if err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("read %+v, %v", got, err)
	}
	for _, bad := range []string{line + "\n" + line, `{"id": "1", "mention": "x"}`, `{"id": "1", "article": "a"}`, `{"id": "1", "article": "a", "mention": "x", "start": "first"}`} {
		if _, err := ReadNamings(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

func TestLocateNamings(t *testing.T) {
	const text = "The crew met “the crew” and a crewman.\n\nThe captain’s crew left; the crew of the captain’s brother stayed."
	in := func(words string, paragraph, sentence, word int) GoldNaming {
		return GoldNaming{Text: words, Paragraph: paragraph, Sentence: sentence, Word: word}
	}
	namings := []GoldNaming{
		in("crew", 0, 0, 1), in("crew", 0, 0, 4), in("crew", 0, 0, 4), // the last two are one place
		in("crew", 1, 1, 2), in("crew", 1, 1, 5), in("captain's crew", 1, 1, 1),
		in("met ``the crew''", 0, 0, 2), in("crewm", 0, 0, 0), in("nobody", 0, 0, 0),
	}
	var got []int
	for i, s := range LocateNamings(text, namings) {
		if s.Empty() {
			got = append(got, -1)
			continue
		}
		got = append(got, int(s.Start))
		if i < 5 && s.Of(text) != "crew" {
			t.Errorf("naming %d is %q", i, s.Of(text))
		}
	}
	second, captain := strings.Index(text, "crew”"), strings.Index(text, "captain’s crew")
	want := []int{4, second, second, captain + len("captain’s "), strings.Index(text, "crew of"), captain, strings.Index(text, "met"), -1, -1}
	if !slices.Equal(got, want) {
		t.Errorf("places %v, want %v", got, want)
	}
}
