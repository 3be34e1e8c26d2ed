package record

import "sayso"

// Listed is a statement of an article in the order of the text, decided and
// undecided ones together.
type Listed struct {
	Statement *sayso.Statement
	ID        string
	Undecided bool
	By        string // who entered it, empty for one that the machine reads; see ByHand
	Within    int    // place in the listing, from 1, of the statement that reports it; 0 for none
}

// Listing returns every statement of d in the order of the text. An undecided one
// of the very passage of a decided one is left out.
func Listing(d *sayso.Document) []Listed {
	decided, undecided := InTextOrder(d.Statements), InTextOrder(d.Undecided)
	taken := map[string]bool{}
	for i := range decided {
		taken[decided[i].ID(d.ID)] = true
	}
	var out []Listed
	// By list, decided and undecided: the place in the listing of each statement.
	places := [2][]int{make([]int, len(decided)+1), make([]int, len(undecided)+1)}
	for i, j := 0, 0; i < len(decided) || j < len(undecided); {
		first := j == len(undecided) || i < len(decided) && precedes(&decided[i], &undecided[j])
		if first {
			out = append(out, Listed{Statement: &decided[i], ID: decided[i].ID(d.ID)})
			i++
			places[0][i] = len(out)
			continue
		}
		if id := undecided[j].ID(d.ID); !taken[id] {
			out = append(out, Listed{Statement: &undecided[j], ID: id, Undecided: true})
			places[1][j+1] = len(out)
		}
		j++
	}
	for i := range out {
		list := 0
		if out[i].Undecided {
			list = 1
		}
		out[i].Within = places[list][out[i].Statement.Within]
	}
	return out
}

// precedes reports whether a stands before b in the text, or at the same place.
func precedes(a, b *sayso.Statement) bool {
	return sayso.CompareSpans(place(a), place(b)) <= 0
}
