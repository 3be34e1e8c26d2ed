package sayso

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// Document is what was read in an article: the article and one layer for each
// kind of annotation. Every layer has one writer.
type Document struct {
	*Article
	Tokens     []Token
	Sentences  []Sentence
	Names      []Name
	Quotes     []Quote
	Mentions   []Mention
	Entities   []Entity
	Figures    []Figure
	Times      []TimeExpr // sorted, disjoint
	Events     []Event    // sorted, disjoint
	Places     []Place    // sorted, disjoint
	Namings    []Naming   // sorted
	Statements []Statement
	Undecided  []Statement // possible ones, of a score too low to be counted; written with LayerStatements
}

// Token is a word, number or mark of punctuation. Tokens are sorted and
// disjoint; the tokens and the gaps between them give the text back. What is
// behind Span is empty until a stage gives LayerTags and LayerTrees.
type Token struct {
	Span       Span
	Lemma      string     // the dictionary form
	UPOS, XPOS string     // the universal part of speech and the language's own tag
	Feats      string     // morphology as Universal Dependencies writes it: "Number=Sing|Tense=Past"
	Rel        string     // the relation to the head: "nsubj", "nsubj:pass", …, "root"
	Head       Ref[Token] // in Document.Tokens, within the same sentence; nothing for the root
}

// Sentence is the half-open range [First, Last) of Document.Tokens. Sentences
// are sorted, disjoint and never cross a zone.
type Sentence struct {
	First, Last int32
}

// Quote is a stretch between quotation marks. Span holds the marks that are
// written, Inner is what stands between them. In a quotation of several
// paragraphs each paragraph is a Quote of its own and Continues links it to the
// one before.
type Quote struct {
	Span, Inner Span
	Depth       int32 // 0 outermost, 1 inside another quotation, …
	Continues   Ref[Quote]
	Repair      string // how a missing mark was supplied, empty when both are written
}

// MentionKind says how a mention names its entity.
type MentionKind uint8

// The kinds of mention.
const (
	MentionName        MentionKind = iota // "Vladimir Petrov", "Petrov"
	MentionPronoun                        // "he"
	MentionDescription                    // "the Russian leader"
)

// EntityType is what an entity is.
type EntityType uint8

// The types of entity.
const (
	EntityUnknown EntityType = iota
	EntityPerson
	EntityOrganisation
	EntityPlace
	EntityGroup    // several persons or bodies acting together
	EntityDocument // a report, a law, a declaration that says something
	EntityNORP     // a nationality, religion or party as an adjective or a people: "Danish", "Muslims"
	EntityMisc     // another thing with a name: an event, a work, a product
)

var entityTypeNames = [...]string{"unknown", "person", "organisation", "place", "group", "document", "norp", "misc"}

// String returns the type's name as printed in records.
func (t EntityType) String() string {
	if int(t) < len(entityTypeNames) {
		return entityTypeNames[t]
	}
	return fmt.Sprintf("EntityType(%d)", uint8(t))
}

// ParseEntityType reads what String wrote; an unknown name is EntityUnknown.
func ParseEntityType(s string) EntityType {
	for i, n := range entityTypeNames {
		if n == s {
			return EntityType(i)
		}
	}
	return EntityUnknown
}

// Name is a proper name in the text. Names are sorted and disjoint, each lies in
// one sentence, begins where a token begins and ends where one ends. Type is one
// of EntityPerson, EntityOrganisation, EntityPlace (a state, a region, a building
// that is no organisation), EntityNORP and EntityMisc.
type Name struct {
	Span Span
	Type EntityType
}

// Mention is a phrase that refers to somebody or something. Head is the name or
// noun inside it that decides what it refers to.
type Mention struct {
	Span, Head Span
	Kind       MentionKind
	Type       EntityType
	Entity     Ref[Entity]
	Why        string // the rule that linked it to its entity
}

// Entity is one person, body, place or group within one article.
type Entity struct {
	Name string // the fullest name in the article; for a nameless one, its description as first written
	Type EntityType
}

// Kind says how the content of a statement is quoted: wholly, not at all, or in
// part.
type Kind uint8

// The kinds of statement.
const (
	Indirect Kind = iota
	Direct
	Mixed
)

var kindNames = [...]string{"indirect", "direct", "mixed"}

// String returns the kind's name as printed in records.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// ParseKind reads what String wrote.
func ParseKind(s string) (Kind, error) {
	for i, n := range kindNames {
		if n == s {
			return Kind(i), nil
		}
	}
	return 0, fmt.Errorf("kind %q: want direct, indirect or mixed", s)
}

// Statement is one attribution: a content, the source it is attributed to and
// the cue that does so. Spans of one role are sorted and disjoint.
type Statement struct {
	Kind      Kind
	Source    []Span // as written; empty when the text names none
	Cue       []Span // empty in a quotation that goes on without a cue
	Content   []Span // never empty; quotation marks excluded
	Speaker   Ref[Entity]
	Addressee Span           // "reporters" in "told reporters"
	Occasion  Span           // "at a news conference after the first round"
	Said      Date           // when it was said
	Within    Ref[Statement] // the statement that reports this one
	Chain     []Link         // from the page back to the speaker
	Score     float32        // 0 to 1, how likely it is that content and source are right
}

// Link is one hand a statement passed through.
type Link struct {
	Role string // "outlet", "agency" or "speaker"
	Name string // empty when the page does not say
	At   []Span // the passage that names it
}

// ID names the statement by its passage: the same cue and content in the same
// original have the same ID, whichever version of the program found them.
func (s *Statement) ID(a ArticleID) string {
	h := sha256.New()
	h.Write([]byte(a))
	for _, spans := range [][]Span{s.Cue, s.Content} {
		binary.Write(h, binary.BigEndian, int32(len(spans)))
		binary.Write(h, binary.BigEndian, spans)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
