package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sayso"
)

// DecisionKind says what a person decided.
type DecisionKind string

// The kinds of decision.
const (
	Accept           DecisionKind = "accept"    // the statement is right as it is read; an undecided one counts from then on
	Reject           DecisionKind = "reject"    // it is none, and counts nowhere
	Assign           DecisionKind = "assign"    // an undecided one is Value.Speaker's and counts
	CorrectSpeaker   DecisionKind = "speaker"   // it is Value.Speaker's, or nobody's who is known when that is empty
	CorrectKind      DecisionKind = "kind"      // it is quoted as Value.Kind says
	CorrectSource    DecisionKind = "source"    // the words of the role are Value.Spans; none when it has none
	CorrectCue       DecisionKind = "cue"       //
	CorrectContent   DecisionKind = "content"   //
	CorrectAddressee DecisionKind = "addressee" //
	CorrectDate      DecisionKind = "date"      // it was said on Value.Date, or on an open date when that is empty
	Add              DecisionKind = "add"       // Target's words, which the machine does not read, are a statement: of Value.Speaker, .Kind and .Date, made to .Spans
	CorrectPublished DecisionKind = "published" // Target's article was published on Value.Date, or on an open date when that is empty
	CorrectPlace     DecisionKind = "place"     // Target's words name Value.Place, or no place when that is nil
	CorrectFigure    DecisionKind = "figure"    // Target's words amount to Value.Figure, or are no figure when that is nil
	SameUtterance    DecisionKind = "same"      // Target and Other report one utterance
	OtherUtterance   DecisionKind = "apart"     // they do not
	MergeSpeakers    DecisionKind = "merge"     // Value.Speaker is another name of Value.Into
	SplitSpeaker     DecisionKind = "split"     // Value.Speaker is somebody of that name alone
	OneReferent      DecisionKind = "one"       // the Namings are of one person, body or group
	OtherReferent    DecisionKind = "other"     // the first of the Namings is of none that the others are of
	NameReferent     DecisionKind = "name"      // who the Namings are of is called Value.Name
	Undo             DecisionKind = "undo"      // the decision Undoes is in force no longer
	Attach           DecisionKind = "attach"    // the decision Undoes belongs to the statement Target
)

// DecisionKinds returns every kind of decision.
func DecisionKinds() []DecisionKind {
	return []DecisionKind{Accept, Reject, Assign, CorrectSpeaker, CorrectKind, CorrectSource, CorrectCue, CorrectContent,
		CorrectAddressee, CorrectDate, Add, CorrectPublished, CorrectPlace, CorrectFigure,
		SameUtterance, OtherUtterance, MergeSpeakers, SplitSpeaker,
		OneReferent, OtherReferent, NameReferent, Undo, Attach}
}

// onStatement reports whether decisions of the kind are about one statement, or about
// an article and so have a Target, too.
func (k DecisionKind) onStatement() bool {
	switch k {
	case MergeSpeakers, SplitSpeaker, Undo:
		return false
	}
	return !k.onNamings()
}

// Decision is what one person decided at one time. It is never changed nor
// deleted: who thinks better of it adds an Undo. It is tied to words, not to rows,
// so that it outlives the reading that it was made on.
type Decision struct {
	ID     string       `json:"id"` // of all that follows; see Seal
	Made   time.Time    `json:"made"`
	By     string       `json:"by"`
	Kind   DecisionKind `json:"kind"`
	Target *Target      `json:"target,omitempty"`
	Other  *Target      `json:"other,omitempty"` // of SameUtterance and OtherUtterance
	// Namings are those that decisions about referents are about; of OtherReferent the
	// first one is who does not belong.
	Namings []NamingTarget `json:"namings,omitempty"`
	Value   Value          `json:"value,omitzero"`
	Undoes  string         `json:"undoes,omitempty"` // ID of the decision that Undo or Attach is about
	Seen    []string       `json:"seen,omitempty"`   // the decisions in force on the same thing that the person knew of
	Note    string         `json:"note,omitempty"`
}

