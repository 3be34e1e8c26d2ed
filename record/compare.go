package record

// Telling is one telling of an utterance, word by word against the first of them.
type Telling struct {
	Statement
	Runs     []Run
	Distance float64 // share of the words that are not those of the first telling, 0 to 1
	Again    bool    // a telling before it stands in the same article: a restatement
}

// What becomes of words against the first telling. A run of words without a name
// is between words: marks and spaces.
const (
	RunSame     = "same"
	RunReworded = "reworded"
	RunAdded    = "added"
	RunCut      = "cut"
)

// Run is words of a telling's content, or words of the first that it does
// without. The words of all runs are the content.
type Run struct {
	Op    string // RunSame, RunReworded, RunAdded, RunCut, or empty
	Words string // empty for RunCut
	First string // in their place in the first telling, for RunReworded and RunCut
	// Unfaithful says that the words differ though both tellings, or the one that
	// has them, put them between quotation marks.
	Unfaithful bool
}

// Unfaithful reports whether the telling changes words inside quotation marks.
func (t *Telling) Unfaithful() bool {
	for _, r := range t.Runs {
		if r.Unfaithful {
			return true
		}
	}
	return false
}
