package perceptron

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Clusters are classes of words that occur in like places, at three levels from
// few classes to many. A word that is in none has the classes 0, 0, 0.
type Clusters struct {
	index   *table
	classes [][3]uint16
}

// ReadClusters reads lines of a word, as Normal writes it, and its class at each
// level (from 0), separated by tabs.
func ReadClusters(r io.Reader) (*Clusters, error) {
	c := &Clusters{index: newTable(1 << 15)}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		word, rest, _ := strings.Cut(s.Text(), "\t")
		var classes [3]uint16
		f := strings.Split(rest, "\t")
		if len(f) != len(classes) {
			return nil, fmt.Errorf("clusters, line %d: %d columns, want 4", n, len(f)+1)
		}
		for i := range classes {
			v, err := strconv.ParseUint(f[i], 10, 15)
			if err != nil {
				return nil, fmt.Errorf("clusters, line %d: class %q", n, f[i])
			}
			classes[i] = uint16(v) + 1
		}
		if c.index.add(Hash(word)) == len(c.classes) {
			c.classes = append(c.classes, classes)
		}
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("clusters: %w", err)
	}
	return c, nil
}

// Of returns the classes of a word, one-based. word is as Normal writes it and
// lower the same in small letters, which are tried when word has no class.
func (c *Clusters) Of(word, lower []byte) [3]uint16 {
	i := c.index.find(Hash(word))
	if i < 0 {
		i = c.index.find(Hash(lower))
	}
	if i < 0 {
		return [3]uint16{}
	}
	return c.classes[i]
}
