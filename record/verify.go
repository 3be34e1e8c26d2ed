package record

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"sayso"
)

// Problem is one thing in a record that is not as it was stored.
type Problem struct {
	Article   sayso.ArticleID
	Name      string // the article's name
	Statement string // ID of the statement as stored; empty when the problem is not one statement's
	What      string
}

// Verify compares every stored report, old versions too, with its archived
// original:
//
//   - the original has the digest it is stored under, and the article's ID is
//     made of it;
//   - reread, which must read bytes the way the report was read, gives the
//     stored text again;
//   - the document passes its own Check;
//   - the spans of every statement cut the stored words out of the text and
//     give the stored ID.
//
// Reports are read one at a time. Each problem is returned and the next report
// is looked at; the error is for what ends the whole run, such as a cancelled
// context. After each report progress, which may be nil, is told how many are
// done.
func Verify(
	ctx context.Context, store Store,
	reread func(original []byte, format string) (*sayso.Article, error),
	progress func(done int),
) ([]Problem, error) {
	var all []Problem
	done := 0
	err := store.Each(ctx, func(s Stored) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		v := verifier{doc: s.Document, problems: all}
		v.problems = append(v.problems, s.Damage...)
		v.report(s, reread)
		all = v.problems
		if done++; progress != nil {
			progress(done)
		}
		return nil
	})
	return all, err
}

// verifier gathers the problems of one report.
type verifier struct {
	doc      *sayso.Document
	problems []Problem
}

func (v *verifier) fail(statement, format string, args ...any) {
	v.problems = append(v.problems, Problem{v.doc.ID, v.doc.Name, statement, fmt.Sprintf(format, args...)})
}

// report compares the archived bytes with the digest, and what they say with the
// rest of the report. What could not be read back is in Stored.Damage already.
func (v *verifier) report(s Stored, reread func([]byte, string) (*sayso.Article, error)) {
	got, want := sayso.DigestOf(s.Original), v.doc.Original
	switch id := sayso.NewArticleID(want); {
	case len(s.Damage) > 0 && (s.Original == nil || want == sayso.Digest{}):
	case got != want:
		v.fail("", "original has SHA-256 %s, stored under %s", got, want)
	case v.doc.ID != id:
		v.fail("", "article ID %s: its digest gives %s", v.doc.ID, id)
		return // every statement's ID would differ, too
	default:
		v.text(s.Original, reread)
	}
	v.statements(s)
}

// text reads the original again and compares what it says.
func (v *verifier) text(original []byte, reread func([]byte, string) (*sayso.Article, error)) {
	again, err := reread(original, v.doc.Format)
	if err != nil {
		v.fail("", "original cannot be read again: %v", err)
		return
	}
	if at, same := firstDifference(again.Text, v.doc.Text); !same {
		v.fail("", "text differs from the original's from byte %d on (%d bytes stored, %d in the original)",
			at, len(v.doc.Text), len(again.Text))
	}
}

// statements checks the document and compares the stored words and IDs with the
// spans. A document with damage is not whole: its parts cannot be checked
// against each other.
func (v *verifier) statements(s Stored) {
	if len(s.Damage) == 0 {
		if err := v.doc.Check(); err != nil {
			v.fail("", "%v", err)
		}
	}
	left := maps.Clone(s.Texts)
	var unknown []string
	for _, list := range [][]sayso.Statement{v.doc.Statements, v.doc.Undecided, s.Entered} {
		for i := range list {
			st := &list[i]
			id := st.ID(v.doc.ID)
			stored, ok := left[id]
			if !ok {
				unknown = append(unknown, id)
				continue
			}
			delete(left, id)
			v.words(id, st, stored)
		}
	}
	// A statement whose spans were changed is there twice: under the ID it was
	// stored by, without spans, and under the one its spans give, without words.
	for i, id := range slices.Sorted(maps.Keys(left)) {
		if i < len(unknown) {
			v.fail(id, "its cue and content do not give its ID")
			continue
		}
		v.fail(id, "words without a passage")
	}
	for _, id := range unknown[min(len(left), len(unknown)):] {
		v.fail(id, "passage without its words")
	}
}

// words cuts the spans of st out of the text.
func (v *verifier) words(id string, st *sayso.Statement, stored SpanTexts) {
	for _, p := range slices.Concat(st.Source, st.Cue, st.Content) {
		if p.Start < 0 || p.End < p.Start || int(p.End) > len(v.doc.Text) {
			v.fail(id, "passage [%d,%d) of a text of %d bytes", p.Start, p.End, len(v.doc.Text))
			return
		}
	}
	cut := TextsOf(v.doc.Text, st)
	for _, role := range []struct{ name, cut, stored string }{
		{"source", cut.Source, stored.Source}, {"cue", cut.Cue, stored.Cue}, {"content", cut.Content, stored.Content},
	} {
		if at, same := firstDifference(role.cut, role.stored); !same {
			v.fail(id, "stored words of the %s differ from its passage from byte %d on", role.name, at)
		}
	}
}

// firstDifference returns the offset at which a and b part.
func firstDifference(a, b string) (at int, same bool) {
	if a == b {
		return 0, true
	}
	n := min(len(a), len(b))
	for at < n && a[at] == b[at] {
		at++
	}
	return at, false
}
