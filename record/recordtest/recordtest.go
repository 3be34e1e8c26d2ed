// Package recordtest is the suite that every record.Store must pass, and the
// drafts it is written with.
package recordtest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sayso/record"
)

// Run runs the suite. Each call of open gives a fresh, empty store that links the
// reports it is given, which are in English; open closes it by t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) record.Store) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, record.Store)
	}{
		{"Empty", empty},
		{"RoundTrip", roundTrip},
		{"OddText", oddText},
		{"TextOrder", textOrder},
		{"Unchanged", unchanged},
		{"Versions", versions},
		{"FeedsBesidePages", feedsBesidePages},
		{"Refusals", refusals},
		{"Cancelled", cancelled},
		{"Interrupted", interrupted},
		{"Statements", statementFilters},
		{"Dates", dateFilters},
		{"Text", textQueries},
		{"AnyText", anyText},
		{"Snippets", snippets},
		{"Articles", articleFilters},
		{"Speakers", speakerRows},
		{"Outlets", outletRows},
		{"Layers", layersBack},
		{"Figures", figureRows},
		{"Places", placeRows},
		{"Days", dayRows},
		{"DayFilters", dayFilters},
		{"Events", eventRows},
		{"OldFigures", oldFigures},
		{"Linked", linkedRows},
		{"LinkedFilters", linkedFilters},
		{"LinkedVersions", linkedVersions},
		{"LinkedCancelled", linkedCancelled},
		{"Namings", namingRows},
		{"Searches", searches},
		{"Looks", looks},
		{"Added", added},
		{"Referents", referentDecisions},
		{"Proposals", referentProposals},
		{"ReferentsHold", referentsHold},
		{"Narrow", narrow},
		{"ByArticles", byArticles},
		{"BadQueries", badQueries},
		{"Order", order},
		{"Paging", paging},
		{"Cursors", cursors},
		{"Steady", steady},
		{"Counts", counts},
		{"Overview", overview},
		{"Revisions", revisions},
		{"Each", eachReport},
		{"EachWrites", eachWrites},
		{"EachMatch", eachMatch},
		{"EachMatchAmong", eachMatchAmong},
		{"Concurrent", concurrent},
		{"Verify", verify},
		{"Undecided", undecidedRows},
		{"ReviewCounts", reviewCounts},
		{"Decide", decide},
		{"Corrections", corrections},
		{"Undo", undo},
		{"AtOdds", atOdds},
		{"BadDecisions", badDecisions},
		{"DecisionsFirst", decisionsFirst},
		{"Entered", enteredRows},
		{"EnteredUndo", enteredUndo},
		{"EnteredUpgrade", enteredUpgrade},
		{"EnteredRival", enteredRival},
		{"EnteredTwice", enteredTwice},
		{"EnteredLinked", enteredLinked},
		{"Carried", carried},
		{"CarriedPairs", carriedPairs},
		{"CarriedCorrected", carriedCorrected},
		{"CarriedNamings", carriedNamings},
		{"CorrectedItems", correctedItems},
		{"BadItems", badItems},
		{"MergeSpeakers", mergeSpeakers},
		{"Utterances", utterances},
		{"Tellings", tellings},
		{"Ties", ties},
		{"Upgrade", upgrade},
		{"Attach", attach},
		{"Reextractions", reextractions},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

// add stores reports and fails the test when one is not new.
func add(t *testing.T, s record.Store, reports ...record.Report) {
	t.Helper()
	for _, r := range reports {
		got, err := s.Add(t.Context(), r)
		if err != nil {
			t.Fatalf("Add %s: %v", r.Document.Name, err)
		}
		if got != record.Added {
			t.Fatalf("Add %s: outcome %d, want Added", r.Document.Name, got)
		}
	}
}

// rows returns all rows of a list and checks their count against the total.
func rows[T any](t *testing.T, page record.Page[T], err error) []T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != len(page.Rows) {
		t.Errorf("total %d, but %d rows", page.Total, len(page.Rows))
	}
	return page.Rows
}

func contents(list []record.Statement) []string {
	var all []string
	for _, st := range list {
		all = append(all, st.SpanTexts.Content)
	}
	return all
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func notFound(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, record.ErrNotFound) {
		t.Errorf("%s: error %v, want ErrNotFound", what, err)
	}
}
