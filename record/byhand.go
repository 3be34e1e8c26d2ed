package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sayso"
)

// entered returns the statement that d, a decision of the kind Add, enters into
// doc, without what it stands within; same says that all its words are where they
// were when it was made, ok that they are in the text at all.
func entered(doc *sayso.Document, d *Decision) (st sayso.Statement, same, ok bool) {
	var addressee []sayso.Span
	same, ok = true, true
	for _, role := range []struct {
		words []Quoted
		to    *[]sayso.Span
	}{{d.Target.Source, &st.Source}, {d.Target.Cue, &st.Cue}, {d.Target.Content, &st.Content}, {d.Value.Spans, &addressee}} {
		spans, still, all := locateAll(doc.Text, role.words)
		*role.to = spans
		same, ok = same && still, ok && all && ordered(spans)
	}
	kind, err := sayso.ParseKind(d.Value.Kind)
	if !ok || err != nil {
		return st, false, false
	}
	st.Kind, st.Score = kind, 1
	st.Addressee, _ = sayso.Hull(addressee)
	st.Speaker = entityNamed(doc, d.Value.Speaker)
	if st.Said = (sayso.Date{Value: d.Value.Date, Why: saysReviewer}); d.Value.Date == "" {
		st.Said.Why = "nobody has entered when it was said"
	}
	st.Chain = []sayso.Link{{Role: "outlet", Name: doc.Outlet.Name}}
	for _, a := range doc.Agencies {
		l := sayso.Link{Role: "agency", Name: a.Name}
		if !a.At.Empty() {
			l.At = []sayso.Span{a.At}
		}
		st.Chain = append(st.Chain, l)
	}
	if d.Value.Speaker != "" {
		st.Chain = append(st.Chain, sayso.Link{Role: "speaker", Name: d.Value.Speaker, At: st.Source})
	}
	return st, same, true
}

// checkAdd holds the value of an Add, and the ID of what it enters, against its words.
func (d *Decision) checkAdd() error {
	v, st := d.Value, sayso.Statement{}
	for _, q := range d.Target.Cue {
		st.Cue = append(st.Cue, q.Span())
	}
	for _, q := range d.Target.Content {
		st.Content = append(st.Content, q.Span())
	}
	if id := st.ID(sayso.NewArticleID(d.Target.Original)); d.Target.Statement != id {
		return fmt.Errorf("statement %q: want %s, from its words", d.Target.Statement, id)
	}
	if _, err := sayso.ParseKind(v.Kind); err != nil {
		return err
	}
	if _, _, err := Period(v.Date); v.Date != "" && err != nil {
		return err
	}
	switch {
	case len(v.Spans) > 1:
		return errors.New("want one passage for the addressee")
	case v.Into != "" || v.Place != nil || v.Figure != nil:
		return errors.New("has a value that its kind has no use for")
	}
	return nil
}

// saysReviewer is the reason of a date that a person gave.
const saysReviewer = "a reviewer says so"

// entityNamed returns the entity of doc that has the name, nothing for none.
func entityNamed(doc *sayso.Document, name string) sayso.Ref[sayso.Entity] {
	if id := NameID(name); id != "" {
		for i, e := range doc.Entities {
			if NameID(e.Name) == id {
				return sayso.RefTo[sayso.Entity](i)
			}
		}
	}
	return 0
}

// ByHand returns d with the statements that people entered and the machine does
// not read, behind its own, and by their IDs who entered each. Decisions are
// anchored in d. One that stands on a statement of the machine, or is in conflict
// with one, gives no statement of its own.
func ByHand(d *sayso.Document, decisions []Decided) (view *sayso.Document, by map[string]string) {
	return withEntered(d, decisions, func(dec *Decided, id string) bool {
		return (dec.Standing == Kept || dec.Standing == Moved) && dec.Statement == id
	})
}

// withEntered adds the statements of those decisions in force for which choose,
// given the ID of the statement, is true.
func withEntered(d *sayso.Document, decisions []Decided, choose func(*Decided, string) bool) (view *sayso.Document, by map[string]string) {
	var names map[string][]string
	var fresh []sayso.Statement
	for i := range decisions {
		dec := &decisions[i]
		if dec.Kind != Add || !dec.InForce || !dec.about(d) {
			continue
		}
		st, _, ok := entered(d, &dec.Decision)
		if !ok {
			continue
		}
		id := st.ID(d.ID)
		if !choose(dec, id) || reads(d, id) {
			continue
		}
		if names == nil {
			names = map[string][]string{}
		}
		if names[id] == nil {
			if within, ok := sayso.Hull(st.Content); ok {
				st.Within = d.Claim(within)
			}
			fresh = append(fresh, st)
		}
		if !slices.Contains(names[id], dec.By) {
			names[id] = append(names[id], dec.By)
		}
	}
	if len(fresh) == 0 {
		return d, nil
	}
	by = make(map[string]string, len(names))
	for id, list := range names {
		by[id] = strings.Join(list, ", ")
	}
	v := *d
	v.Statements = slices.Concat(d.Statements, fresh)
	return &v, by
}

// Uncorrected returns the statement as the machine reads it, or as it was entered: the
// words that decisions about it are tied to.
func (r *Statement) Uncorrected() *sayso.Statement {
	if r.AsRead != nil {
		return &r.AsRead.Statement
	}
	return &r.Statement
}

