package corpus

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"sayso"
)

// KeyNaming is a phrase of a keyed report that names a side or a group.
type KeyNaming struct {
	Text  string
	Span  [2]int // code points
	Thing string // what it names, in the key's words
	Voice sayso.Voice
}

// keyNaming is a naming as the key's JSON has it.
type keyNaming struct {
	As_written struct {
		Text string
		CP   [2]int
	}
	Refers_to, Voice string
}

func (n *keyNaming) read() (KeyNaming, error) {
	k := KeyNaming{Text: n.As_written.Text, Span: n.As_written.CP, Thing: n.Refers_to}
	switch v := n.Voice; {
	case strings.HasPrefix(v, "paraphrase"):
		k.Voice = sayso.VoiceParaphrase
	case strings.HasPrefix(v, "outlet own voice"):
		k.Voice = sayso.VoiceOwn
	case strings.HasPrefix(v, "editor's bracket"):
		k.Voice = sayso.VoiceBracket
	case strings.HasPrefix(v, "no cue"):
		k.Voice = sayso.VoiceUndecided
	case strings.HasSuffix(v, "inside quotation marks"):
		k.Voice = sayso.VoiceQuoted
	default:
		return k, fmt.Errorf("naming %q: the voice %q is not known", k.Text, v)
	}
	return k, nil
}

// KeyedNaming is a naming of the key beside the one that was read in its place.
type KeyedNaming struct {
	KeyNaming
	File  string
	Found int    // index in Document.Namings, -1 when there is none
	Words string // those that were read
	Voice sayso.Voice
	Thing string // the group it was put into, empty for none
}

// NamingScore says how the namings that were read stand against a key.
type NamingScore struct {
	Rows                       []KeyedNaming
	Exact, Voice, Read, Listed int // of the found the ones with the key's words and the key's voice; namings of groups read, and of them those that the key has
}

// ScoreNamings compares the namings of documents, by the file of each, with the
// key. One is found when a naming whose head stands in it covers it the best; thing
// says which group the i-th naming of a file was put into. The key lists what names
// sides and groups, no persons and no bodies with a name: of those that were read
// but are not in the key, only groups are counted.
func ScoreNamings(k *Key, docs map[string]*sayso.Document, thing func(file string, i int) string) NamingScore {
	var s NamingScore
	for _, kd := range k.Documents {
		d := docs[kd.File]
		if d == nil {
			continue
		}
		at := codePoints(d.Text)
		taken := map[int]bool{}
		for _, kn := range kd.Namings {
			row := KeyedNaming{KeyNaming: kn, File: kd.File, Found: -1}
			gold := sayso.Span{Start: at(kn.Span[0]), End: at(kn.Span[1])}
			most := 0
			for i, n := range d.Namings {
				if !gold.Contains(n.Head) || taken[i] {
					continue
				}
				both := min(n.Span.End, gold.End) - max(n.Span.Start, gold.Start)
				if fit := 2*int(both) - n.Span.Len(); row.Found < 0 || fit > most {
					most, row.Found = fit, i
				}
			}
			if row.Found >= 0 {
				n := d.Namings[row.Found]
				taken[row.Found] = true
				row.Words, row.Thing = n.Span.Of(d.Text), thing(kd.File, row.Found)
				if row.Voice, _ = d.VoiceOf(n.Span); row.Voice == kn.Voice {
					s.Voice++
				}
				if n.Span == gold {
					s.Exact++
				}
			}
			s.Rows = append(s.Rows, row)
		}
		for i, n := range d.Namings {
			if n.Type == sayso.EntityGroup {
				s.Read++
				if taken[i] {
					s.Listed++
				}
			}
		}
	}
	return s
}

// codePoints returns what gives the byte at which the n-th code point of text
// begins.
func codePoints(text string) func(n int) int32 {
	var at []int32
	for i := range text {
		at = append(at, int32(i))
	}
	return func(n int) int32 {
		if n < len(at) {
			return at[n]
		}
		return int32(len(text))
	}
}

// Print writes the counts, B³ of the groups that the found were put into, and with
// misses each naming that was not found or has another voice.
func (s NamingScore) Print(w io.Writer, misses bool) error {
	found := 0
	want, got := map[string]string{}, map[string]string{}
	var b strings.Builder
	for i, r := range s.Rows {
		if r.Found >= 0 {
			found++
			id := fmt.Sprint(i)
			want[id], got[id] = r.KeyNaming.Thing, cmp.Or(r.Thing, id)
		}
		switch {
		case !misses:
		case r.Found < 0:
			fmt.Fprintf(&b, "missed   %s: %q\n", r.File, r.Text)
		case r.Voice != r.KeyNaming.Voice:
			fmt.Fprintf(&b, "voice    %s: %q: %s, want %s\n", r.File, r.Text, r.Voice, r.KeyNaming.Voice)
		}
		if misses && r.Found >= 0 {
			fmt.Fprintf(&b, "thing    %s: %q: %s, want %s\n", r.File, r.Words, r.Thing, r.KeyNaming.Thing)
		}
	}
	p, rec, f1 := ScoreClusters(want, got).B3.PRF()
	_, err := fmt.Fprintf(w, "namings   %d of %d found, %d with the very words of the key\nvoices    %d of the %d found are right\nreferents B³ P %.3f  R %.3f  F1 %.3f over those found\ngroups    %d read, %d of them in the key\n%s",
		found, len(s.Rows), s.Exact, s.Voice, found, p, rec, f1, s.Read, s.Listed, b.String())
	return err
}
