package recordtest

import (
	"testing"

	"sayso"
	"sayso/record"
)

// valley is a small pile of reports, in no order. Each content is one word or
// begins with one of its own, so that the tests can name it.
func valley(t *testing.T) []record.Report {
	const person, body = sayso.EntityPerson, sayso.EntityOrganisation
	on := func(value string) sayso.Date { return sayso.Date{Value: value, Why: "the text says so"} }
	return []record.Report{
		Report(t, sayso.Article{Name: "mail", Date: Day("2018-11-28"), Outlet: sayso.Outlet{Name: "Valley Mail"},
			Text: "“River is ours,” cried Anna Müller. Ms Müller added that cafés by the Old Bridge stay shut. Josef Brand: “Peace talks go on.”"},
			Said{Source: "Anna Müller", Cue: "cried", Content: "River is ours,", Kind: sayso.Direct, Speaker: "Anna Müller"},
			Said{Source: "Ms Müller", Cue: "added", Content: "cafés by the Old Bridge stay shut", Speaker: "Anna Müller"},
			Said{Source: "Josef Brand", Content: "Peace talks go on.", Kind: sayso.Direct, Speaker: "Josef Brand", Type: person, When: on("2018-12-01")}),
		Report(t, sayso.Article{Name: "open", Date: Day(""), Outlet: sayso.Outlet{Name: "The Bell"},
			Text: "Brand the Elder warned of “floods” by the river. Unnamed people whisper: peace."},
			Said{Source: "Brand the Elder", Cue: "warned", Content: "of “floods” by the river", Kind: sayso.Mixed, Speaker: "Brand"},
			Said{Cue: "whisper", Content: "peace"}),
		Report(t, sayso.Article{Name: "month", Date: Day("2018-11"), Outlet: sayso.Outlet{Name: "VALLEY MAIL"},
			Text: "Bridges of old, ANNA MULLER writes, fall. The Water Board: dykes hold."},
			Said{Source: "ANNA MULLER", Cue: "writes", Content: "Bridges of old, … fall", Speaker: "ANNA MULLER", Type: person},
			Said{Source: "The Water Board", Content: "dykes hold", Speaker: "The Water Board", Type: body, When: on("2017")}),
		Report(t, sayso.Article{Name: "either", Date: sayso.Date{Candidates: []string{"2018-11-20", "2018-11-21"}, Why: "two dates"},
			Text: "The board knows nothing: so says the Water Board’s man."},
			Said{Source: "the Water Board’s man", Cue: "says", Content: "The board knows nothing", Speaker: "The Water Board"}),
		Report(t, sayso.Article{Name: "silent", Date: Day("2018-11-30"), Outlet: sayso.Outlet{Name: "The Bell"}, Text: "No one said a thing."}),
		Report(t, sayso.Article{Name: "unsure", Date: Day("2019-02-01"), Outlet: sayso.Outlet{Name: "Nový Čas"},
			Text: "Floods, said Brand. “Dawn,” he said again on one day or the other."},
			Said{Source: "said Brand", Content: "Floods", Speaker: "Brand"},
			Said{Content: "Dawn", Kind: sayso.Direct, Speaker: "Brand",
				When: sayso.Date{Candidates: []string{"2019-01-30", "2019-01-31"}, Why: "either day"}}),
	}
}

// The contents of the valley's statements, in the order of a list.
const (
	floods  = "Floods"                            // Brand, Nový Čas, 2019-02-01
	dawn    = "Dawn"                              // Brand, Nový Čas, said on one of two days
	river   = "River is ours,"                    // Müller, Valley Mail, 2018-11-28
	cafes   = "cafés by the Old Bridge stay shut" // the same
	talks   = "Peace talks go on."                // Josef Brand, Valley Mail, 2018-12-01
	bridges = "Bridges of old, … fall"            // Müller, Valley Mail, 2018-11
	dykes   = "dykes hold"                        // the Water Board, Valley Mail, 2017
	elder   = "of “floods” by the river"          // Brand, The Bell, open
	peace   = "peace"                             // nobody, The Bell, open
	nothing = "The board knows nothing"           // the Water Board, no outlet, open
)
