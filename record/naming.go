package record

import (
	"context"
	"slices"
	"strings"

	"sayso"
)

// NamingStore is the part of a Store that keeps who names whom how. Which namings are
// of one referent is proposed over many reports and put in by SetReferents; a
// report that was added since has none.
type NamingStore interface {
	// Namings, Referents and Ways return one page of rows, in the order their row
	// types state, with the count of all rows that match. Where Query.CountTo is negative,
	// ways come without Outlets and Voices.
	Namings(ctx context.Context, q NamingQuery) (Page[Naming], error)
	Referents(ctx context.Context, q NamingQuery) (Page[Referent], error)
	Ways(ctx context.Context, q NamingQuery) (Page[Way], error)
	// VoiceCounts counts the namings that q selects by outlet and voice.
	VoiceCounts(ctx context.Context, q NamingQuery) ([]VoiceCount, error)
	// SetReferents puts the proposals in the place of all earlier ones, in one
	// transaction; SetReferentsOf in the place of those for the namings of articles,
	// whose proposals are of one referent with those for other articles that have the
	// same ID. What people decided of referents holds on whatever is proposed.
	SetReferents(ctx context.Context, proposals []Proposal) error
	SetReferentsOf(ctx context.Context, articles []sayso.ArticleID, proposals []Proposal) error
	// Unproposed returns the latest articles that hold a naming for which no referent is
	// proposed, the ones added first first, and ProposedPersons the persons that are
	// proposed, by ID, without counts.
	Unproposed(ctx context.Context) ([]sayso.ArticleID, error)
	ProposedPersons(ctx context.Context) ([]Referent, error)
	// NamingTies returns what people decided of namings, by NamingID.
	NamingTies(ctx context.Context) (Ties, error)
}

// NamingQuery selects namings. Of Query it goes by Article, by Story, by Outlet, by From and
// To (the article's date), by Speaker (of the innermost statement that a naming
// stands in) and by Text: words of the way of naming.
type NamingQuery struct {
	Query
	Referent string // an ID; "none" selects what no referent is proposed for
	Voice    string // as sayso.Voice prints it
	Way      string // Way.Way, exactly
}

// NoOutlet, as NamingQuery.Outlet, selects the namings of reports whose outlet is not
// known; no outlet has it for an ID.
const NoOutlet = "-"

// NoReferent selects namings for which no referent is proposed.
const NoReferent = "none"

// Naming is one naming in its report. Rows are in the order of their articles, as
// Article says, and in them in that of the text.
type Naming struct {
	sayso.Naming
	Article   Article
	Ordinal   int // its place in the document's layer, from 1
	Voice     sayso.Voice
	Statement string  // ID of the innermost statement that it stands in; empty in the outlet's own voice
	Speaker   Speaker // of that statement, as in Statement
	Source    string  // of that statement as written
	Words     string  // those of Span
	Before    string  // what stands before them in their paragraph, cut short
	After     string
	Way       string   // what namings are counted by: see WayOf
	Referent  Referent // without counts; ID is empty when none is proposed
	Why       string   // why that one is proposed
	Said      bool     // a person says that it is of that one, or not of another
}

// Referent is a person, body or group that namings are of, as it is proposed and after
// the decisions about it. Rows are
// by number of outlets that name it, most first, then of namings, then by name, then by ID.
type Referent struct {
	ID        string
	Name      string // the fullest name the reports give it, or else the most frequent way it is named in
	Type      sayso.EntityType
	Why       string // what it was proposed from
	Called    bool   // a person gave it its name
	Confirmed int    // namings of which people say that they are of it
	Namings   int
	Ways      int
	Outlets   int
	Voices    map[sayso.Voice]int
}

// Way is a way of naming. Rows are by number of namings, most first, then by the
// words.
type Way struct {
	Way     string // see WayOf
	Words   string // as it is most often written
	Namings int
	Outlets map[string]int // by the outlet's ID, "" when it is not known
	Voices  map[sayso.Voice]int
}

// VoiceCount is how often an outlet names in a voice. Rows are by outlet, then by
// voice; an unknown outlet comes last.
type VoiceCount struct {
	Outlet Outlet // ID and Name
	Voice  sayso.Voice
	Count  int
}

// Proposal is a referent with the namings that are proposed to be of it.
type Proposal struct {
	Referent // without counts
	Of       []ProposedNaming
}

// ProposedNaming is a naming by its article and its place in the document's layer,
// from 1.
type ProposedNaming struct {
	Article sayso.ArticleID
	Ordinal int
	Why     string
}

// WayOf returns what a naming is counted by: the words of its core in small letters.
func WayOf(text string, n *sayso.Naming) string {
	return strings.Join(strings.Fields(strings.ToLower(n.Core.Of(text))), " ")
}

// MergeReferents joins proposals of one ID: the first gives the name.
func MergeReferents(proposals []Proposal) []Proposal {
	at := map[string]int{}
	var out []Proposal
	for _, p := range proposals {
		k, ok := at[p.ID]
		if !ok {
			at[p.ID] = len(out)
			p.Of = slices.Clone(p.Of)
			out = append(out, p)
			continue
		}
		out[k].Of = append(out[k].Of, p.Of...)
	}
	return out
}