// Target is a statement by the words it stands on: the original it was read in
// and the passages of its roles. Of decisions about an article it is the original
// alone, or with the words of a place or figure for its Content.
type Target struct {
	Original  sayso.Digest `json:"original"`
	Statement string       `json:"statement"` // its ID when it was decided
	Source    []Quoted     `json:"source,omitempty"`
	Cue       []Quoted     `json:"cue,omitempty"`
	Content   []Quoted     `json:"content"`
}

// Value is what a correction puts in place of the machine's reading.
type Value struct {
	Speaker string       `json:"speaker,omitempty"`
	Into    string       `json:"into,omitempty"`
	Kind    string       `json:"kind,omitempty"`
	Date    string       `json:"date,omitempty"`
	Spans   []Quoted     `json:"spans,omitempty"`
	Place   *PlaceValue  `json:"place,omitempty"`
	Figure  *FigureValue `json:"figure,omitempty"`
	Name    string       `json:"name,omitempty"`
}

// Quoted is a passage by its place and by its words: the text position and text
// quote selectors of the Web Annotation data model in one.
type Quoted struct {
	Start  int32  `json:"start"` // bytes
	End    int32  `json:"end"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"` // up to contextBytes of the text before and after
	Suffix string `json:"suffix,omitempty"`
}

// contextBytes is how much of the text on either side a Quoted remembers.
const contextBytes = 32

// Quote returns the passages of spans, which must lie inside text.
func Quote(text string, spans ...sayso.Span) []Quoted {
	quoted := make([]Quoted, len(spans))
	for i, s := range spans {
		from, to := max(0, int(s.Start)-contextBytes), min(len(text), int(s.End)+contextBytes)
		for from < int(s.Start) && !utf8.RuneStart(text[from]) {
			from++
		}
		for to > int(s.End) && to < len(text) && !utf8.RuneStart(text[to]) {
			to--
		}
		quoted[i] = Quoted{s.Start, s.End, s.Of(text), text[from:s.Start], text[s.End:to]}
	}
	return quoted
}

// Span is where the passage stood.
func (q Quoted) Span() sayso.Span { return sayso.Span{Start: q.Start, End: q.End} }

// TargetOf returns st, a statement of d, by its words.
func TargetOf(d *sayso.Document, st *sayso.Statement) *Target {
	return &Target{Original: d.Original, Statement: st.ID(d.ID),
		Source: Quote(d.Text, st.Source...), Cue: Quote(d.Text, st.Cue...), Content: Quote(d.Text, st.Content...)}
}

// Seal checks d and gives it its ID, which is made of everything else in it: the
// same decision has the same ID in every record. A decision that has an ID
// already must have that one. Made is cut to seconds of UTC.
func (d Decision) Seal() (Decision, error) {
	claimed := d.ID
	d.ID, d.Made = "", d.Made.UTC().Truncate(time.Second)
	d.By, d.Note = strings.TrimSpace(d.By), strings.TrimSpace(d.Note)
	slices.Sort(d.Seen)
	if err := d.check(); err != nil {
		return d, fmt.Errorf("decision %q: %w", d.Kind, err)
	}
	b, err := json.Marshal(d)
	if err != nil {
		return d, err
	}
	sum := sha256.Sum256(b)
	d.ID = hex.EncodeToString(sum[:8])
	if claimed != "" && claimed != d.ID {
		return d, fmt.Errorf("decision %s: its content gives the ID %s: it was changed after it was made", claimed, d.ID)
	}
	return d, nil
}

// The bounds of what a decision may hold, in bytes.
const (
	MaxName = 300
	MaxNote = 2000
)

