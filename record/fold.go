package record

import (
	"iter"
	"slices"

	"sayso"
)

// Review is where the review of a statement stands.
type Review string

// The states of review. A statement counts, in lists, pages and exports, unless it
// is Undecided or Rejected.
const (
	Open       Review = "open"      // found by the machine, seen by nobody
	Entered    Review = "entered"   // a person entered it; the machine does not read it
	Accepted   Review = "accepted"  // a person says that it is right
	Corrected  Review = "corrected" // and has put something right in it
	Contested  Review = "conflict"  // decisions about it are at odds, or were made on another reading: shown as the machine reads it
	Rejected   Review = "rejected"  // a person says that it is none
	Unresolved Review = "undecided" // the machine is not sure enough, and no person has said
)

// Reviews returns the states of review.
func Reviews() []Review {
	return []Review{Open, Entered, Accepted, Corrected, Contested, Rejected, Unresolved}
}

// Counts reports whether statements in that state are statements of the record.
func (r Review) Counts() bool { return r != Rejected && r != Unresolved }

// Decided is a decision with where it stands in the record.
type Decided struct {
	Decision
	InForce    bool          // no undo is in force against it
	AtOdds     bool          // it contradicts others about the same statements, and neither knew of the other: none of them holds
	Stand                    // of Decision.Target; of decisions about namings Standing alone, of all of them
	OtherStand Stand         // of Decision.Other
	Stands     []NamingStand // of Decision.Namings, one by one
}

// Stand says where the target of a decision stands.
type Stand struct {
	Standing  Standing
	Earlier   bool            // Article is a later version of what the target was read from, at the same address
	Article   sayso.ArticleID // that the target was read from, or a later version of it; empty without a target
	Statement string          // ID of the statement that it stands on, or of the candidate in a conflict; empty when there is none
}

// Targets yields what the decision is about, Target and Other, and where they stand.
func (d *Decided) Targets() iter.Seq2[*Target, *Stand] {
	return func(yield func(*Target, *Stand) bool) {
		if (d.Target == nil || yield(d.Target, &d.Stand)) && d.Other != nil {
			yield(d.Other, &d.OtherStand)
		}
	}
}

// in reports whether t, which stands at s, was read in doc, or carried over to it.
func (s *Stand) in(doc *sayso.Document, t *Target) bool {
	return t.Original == doc.Original || s.Earlier && s.Article == doc.ID
}

// CarriedOver reports whether it stands on a later version of a report than it was made on.
func (d *Decided) CarriedOver() bool {
	return d.Earlier || d.OtherStand.Earlier || slices.ContainsFunc(d.Stands, func(n NamingStand) bool { return n.Earlier })
}

// about reports whether the decision, one of those that matter to doc, is about a
// statement of it, or of an earlier version of it.
func (d *Decided) about(doc *sayso.Document) bool {
	return d.Target != nil && (d.Earlier || d.Target.Original == doc.Original)
}

// Reading is a statement as it is after all decisions about it.
type Reading struct {
	sayso.Statement         // with corrections; its Speaker is nothing when a person named one whom the article has no entity of
	Speaker         string  // name of the speaker, empty when none is known
	Was             string  // the same before corrections
	Review          Review  //
	Changed         []Field // what a person has put in place of the machine's reading
}

// Field is a part of a statement that decisions are about. Decisions about
// different fields do not touch each other.
type Field string

// The fields.
const (
	fieldStanding  Field = "standing" // whether it is a statement at all
	FieldSpeaker   Field = "speaker"
	FieldKind      Field = "kind"
	FieldSource    Field = "source"
	FieldCue       Field = "cue"
	FieldContent   Field = "content"
	FieldAddressee Field = "addressee"
	FieldDate      Field = "date"
)

// field returns the field that a decision of the kind corrects, "" for none.
func (k DecisionKind) field() Field {
	switch k {
	case Assign, CorrectSpeaker:
		return FieldSpeaker
	case CorrectKind, CorrectSource, CorrectCue, CorrectContent, CorrectAddressee, CorrectDate:
		return Field(k)
	}
	return ""
}

// InForce returns, by ID, the decisions that no undo in force is against.
func InForce(all []Decision) map[string]bool {
	against := map[string][]string{}
	for _, d := range all {
		if d.Kind == Undo {
			against[d.Undoes] = append(against[d.Undoes], d.ID)
		}
	}
	in := make(map[string]bool, len(all))
	// A ring of undoes cannot be made: an ID is a digest of what it undoes.
	var holds func(id string) bool
	holds = func(id string) bool {
		if v, ok := in[id]; ok {
			return v
		}
		in[id] = true
		v := !slices.ContainsFunc(against[id], holds)
		in[id] = v
		return v
	}
	for _, d := range all {
		holds(d.ID)
	}
	return in
}

// heads returns the decisions of list that no other one of it has seen.
func heads(list []*Decision) []*Decision {
	seen := map[string]bool{}
	for _, d := range list {
		for _, id := range d.Seen {
			seen[id] = true
		}
	}
	var out []*Decision
	for _, d := range list {
		if !seen[d.ID] {
			out = append(out, d)
		}
	}
	return out
}

// agreed returns the value that the last decisions of list agree on; same is
// false when they do not. Value gives what a decision says.
func agreed[V any](list []*Decision, value func(*Decision) V, equal func(a, b V) bool) (v V, any, same bool) {
	for i, d := range heads(list) {
		if w := value(d); i == 0 {
			v = w
		} else if !equal(v, w) {
			return v, true, false
		}
		any = true
	}
	return v, any, true
}

