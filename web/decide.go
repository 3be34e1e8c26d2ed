package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"sayso/record"
)

// decisionRow is a decision as pages show it.
type decisionRow struct {
	ID       string
	Made, By string
	What     string // in words
	About    named  // the statement or the speaker
	Note     string
	Standing string // where it stands when that is not on its very words
	Earlier  bool   // it was made on an earlier version of the report
	Undone   bool
	Undo     bool
	// Settle says that a person must say whether the decision belongs to the statement
	// it overlaps; Candidate is that one's ID.
	Settle    bool
	Candidate string
}

// decisionsOn returns the decisions that stand on a statement, the last one first.
func (s *site) decisionsOn(ctx context.Context, id string) ([]decisionRow, error) {
	page, err := s.store.Decisions(ctx, record.DecisionQuery{Statement: id, Newest: true, Limit: -1})
	rows := showDecisions(page.Rows)
	for i, d := range page.Rows {
		if at := d.OtherStand; at.Standing == record.Conflict && at.Statement == id {
			rows[i].Candidate = id
		}
		rows[i].Settle = rows[i].Settle && rows[i].Candidate == id
	}
	return rows, err
}

// unsettled is where the target of d stands that waits for a person, of two the first
// one that does; that of the only or the first one when none does.
func unsettled(d *record.Decided) *record.Stand {
	for _, at := range d.Targets() {
		if at.Standing == record.Conflict || at.Standing == record.Gone {
			return at
		}
	}
	return &d.Stand
}

func showDecisions(list []record.Decided) []decisionRow {
	rows := make([]decisionRow, len(list))
	for i, d := range list {
		row := decisionRow{ID: d.ID, Made: d.Made.Format("2006-01-02 15:04"), By: d.By, What: decided(d.Decision), Note: d.Note,
			Undone: !d.InForce, Undo: d.Kind == record.Undo, Earlier: d.CarriedOver()}
		switch {
		case d.Kind.OnArticle():
			row.About = named{wordsQuoted(d.Target.Content), articleHref(d.Article)}
			if len(d.Target.Content) == 0 {
				row.About.Name = "the whole report"
			}
		case d.Target != nil && d.Statement != "" && d.Standing != record.Conflict:
			row.About = named{wordsQuoted(d.Target.Content), statementHref(d.Statement)}
		case d.Target != nil:
			row.About = named{Name: wordsQuoted(d.Target.Content)}
		case len(d.Namings) > 0:
			row.About = named{Name: d.Namings[0].Words.Exact}
			if at := d.Stands[0]; at.Ordinal > 0 {
				row.About.Href = articleHref(at.Article) + "#" + itemID(roleNaming, at.Ordinal-1)
			}
		case d.Value.Speaker != "":
			row.About = named{d.Value.Speaker, speakerHref(record.NameID(d.Value.Speaker))}
		}
		at := unsettled(&d)
		switch {
		case d.Other != nil && at.Standing == record.Conflict:
			row.Standing = "in conflict: the words of one of the two are read otherwise now, or are another source’s"
			row.Settle, row.Candidate = d.InForce, at.Statement
		case d.Other != nil && at.Standing == record.Gone:
			row.Standing = "one of the two is not read any more"
		case row.Earlier && d.Standing == record.Moved: // as words do from one version to the next
		case d.Kind.OnArticle() && d.Standing == record.Conflict:
			row.Standing = "in conflict: this is read in another way here; decide again, or take it back"
		case d.Kind.OnArticle() && d.Standing == record.Gone:
			row.Standing = "nothing of the kind is read on its words any more"
		case d.Earlier && d.Standing == record.Conflict:
			row.Standing = "in conflict: its words are read otherwise in this version, or are another source’s"
			row.Settle, row.Candidate = d.InForce, d.Statement
		case d.Standing == record.Moved:
			row.Standing = "moved: the words are read elsewhere than where it was decided"
		case d.Standing == record.Conflict:
			row.Standing = "in conflict: another reading overlaps the words it was decided on"
			row.Settle, row.Candidate = d.InForce, d.Statement
		case d.Standing == record.Gone:
			row.Standing = "no statement is read on its words any more"
			if len(d.Namings) > 0 {
				row.Standing = "its words are read as naming nobody any more"
			}
		}
		if d.AtOdds {
			row.Standing = "at odds: it contradicts another decision and neither knew of the other, so none of them holds; take one back, or decide again here"
		}
		rows[i] = row
	}
	return rows
}

