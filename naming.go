package sayso

import "fmt"

// Naming is a phrase that names a person, a body or a group: a name or a
// description, no pronoun. Namings are sorted; one may stand inside another ("the
// leader of the rebels"). In whose voice it stands is not stored: see
// Document.VoiceOf.
type Naming struct {
	Span    Span // the phrase with its determiner and what is said behind its head
	Core    Span // the words that it is counted by: "armed groups" of "the armed groups in the valley"
	Head    Span
	Type    EntityType
	Several bool        // the head stands for several
	Entity  Ref[Entity] // nothing when the article does not say who it is
}

// Voice is in whose words a passage stands.
type Voice uint8

// The voices of a passage.
const (
	VoiceOwn        Voice = iota // the outlet's own
	VoiceParaphrase              // what somebody said, in the outlet's words
	VoiceQuoted                  // inside quotation marks
	VoiceBracket                 // an editor's brackets inside a quotation: "[the rebels]"
	VoiceUndecided               // in what may be a statement or the outlet's own words
)

var voiceNames = [...]string{"own", "paraphrase", "quoted", "bracket", "undecided"}

// String returns the voice's name as printed in records.
func (v Voice) String() string {
	if int(v) < len(voiceNames) {
		return voiceNames[v]
	}
	return fmt.Sprintf("Voice(%d)", uint8(v))
}

// ParseVoice reads what String wrote.
func ParseVoice(s string) (Voice, error) {
	for i, n := range voiceNames {
		if n == s {
			return Voice(i), nil
		}
	}
	return 0, fmt.Errorf("voice %q: want one of %q", s, voiceNames)
}

// Voices returns every voice, in order.
func Voices() []Voice {
	vs := make([]Voice, len(voiceNames))
	for i := range vs {
		vs[i] = Voice(i)
	}
	return vs
}

// VoiceOf returns the voice of the passage at, and the innermost statement whose
// content overlaps it: nothing in the outlet's own voice, and where quotation
// marks stand around words that no statement claims. The layers it reads are
// those of quotes and statements, undecided ones among them.
func (d *Document) VoiceOf(at Span) (Voice, Ref[Statement]) {
	var claim Ref[Statement]
	shortest := 0
	for i, s := range d.Statements {
		for _, c := range s.Content {
			if c.Overlaps(at) && (claim == 0 || c.Len() < shortest) {
				claim, shortest = RefTo[Statement](i), c.Len()
			}
		}
	}
	for _, q := range d.Quotes {
		if !q.Inner.Contains(at) {
			continue
		}
		if inBrackets(q.Inner.Of(d.Text), int(at.Start-q.Inner.Start)) {
			return VoiceBracket, claim
		}
		return VoiceQuoted, claim
	}
	if claim > 0 {
		return VoiceParaphrase, claim
	}
	for _, s := range d.Undecided {
		for _, c := range s.Content {
			if c.Overlaps(at) {
				return VoiceUndecided, 0
			}
		}
	}
	return VoiceOwn, 0
}

// inBrackets reports whether the byte at i of s stands in square brackets.
func inBrackets(s string, i int) bool {
	open := false
	for k := range i + 1 {
		switch s[k] {
		case '[':
			open = true
		case ']':
			open = k == i && open
		}
	}
	return open
}

// namings verifies that namings are in order and lie within each other as they
// should.
func (c *checker) namings(d *Document) {
	for i, n := range d.Namings {
		c.span("naming", i, n.Span, false)
		c.span("naming core", i, n.Core, false)
		c.span("naming head", i, n.Head, false)
		if !n.Span.Contains(n.Core) || !n.Core.Contains(n.Head) {
			c.fail("naming", i, "core outside the phrase, or head outside the core")
		}
		if i > 0 && CompareSpans(d.Namings[i-1].Span, n.Span) >= 0 {
			c.fail("naming", i, "stands before the one before it, or is the same")
		}
		c.ref("naming entity", i, int(n.Entity), len(d.Entities))
	}
}
