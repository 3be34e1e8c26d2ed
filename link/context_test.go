package link_test

import (
	"strings"
	"testing"

	"sayso"
	"sayso/link"
)

// report makes the statements of one speaker in a report. One that begins with a
// quotation mark is quoted.
func report(name string, said ...string) []*link.Telling {
	var out []*link.Telling
	for _, s := range said {
		text := strings.TrimPrefix(s, "“")
		out = append(out, &link.Telling{
			Article: sayso.ArticleID(name), Text: text, Content: []sayso.Span{{End: int32(len(text))}},
			Speaker: "Mara Holt", Person: true, Quoted: text != s,
		})
	}
	return out
}

// linkReports links reports in order, the later ones being of one story with all
// before by story, and returns the probability of the pair of the last statement of
// the first report and the last of the last.
func linkReports(t *testing.T, story float64, reports ...[]*link.Telling) float64 {
	t.Helper()
	words, model := english(t)
	u := link.NewUtterances(words, model, &link.Memory{})
	var items []int
	related := map[sayso.ArticleID]float64{}
	for _, r := range reports {
		first := len(items)
		for range r {
			items = append(items, len(items)+1)
		}
		if _, err := u.AddAll(t.Context(), items[first:], r, link.Report{Related: related}); err != nil {
			t.Fatal(err)
		}
		related[r[0].Article] = story
	}
	pairs, err := u.Pairs(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs {
		if p.A == len(reports[0]) && p.B == len(items) {
			return p.Probability
		}
	}
	return 0
}

// A pair is likelier where the two reports share another utterance in the same
// order, and less likely where nothing says that they are of one story.
func TestContext(t *testing.T) {
	const (
		sure   = "“The ferry to Norwick will not sail again before the harbour wall is rebuilt"
		retold = "the ferry to Norwick would not sail again before the harbour wall was rebuilt"
		a      = "“Those who lost their boats in the storm will be paid in full by the end of March"
		b      = "every owner of a boat lost in the storm would get full payment by spring"
		other  = "“Our schools need forty more teachers"
	)
	amid := linkReports(t, 0.9, report("x", sure, a), report("y", retold, b))
	alone := linkReports(t, 0.9, report("x", other, a), report("y", retold, b))
	if amid <= alone {
		t.Errorf("beside a shared utterance %.3f, without %.3f", amid, alone)
	}
	if apart := linkReports(t, 0, report("x", sure, a), report("y", retold, b)); apart >= amid {
		t.Errorf("in reports of no story %.3f, of one %.3f", apart, amid)
	}
	if amid <= 0.5 {
		t.Errorf("not found: %.3f", amid)
	}
}

// A statement that is put back into a report which stayed stands amid the pairs of
// the others again.
func TestContextOfOneAddedLater(t *testing.T) {
	x := report("x", "“The ferry to Norwick will not sail again before the harbour wall is rebuilt", "“Those who lost their boats in the storm will be paid in full by the end of March")
	y := report("y", "the ferry to Norwick would not sail again before the harbour wall was rebuilt", "every owner of a boat lost in the storm would get full payment by spring")
	words, model := english(t)
	related := map[sayso.ArticleID]float64{"x": 0.9}
	probability := func(again, beside bool) float64 {
		u := link.NewUtterances(words, model, &link.Memory{})
		ctx := t.Context()
		if _, err := u.AddAll(ctx, []int{1, 2}, x, link.Report{}); err != nil {
			t.Fatal(err)
		}
		if _, err := u.AddAll(ctx, []int{3, 4}, y, link.Report{Related: related}); err != nil {
			t.Fatal(err)
		}
		if again {
			if _, err := u.Remove(ctx, 4); err != nil {
				t.Fatal(err)
			}
			r := link.Report{Related: related}
			if beside {
				r.Linked = []int{3}
			}
			if _, err := u.AddAll(ctx, []int{4}, y[1:], r); err != nil {
				t.Fatal(err)
			}
		}
		pairs, err := u.Pairs(ctx, []int{2, 4})
		if err != nil {
			t.Fatal(err)
		}
		if len(pairs) == 0 {
			return 0
		}
		return pairs[0].Probability
	}
	whole, lone, put := probability(false, false), probability(true, false), probability(true, true)
	if lone >= whole || put <= lone {
		t.Errorf("together %.3f, put back alone %.3f, put back beside the others %.3f", whole, lone, put)
	}
}