// enteredSpeaker returns the name of the speaker that the first Add in force gives.
func enteredSpeaker(decisions []Decided) string {
	for i := range decisions {
		if d := &decisions[i]; d.Kind == Add && d.InForce {
			return d.Value.Speaker
		}
	}
	return ""
}

// reads reports whether the machine reads a statement of that ID in d.
func reads(d *sayso.Document, id string) bool {
	if _, ok := byID(d.ID, d.Statements, id); ok {
		return true
	}
	_, ok := byID(d.ID, d.Undecided, id)
	return ok
}

// reanchorEntered ties the decisions of the kind Add to the reading after: to the
// statement that the machine reads on their very words, else to these words
// themselves. Where the machine reads the words in another way they are in
// conflict. Out are the decisions about the article, the others anchored already,
// and those about what was entered follow it.
func reanchorEntered(after *sayso.Document, out []Decided, attached map[string]*Target) {
	at := map[string]*Decided{} // by the ID of the statement entered: the first in force
	for i := range out {
		d := &out[i]
		if d.Kind != Add || !d.about(after) {
			continue
		}
		d.Article = after.ID
		own := d.anchorEntered(after, out, attached[d.ID])
		if d.InForce && own != "" && at[own] == nil {
			at[own] = d
		}
	}
	for i := range out {
		d := &out[i]
		if d.Kind == Add {
			continue
		}
		for t, s := range d.Targets() {
			to := at[s.Statement]
			if to == nil || to.Statement == s.Statement || !s.in(after, t) {
				continue
			}
			s.Statement = to.Statement
			if s.Standing = to.Standing; s.Standing == Kept {
				s.Standing = Moved
			}
		}
	}
}

// anchorEntered ties one of them and returns the ID of the statement on its words,
// "" when they are not in the text.
func (d *Decided) anchorEntered(after *sayso.Document, all []Decided, attached *Target) (own string) {
	st, same, ok := entered(after, &d.Decision)
	if ok {
		own = st.ID(after.ID)
	}
	if attached != nil {
		if d.Statement, d.Standing = Anchor(after, attached); d.Standing == Kept || d.Standing == Moved {
			d.Standing = Moved
			return own
		}
	}
	read := ok && reads(after, own)
	switch rival := ""; {
	case !ok || !read && !d.InForce:
		d.Statement, d.Standing = Anchor(after, d.Target)
		return own
	case !read:
		if rival = rivalOf(after, &st, all); rival != "" {
			d.Statement, d.Standing = rival, Conflict
			return own
		}
	}
	if d.Statement, d.Standing = own, Kept; !same {
		d.Standing = Moved
	}
	return own
}

// rivalOf returns the ID of the statement that counts and reads the words of st in
// another way, of several that shares most of them; "" for none.
func rivalOf(d *sayso.Document, st *sayso.Statement, decisions []Decided) (id string) {
	most := 0
	for _, layer := range []struct {
		list      []sayso.Statement
		undecided bool
	}{{d.Statements, false}, {d.Undecided, true}} {
		for i := range layer.list {
			other := &layer.list[i]
			n := shared(other.Content, st.Content)
			if n <= most || !Rivals(other, st) {
				continue
			}
			candidate := Listed{Statement: other, ID: other.ID(d.ID), Undecided: layer.undecided}
			var on []Decided
			for _, dec := range decisions {
				if dec.Kind != Add && dec.about(d) && dec.Statement == candidate.ID {
					on = append(on, dec)
				}
			}
			if Fold(d, candidate, on).Review.Counts() {
				id, most = candidate.ID, n
			}
		}
	}
	return id
}

// Rivals reports whether two statements read the same words in two ways, so that not
// both can be right: what they share hangs on one cue, or, where one has none, is most
// of what each of them says. A statement told within another has a cue of its own.
func Rivals(a, b *sayso.Statement) bool {
	n := shared(a.Content, b.Content)
	if len(a.Cue) > 0 && len(b.Cue) > 0 {
		return n > 0 && shared(a.Cue, b.Cue) > 0
	}
	return 2*n > length(a.Content) && 2*n > length(b.Content)
}

func length(spans []sayso.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// Forwarded returns, by the IDs that statements entered by hand had when decisions
// stood as was says, the IDs of those on which they stand now.
func Forwarded(before *sayso.Document, was, now []Decided) map[string]string {
	out := map[string]string{}
	for i := range was {
		from, to := was[i].Statement, now[i].Statement
		if was[i].Kind == Add && now[i].InForce && from != "" && to != "" && from != to && !reads(before, from) {
			out[from] = to
		}
	}
	return out
}

// parts returns what an Add says as decisions about one field each, made when it was
// and in the same knowledge. What it leaves open it does not speak of.
func (d *Decision) parts() []*Decision {
	var out []*Decision
	say := func(kind DecisionKind, v Value) {
		p := *d
		p.Kind, p.Value = kind, v
		out = append(out, &p)
	}
	say(CorrectKind, Value{Kind: d.Value.Kind})
	say(CorrectContent, Value{Spans: d.Target.Content})
	say(CorrectCue, Value{Spans: d.Target.Cue})
	if len(d.Target.Source) > 0 {
		say(CorrectSource, Value{Spans: d.Target.Source})
	}
	if len(d.Value.Spans) > 0 {
		say(CorrectAddressee, Value{Spans: d.Value.Spans})
	}
	if d.Value.Speaker != "" {
		say(CorrectSpeaker, Value{Speaker: d.Value.Speaker})
	}
	if d.Value.Date != "" {
		say(CorrectDate, Value{Date: d.Value.Date})
	}
	return out
}
