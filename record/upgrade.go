package record

import (
	"context"
	"slices"
	"strings"

	"sayso"
)

// Reviewing is the part of a Store that keeps what people decided. Decisions are
// only ever added.
type Reviewing interface {
	// Decide adds decisions, all or none, each as Seal makes it, and returns how
	// many the record did not have yet. They take effect at once. A decision about
	// an original that the record lacks waits for it. Undo and Attach must name a
	// decision that the record has.
	Decide(ctx context.Context, decisions ...Decision) (added int, err error)
	// Decisions returns one page of decisions, in the order they were added.
	Decisions(ctx context.Context, q DecisionQuery) (Page[Decided], error)
	// Upgrade puts r in place of what the record has read in the same original,
	// which must be there, and ties every decision about it to the new reading. The
	// article's address and version stay.
	Upgrade(ctx context.Context, r Report) (Change, error)
	// ReviewCounts counts the statements that q selects by their state of review, those
	// that do not count too. It does not go by Query.Review.
	ReviewCounts(ctx context.Context, q Query) (map[Review]int, error)
}

// DecisionQuery selects decisions. Empty fields select everything; several must
// all hold.
type DecisionQuery struct {
	Article   sayso.ArticleID // about statements of it, or carried over to it
	Statement string          // ID: those that stand on it, or have it for a candidate
	Speaker   string          // ID: of merging and splitting it
	Referent  string          // ID: about namings of it
	By        string
	Kind      DecisionKind
	Standing  Standing // of either statement of a pair
	InForce   bool     // only those in force
	AtOdds    bool     // only those that contradict each other: see Decided
	Newest    bool     // the last one first
	Limit     int      // as Query.Limit
	Offset    int
	After     string // as Query.After
}

// Change is what reading one article anew changes.
type Change struct {
	Article sayso.ArticleID
	Name    string
	// Of the statements that count: read the same; the same words read in another
	// way; other edges or another place; not read before; read no longer.
	Kept, Altered, Moved, New, Gone int
	// Now is, by its ID, the ID that a statement of other edges or of another place has
	// now.
	Now map[string]string
	// Decisions by how they stand to the new reading, undone ones too.
	Decisions map[Standing]int
	// Unsettled are the decisions in force that the change puts in conflict or leaves without
	// a statement.
	Unsettled []Decided
}

// Compare says what putting after in place of before changes, and returns
// decisions, those about the article, as they stand then.
func Compare(before, after *sayso.Document, decisions []Decided) (Change, []Decided) {
	c := Change{Article: after.ID, Name: after.Name, Now: map[string]string{}, Decisions: map[Standing]int{}}
	found := map[string]bool{}
	var overlapping []string // statements of before that merely overlap one of after
	for i := range before.Statements {
		st := &before.Statements[i]
		id, standing := Anchor(after, TargetOf(before, st))
		now, decided := byID(after.ID, after.Statements, id)
		switch {
		case !decided:
			c.Gone++
			continue
		case standing == Conflict:
			overlapping = append(overlapping, st.ID(before.ID))
			c.Now[st.ID(before.ID)] = id
			continue
		case standing == Moved:
			c.Moved++
			c.Now[st.ID(before.ID)] = id
		case alike(before, st, after, now):
			c.Kept++
		default:
			c.Altered++
		}
		found[id] = true
	}
	for _, old := range overlapping {
		id := c.Now[old]
		if found[id] {
			c.Gone++ // the one it overlaps has another for its forerunner
			continue
		}
		found[id] = true
		c.Moved++
	}
	c.New = len(after.Statements) - len(found)
	moved := Reanchor(before, after, decisions)
	for from, to := range Forwarded(before, decisions, moved) {
		c.Now[from] = to
	}
	for i := range moved {
		d := &moved[i]
		was, _ := decisions[i].standingIn(after)
		now, ok := d.standingIn(after)
		if !ok {
			continue
		}
		c.Decisions[now]++
		if !now.found() && d.InForce && now != was {
			c.Unsettled = append(c.Unsettled, *d)
		}
	}
	return c, moved
}

// standingIn returns how d stands in doc, by the worse one of two targets; it is false
// when neither is read in it.
func (d *Decided) standingIn(doc *sayso.Document) (standing Standing, ok bool) {
	from := []Standing{Kept, Moved, Conflict, Gone}
	for t, at := range d.Targets() {
		if at.in(doc, t) && (!ok || slices.Index(from, at.Standing) > slices.Index(from, standing)) {
			standing, ok = at.Standing, true
		}
	}
	return standing, ok
}

// byID returns the statement of that ID.
func byID(article sayso.ArticleID, list []sayso.Statement, id string) (*sayso.Statement, bool) {
	if id == "" {
		return nil, false
	}
	for i := range list {
		if list[i].ID(article) == id {
			return &list[i], true
		}
	}
	return nil, false
}