func equal[V comparable](a, b V) bool { return a == b }

// Fold returns l, a statement of d, after the decisions about it. Of two decisions
// in force about one field the one that was made in knowledge of the other holds. When
// neither knew of the other and they differ, when one was made on another reading, or
// when corrected words cannot be found, the statement is Contested and stays as the
// machine reads it, or as it was entered.
func Fold(d *sayso.Document, l Listed, decisions []Decided) Reading {
	asRead := Reading{Statement: *l.Statement, Review: Open}
	if e, ok := l.Statement.Speaker.At(d.Entities); ok {
		asRead.Speaker = e.Name
	}
	switch {
	case l.By != "":
		asRead.Review = Entered
		asRead.Speaker = enteredSpeaker(decisions)
	case l.Undecided:
		asRead.Review = Unresolved
	}
	asRead.Was = asRead.Speaker
	contested := asRead
	contested.Review = Contested
	r := asRead
	byField := map[Field][]*Decision{}
	adds := map[string]bool{} // the IDs of those that enter the statement
	for i := range decisions {
		dec := &decisions[i]
		if !dec.InForce || dec.Kind == Undo || dec.Kind == Attach || dec.Kind == SameUtterance || dec.Kind == OtherUtterance || dec.Kind.OnArticle() {
			continue
		}
		if dec.Standing == Conflict {
			return contested
		}
		byField[fieldStanding] = append(byField[fieldStanding], &dec.Decision)
		if dec.Kind == Add {
			adds[dec.ID] = true
			for _, part := range dec.parts() {
				byField[part.Kind.field()] = append(byField[part.Kind.field()], part)
			}
		}
		if f := dec.Kind.field(); f != "" {
			byField[f] = append(byField[f], &dec.Decision)
		}
	}
	rejected, any, same := agreed(byField[fieldStanding], func(d *Decision) bool { return d.Kind == Reject }, equal)
	switch {
	case !same:
		return contested
	case !any:
		return asRead
	case rejected:
		r.Review = Rejected
		return r
	}
	if r.Review = Accepted; l.By != "" && len(adds) == len(byField[fieldStanding]) {
		r.Review = Entered
	}
	for _, f := range []Field{FieldContent, FieldSource, FieldCue, FieldAddressee, FieldKind, FieldSpeaker, FieldDate} {
		v, any, same := agreed(byField[f], func(d *Decision) Value { return d.Value }, sameValue)
		now := r
		if !same || any && !now.correct(d, f, v) {
			return contested
		}
		// What was entered and is read so by the machine, too, is no correction.
		entered := !slices.ContainsFunc(heads(byField[f]), func(d *Decision) bool { return !adds[d.ID] })
		if !any || entered && now.same(&r, f) {
			continue
		}
		r = now
		r.Changed = append(r.Changed, f)
	}
	if len(r.Changed) > 0 {
		r.Review = Corrected
		r.Chain = rechain(r)
	}
	return r
}

func sameValue(a, b Value) bool {
	return a.Speaker == b.Speaker && a.Kind == b.Kind && a.Date == b.Date && slices.Equal(a.Spans, b.Spans)
}

// correct puts v in place of the field; it is false when the words of v are not
// in the text.
func (r *Reading) correct(d *sayso.Document, f Field, v Value) bool {
	spans, _, ok := locateAll(d.Text, v.Spans)
	if !ok || !ordered(spans) {
		return false
	}
	switch f {
	case FieldContent:
		r.Content = spans
	case FieldSource:
		r.Source = spans
	case FieldCue:
		r.Cue = spans
	case FieldAddressee:
		r.Addressee, _ = sayso.Hull(spans)
	case FieldKind:
		kind, err := sayso.ParseKind(v.Kind)
		if err != nil {
			return false
		}
		r.Kind = kind
	case FieldSpeaker:
		r.Speaker, r.Statement.Speaker = v.Speaker, entityNamed(d, v.Speaker)
	case FieldDate:
		r.Said = sayso.Date{Value: v.Date, Why: saysReviewer}
		if v.Date == "" {
			r.Said.Why = "a reviewer leaves it open"
		}
	}
	return true
}

// same reports whether r and o have the same in the field.
func (r *Reading) same(o *Reading, f Field) bool {
	switch f {
	case FieldContent:
		return slices.Equal(r.Content, o.Content)
	case FieldSource:
		return slices.Equal(r.Source, o.Source)
	case FieldCue:
		return slices.Equal(r.Cue, o.Cue)
	case FieldAddressee:
		return r.Addressee == o.Addressee
	case FieldKind:
		return r.Kind == o.Kind
	case FieldSpeaker:
		return NameID(r.Speaker) == NameID(o.Speaker)
	}
	return r.Said.Value == o.Said.Value
}

// ordered reports whether spans are sorted and disjoint.
func ordered(spans []sayso.Span) bool {
	for i := 1; i < len(spans); i++ {
		if spans[i].Start < spans[i-1].End {
			return false
		}
	}
	return true
}

// rechain returns the chain with the corrected speaker at its end.
func rechain(r Reading) []sayso.Link {
	var chain []sayso.Link
	for _, l := range r.Chain {
		if l.Role != "speaker" {
			chain = append(chain, l)
		}
	}
	if r.Speaker != "" {
		chain = append(chain, sayso.Link{Role: "speaker", Name: r.Speaker, At: r.Source})
	}
	return chain
}