// wordsQuoted are passages in one line.
func wordsQuoted(list []record.Quoted) string {
	var words []string
	for _, q := range list {
		words = append(words, q.Exact)
	}
	return strings.Join(strings.Fields(strings.Join(words, " … ")), " ")
}

// decided says what a decision says.
func decided(d record.Decision) string {
	or := func(words, none string) string {
		if words == "" {
			return none
		}
		return words
	}
	switch d.Kind {
	case record.Accept:
		return "accepted"
	case record.Reject:
		return "rejected"
	case record.Assign:
		return "assigned to " + or(d.Value.Speaker, "nobody known")
	case record.CorrectSpeaker:
		return "speaker: " + or(d.Value.Speaker, "nobody known")
	case record.CorrectKind:
		return "kind: " + d.Value.Kind
	case record.CorrectDate:
		return "said: " + or(d.Value.Date, "open")
	case record.CorrectSource, record.CorrectCue, record.CorrectContent, record.CorrectAddressee:
		return string(d.Kind) + ": " + or(wordsQuoted(d.Value.Spans), "no words")
	case record.Add:
		who := or(d.Value.Speaker, "nobody known")
		return "entered by hand: " + d.Value.Kind + ", of " + who + ", said: " + or(d.Value.Date, "open")
	case record.CorrectPublished:
		return "published: " + or(d.Value.Date, "open")
	case record.CorrectPlace:
		if p := d.Value.Place; p != nil {
			return "place: " + placeLabel(*p)
		}
		return "no place"
	case record.CorrectFigure:
		f := d.Value.Figure
		if f == nil {
			return "no figure"
		}
		value := showNumber(f.From)
		if f.To != f.From {
			value += " to " + showNumber(f.To)
		}
		return strings.TrimSpace("figure: " + value + " " + f.Unit)
	case record.SameUtterance:
		return "one utterance with: " + wordsQuoted(d.Other.Content)
	case record.OtherUtterance:
		return "not one utterance with: " + wordsQuoted(d.Other.Content)
	case record.MergeSpeakers:
		return "another name of " + d.Value.Into
	case record.SplitSpeaker:
		return "a speaker of its own"
	case record.OneReferent:
		return "one referent: " + namingWords(d.Namings)
	case record.OtherReferent:
		return "another’s than: " + namingWords(d.Namings[1:])
	case record.NameReferent:
		return "called “" + d.Value.Name + "”: " + namingWords(d.Namings)
	case record.Undo:
		return "took back decision " + d.Undoes
	}
	return "decision " + d.Undoes + " belongs here"
}

// shownNamings is how many of a decision's namings a page shows.
const shownNamings = 6

// namingWords are the words of namings in one line.
func namingWords(list []record.NamingTarget) string {
	var words []string
	for _, t := range list[:min(len(list), shownNamings)] {
		words = append(words, "“"+strings.Join(strings.Fields(t.Words.Exact), " ")+"”")
	}
	if more := len(list) - shownNamings; more > 0 {
		words = append(words, "and "+count(more, "other"))
	}
	return strings.Join(words, ", ")
}

// decide answers the forms that take one decision about a statement.
func (s *site) decide(w http.ResponseWriter, r *http.Request) error {
	kind := record.DecisionKind(r.PostFormValue("kind"))
	d := record.Decision{Kind: kind, Seen: strings.Fields(r.PostFormValue("seen"))}
	switch kind {
	case record.Accept, record.Reject:
	case record.Assign:
		d.Value.Speaker = strings.TrimSpace(r.PostFormValue("speaker"))
	case record.SameUtterance, record.OtherUtterance:
		other := r.PostFormValue("other")
		t, err := s.target(r.Context(), other)
		if err != nil {
			return lookup(err, "statement", other)
		}
		d.Other = t
	default:
		return &pageError{http.StatusBadRequest, "The form does not fit", "Nothing was written: “kind” is not a decision that this address takes."}
	}
	t, err := s.target(r.Context(), r.PathValue("id"))
	if err != nil {
		return lookup(err, "statement", r.PathValue("id"))
	}
	d.Target = t
	return s.put(w, r, d)
}