// alike reports whether two statements of one passage are read alike.
func alike(d *sayso.Document, a *sayso.Statement, e *sayso.Document, b *sayso.Statement) bool {
	x, _ := a.Speaker.At(d.Entities)
	y, _ := b.Speaker.At(e.Entities)
	return a.Kind == b.Kind && NameID(x.Name) == NameID(y.Name) && slices.Equal(a.Source, b.Source) &&
		a.Addressee == b.Addressee && a.Occasion == b.Occasion &&
		a.Said.Value == b.Said.Value && strings.Join(a.Said.Candidates, " ") == strings.Join(b.Said.Candidates, " ")
}

// Reanchor ties decisions about an article to what is read in it now. Before is
// the reading that they stand on so far, nil for none. A decision goes, in this
// order, to the statement on its own words; to the one on the words of the statement
// it stood on; to the one on those words as people corrected them. Otherwise it is
// in conflict with what overlaps its words, or gone. Those about an earlier version of
// the article are tied to it in the same way where the source is the same, too.
func Reanchor(before, after *sayso.Document, decisions []Decided) []Decided {
	attached := attachments(after, decisions)
	read := before // and what people entered
	if before != nil {
		read, _ = ByHand(before, decisions)
	}
	corrected := readings(read, decisions)
	all, _ := withEntered(after, decisions, func(*Decided, string) bool { return true })
	// stand returns where a decision about t stands, which stood on the statement on.
	stand := func(t *Target, on string, stood Standing) (string, Standing) {
		id, standing := Anchor(all, t)
		if standing == Kept || standing == Moved || stood == Conflict || stood == Gone {
			return id, standing
		}
		for _, words := range corrected[on] {
			again, how := Anchor(all, words)
			if how == Kept || how == Moved {
				return again, Moved
			}
			if how == Conflict && standing == Gone {
				id, standing = again, Conflict
			}
		}
		return id, standing
	}
	out := slices.Clone(decisions)
	for i := range out {
		d := &out[i]
		if d.Kind.OnArticle() && d.about(after) {
			d.reanchorItem(before, after)
		}
		if d.Kind.OnArticle() || d.Kind == Add {
			continue
		}
		tied, takes := attached[d.ID], (*Stand)(nil)
		if tied != nil {
			takes = d.astray(all)
		}
		for t, at := range d.Targets() {
			if !at.in(after, t) {
				continue
			}
			at.Article = after.ID
			by := at == takes
			if by {
				t = tied
			}
			at.Statement, at.Standing = stand(t, at.Statement, at.Standing)
			if by && at.Standing == Kept {
				at.Standing = Moved
			}
			if at.Standing != Gone && !sameSource(all, at.Statement, t) {
				at.Standing = Conflict
			}
		}
	}
	reanchorEntered(after, out, attached)
	return out
}

// astray returns where that target of d stands which attaching d in doc is about: of two
// in it the one whose own words are not read there.
func (d *Decided) astray(doc *sayso.Document) (of *Stand) {
	for t, at := range d.Targets() {
		if !at.in(doc, t) {
			continue
		}
		if id, standing := Anchor(doc, t); !standing.found() || !sameSource(doc, id, t) {
			return at
		}
		if of == nil {
			of = at
		}
	}
	return of
}

// sameSource reports whether the statement of that ID has the words of the source of t:
// in another version of a report than t is of the same words may be somebody else's.
func sameSource(d *sayso.Document, id string, t *Target) bool {
	if t.Original == d.Original {
		return true
	}
	st, ok := byID(d.ID, d.Statements, id)
	if !ok {
		st, ok = byID(d.ID, d.Undecided, id)
	}
	if !ok || len(st.Source) != len(t.Source) {
		return false
	}
	for i, s := range st.Source {
		if s.Of(d.Text) != t.Source[i].Exact {
			return false
		}
	}
	return true
}

// attachments returns the targets in d that people attached decisions to, by the ID of
// the decision: the last one in force.
func attachments(doc *sayso.Document, decisions []Decided) map[string]*Target {
	to := map[string]*Target{}
	for _, d := range decisions {
		if d.Kind == Attach && d.InForce && d.about(doc) {
			to[d.Undoes] = d.Target
		}
	}
	return to
}

// readings returns, by ID, the words of each statement of d that decisions stand
// on: as the machine read them, and as people corrected them.
func readings(d *sayso.Document, decisions []Decided) map[string][]*Target {
	if d == nil {
		return nil
	}
	on := map[string][]Decided{}
	for _, dec := range decisions {
		for _, at := range dec.Targets() {
			on[at.Statement] = append(on[at.Statement], dec)
		}
	}
	out := map[string][]*Target{}
	for _, list := range [][]sayso.Statement{d.Statements, d.Undecided} {
		for i := range list {
			id := list[i].ID(d.ID)
			if len(on[id]) == 0 {
				continue
			}
			r := Fold(d, Listed{Statement: &list[i], ID: id}, on[id])
			out[id] = []*Target{TargetOf(d, &list[i]), TargetOf(d, &r.Statement)}
		}
	}
	return out
}
