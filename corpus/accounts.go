package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// AccountLabel says of a differing account that was printed whether it is one. It is
// given by where its cells stand, not by their words.
type AccountLabel struct {
	Kind  string
	Cells string // report and byte in its text of each, "report@start", in order, with commas between
	Right bool
	Seen  bool // the rules were made with it in view
}

// ReadAccountLabels reads one label a line: 1 or 0, "seen" or "unseen", the kind and
// the cells, with tabs between. Lines that begin with "#" are notes.
func ReadAccountLabels(r io.Reader) ([]AccountLabel, error) {
	var out []AccountLabel
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		f := strings.Split(s.Text(), "\t")
		if len(f) != 4 || f[0] != "0" && f[0] != "1" || f[1] != "seen" && f[1] != "unseen" || f[2] == "" || !strings.Contains(f[3], "@") {
			return nil, fmt.Errorf(`line %d: want 0 or 1, "seen" or "unseen", a kind, and cells as "report@start", with tabs between`, n)
		}
		out = append(out, AccountLabel{Kind: f[2], Cells: f[3], Right: f[0] == "1", Seen: f[1] == "seen"})
	}
	return out, s.Err()
}