func (d *Decision) check() error {
	switch {
	case !slices.Contains(DecisionKinds(), d.Kind):
		return fmt.Errorf("want one of %v", DecisionKinds())
	case d.Made.IsZero() || d.Made.Year() > 9999:
		return errors.New("no time at which it was made")
	case d.By == "":
		return errors.New("nobody is named who made it")
	case d.Kind.onStatement() && d.Target == nil:
		return errors.New("no statement that it is about")
	case !d.Kind.onStatement() && d.Target != nil:
		return errors.New("is about no statement, but names one")
	case (d.Kind == SameUtterance || d.Kind == OtherUtterance) != (d.Other != nil):
		return errors.New("want two statements for same and apart, one for others")
	case (d.Kind == Undo || d.Kind == Attach) != (d.Undoes != ""):
		return errors.New("want the ID of another decision for undo and attach, none for others")
	}
	for _, t := range []*Target{d.Target, d.Other} {
		if t == nil {
			continue
		}
		if len(t.Content) == 0 && !d.Kind.OnArticle() {
			return errors.New("a statement without content")
		}
		for _, list := range [][]Quoted{t.Source, t.Cue, t.Content} {
			if err := checkQuoted(list); err != nil {
				return err
			}
		}
	}
	if err := d.checkNamings(); err != nil {
		return err
	}
	for _, words := range []string{d.By, d.Value.Speaker, d.Value.Into, d.Value.Name} {
		if len(words) > MaxName || !plainLine(words) {
			return fmt.Errorf("name %q: want one line of at most %d bytes of UTF-8", words, MaxName)
		}
	}
	if len(d.Note) > MaxNote || !utf8.ValidString(d.Note) {
		return fmt.Errorf("note: want at most %d bytes of UTF-8", MaxNote)
	}
	return d.checkValue()
}

// checkValue holds the value against the kind.
func (d *Decision) checkValue() error {
	v := d.Value
	if err := checkQuoted(v.Spans); err != nil {
		return err
	}
	want := Value{}
	switch d.Kind {
	case Assign, CorrectSpeaker:
		want.Speaker = v.Speaker
	case SplitSpeaker:
		if want.Speaker = v.Speaker; NameID(v.Speaker) == "" {
			return errors.New("no speaker")
		}
	case MergeSpeakers:
		want.Speaker, want.Into = v.Speaker, v.Into
		if NameID(v.Speaker) == "" || NameID(v.Into) == "" || NameID(v.Speaker) == NameID(v.Into) {
			return errors.New("want two speakers of different names")
		}
	case NameReferent:
		if want.Name = v.Name; strings.TrimSpace(v.Name) == "" {
			return errors.New("no name")
		}
	case CorrectKind:
		want.Kind = v.Kind
		if _, err := sayso.ParseKind(v.Kind); err != nil {
			return err
		}
	case CorrectDate:
		want.Date = v.Date
		if _, _, err := Period(v.Date); v.Date != "" && err != nil {
			return err
		}
	case Add:
		return d.checkAdd()
	case CorrectPublished, CorrectPlace, CorrectFigure:
		return d.checkOnArticle()
	case CorrectContent, CorrectSource, CorrectCue, CorrectAddressee:
		want.Spans = v.Spans
		switch n := len(v.Spans); {
		case d.Kind == CorrectContent && n == 0:
			return errors.New("no words: a statement has a content")
		case d.Kind == CorrectAddressee && n > 1:
			return errors.New("want one passage")
		}
	}
	a, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if b, err := json.Marshal(want); err != nil || string(a) != string(b) {
		return errors.New("has a value that its kind has no use for")
	}
	return nil
}

// checkQuoted holds passages of one role to the order of spans.
func checkQuoted(list []Quoted) error {
	end := int32(0)
	for _, q := range list {
		if q.Start < end || q.End <= q.Start || int(q.End-q.Start) != len(q.Exact) || !utf8.ValidString(q.Exact+q.Prefix+q.Suffix) {
			return fmt.Errorf("passage [%d,%d) %q: want sorted, disjoint passages with their words", q.Start, q.End, q.Exact)
		}
		end = q.End
	}
	return nil
}

func plainLine(s string) bool { return utf8.ValidString(s) && !strings.ContainsAny(s, "\x00\n\r") }
