package corpus

import (
	"fmt"
	"io"
	"strings"

	"sayso"
)

// NameScheme says what a corpus of named entities calls each type of name:
// corpora tell different types apart, and none tells more than sayso does. The
// index is a type of sayso, the value the type that the corpus counts it as, and
// EntityUnknown where the corpus does not annotate such names.
type NameScheme [sayso.EntityMisc + 1]sayso.EntityType

// The schemes.
var (
	// NamesFull tells all types apart, as the WorldWide newswire corpus and
	// OntoNotes do.
	NamesFull = scheme(sayso.EntityNORP, sayso.EntityMisc)
	// NamesCoNLL counts nationalities and the like among MISC, as CoNLL-2003 and
	// CoreNLP do.
	NamesCoNLL = scheme(sayso.EntityMisc, sayso.EntityMisc)
	// NamesThree annotates persons, organisations and places only, as Universal
	// NER does.
	NamesThree = scheme(sayso.EntityUnknown, sayso.EntityUnknown)
)

func scheme(norp, misc sayso.EntityType) NameScheme {
	var s NameScheme
	for _, t := range []sayso.EntityType{sayso.EntityPerson, sayso.EntityOrganisation, sayso.EntityPlace} {
		s[t] = t
	}
	s[sayso.EntityNORP], s[sayso.EntityMisc] = norp, misc
	return s
}

// String returns the name of the scheme as printed with scores.
func (s NameScheme) String() string {
	switch s {
	case NamesFull:
		return "person, organisation, place, norp, misc"
	case NamesCoNLL:
		return "person, organisation, place, misc with norp"
	}
	return "person, organisation, place"
}

// Named is a document of a corpus of named entities: its text, tokens and
// sentences, and its names, whose types are those of the scheme.
type Named struct {
	*sayso.Document
	Scheme NameScheme
}

// nameTypes are the types of names in the order they are printed in.
var nameTypes = []sayso.EntityType{sayso.EntityPerson, sayso.EntityOrganisation, sayso.EntityPlace, sayso.EntityNORP, sayso.EntityMisc}

// NameScores counts names by type: a name is right when the key has one of the
// same span and type. Names of types that the key does not annotate are left
// out.
type NameScores struct {
	Scheme            NameScheme
	Sentences, Tokens int
	Types             [sayso.EntityMisc + 1]Found
}

// Add scores the names got against those of key, both sorted.
func (s *NameScores) Add(key Named, got []sayso.Name) {
	s.Scheme = key.Scheme
	s.Sentences += len(key.Sentences)
	s.Tokens += len(key.Tokens)
	right := map[sayso.Name]bool{}
	for _, n := range key.Names {
		right[n] = true
		s.Types[n.Type].Gold++
	}
	for _, n := range got {
		n.Type = key.Scheme[n.Type]
		if n.Type == sayso.EntityUnknown {
			continue
		}
		s.Types[n.Type].Found++
		if right[n] {
			s.Types[n.Type].Right++
		}
	}
}

// All returns the counts of all types.
func (s *NameScores) All() Found {
	var all Found
	for _, f := range s.Types {
		all.Gold, all.Found, all.Right = all.Gold+f.Gold, all.Found+f.Found, all.Right+f.Right
	}
	return all
}

// Print writes a line for all types and one for each type of the scheme.
func (s *NameScores) Print(w io.Writer, name string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d sentences, %d tokens; %s\n", name, s.Sentences, s.Tokens, s.Scheme)
	line := func(what string, f Found) {
		p, r, f1 := prf(f.Right, f.Found, f.Gold)
		fmt.Fprintf(&b, "  %-12s  P %.2f R %.2f F1 %.2f  (%d in the key, %d found, %d right)\n", what, 100*p, 100*r, 100*f1, f.Gold, f.Found, f.Right)
	}
	line("all", s.All())
	for _, t := range nameTypes {
		if s.Scheme[t] == t {
			line(t.String(), s.Types[t])
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