// target returns the statement of that ID by the words the machine read it in, or by
// those that were entered.
func (s *site) target(ctx context.Context, id string) (*record.Target, error) {
	row, err := s.store.Statement(ctx, id)
	if err != nil {
		return nil, err
	}
	doc, err := s.store.Document(ctx, row.Article.ID)
	if err != nil {
		return nil, err
	}
	return record.TargetOf(doc, row.Uncorrected()), nil
}

// undo takes a decision back. The page of a statement that is there no more, because
// it was entered by hand, makes way for that of its article, and that of a referent
// that is none any more without the decision for the ledger.
func (s *site) undo(w http.ResponseWriter, r *http.Request) error {
	ctx, to := r.Context(), back(r.PostFormValue("back"))
	var row record.Statement
	id, shown := strings.CutPrefix(to, "/statement/")
	if shown {
		var err error
		row, err = s.store.Statement(ctx, id)
		shown = err == nil
	}
	if err := s.decideAs(r, record.Decision{Kind: record.Undo, Undoes: r.PathValue("id")}); err != nil {
		return err
	}
	if _, err := s.store.Statement(ctx, id); shown && errors.Is(err, record.ErrNotFound) {
		to = articleHref(row.Article.ID)
	}
	if u, err := url.Parse(to); err == nil && u.Path == "/naming" {
		if id := u.Query().Get("referent"); id != "" && id != record.NoReferent {
			switch _, err := s.referentNamed(ctx, id); {
			case errors.Is(err, record.ErrNotFound):
				to = "/naming"
			case err != nil:
				return err
			}
		}
	}
	http.Redirect(w, r, onward(to, r.PostFormValue("next")), http.StatusSeeOther)
	return nil
}

// attach says that a decision in conflict belongs to a statement.
func (s *site) attach(w http.ResponseWriter, r *http.Request) error {
	id := r.PostFormValue("statement")
	t, err := s.target(r.Context(), id)
	if err != nil {
		return lookup(err, "statement", id)
	}
	return s.put(w, r, record.Decision{Kind: record.Attach, Target: t, Undoes: r.PathValue("id")})
}

// merge says that a speaker is another name of a second one, who is given by name
// or by ID.
func (s *site) merge(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	from, err := s.store.Speaker(ctx, r.PathValue("id"))
	if err != nil {
		return lookup(err, "speaker", r.PathValue("id"))
	}
	name := strings.TrimSpace(r.PostFormValue("into"))
	into, err := s.store.Speaker(ctx, record.NameID(name))
	if err != nil {
		return lookup(err, "speaker", name)
	}
	if into.ID == from.ID {
		return &pageError{http.StatusBadRequest, "One speaker already", "Nothing was written: “" + name + "” is this speaker."}
	}
	return s.aboutSpeaker(w, r, record.Decision{Kind: record.MergeSpeakers, Value: record.Value{Speaker: from.Name, Into: into.Name}})
}

// split says that a name is a speaker of its own.
func (s *site) split(w http.ResponseWriter, r *http.Request) error {
	return s.aboutSpeaker(w, r, record.Decision{Kind: record.SplitSpeaker, Value: record.Value{Speaker: strings.TrimSpace(r.PostFormValue("name"))}})
}

// aboutSpeaker adds a decision about a speaker in knowledge of those before it.
func (s *site) aboutSpeaker(w http.ResponseWriter, r *http.Request, d record.Decision) error {
	page, err := s.store.Decisions(r.Context(), record.DecisionQuery{Speaker: record.NameID(d.Value.Speaker), InForce: true, Limit: -1})
	if err != nil {
		return err
	}
	for _, known := range page.Rows {
		d.Seen = append(d.Seen, known.ID)
	}
	return s.put(w, r, d)
}
