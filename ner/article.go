package ner

import "sayso"

// memory is what the article says elsewhere of the words of names: how each word
// is written in all of it, what it stands beside, and what names it was part of
// so far.
type memory struct {
	index   map[uint32]int32 // by word.lower, the number of its entry
	entries []entry
}

// entry is what an article says of a word that it writes with a capital.
type entry struct {
	past     counts
	around   uint32
	contexts [mostContexts]uint32 // fingerprints of neighbours
	n        int                  // of contexts
}

// mostContexts is how many neighbours of a word are kept, the first ones in the
// article.
const mostContexts = 8

// counts is how often a word was in a name of each type, and outside of names
// though capitalised.
type counts [len(types) + 1]uint8

func newMemory() *memory { return &memory{index: map[uint32]int32{}} }

// begin forgets the article before and reads how words are written in ws, all
// those of d.
func (m *memory) begin(d *sayso.Document, ws []word) {
	clear(m.index)
	m.entries = append(m.entries[:0], entry{}) // number 0 is no entry
	for _, s := range d.Sentences {
		sent := ws[s.First:s.Last]
		for i := range sent {
			w := &sent[i]
			if w.shape&(shapeCapital|shapeInner) == 0 || w.sure {
				continue
			}
			k := m.index[w.lower]
			if k == 0 {
				k = int32(len(m.entries))
				m.index[w.lower] = k
				m.entries = append(m.entries, entry{})
			}
			w.entry = k
			if w.shape/shapeMode != modeUsual {
				continue
			}
			e := &m.entries[k]
			if w.shape&shapeFirst == 0 {
				e.around |= aroundCapital
				e.add(beside(0, at(sent, i-1)))
			}
			e.add(beside(1, at(sent, i+1)))
		}
	}
	for i := range ws {
		if w := &ws[i]; w.entry == 0 {
			if k := m.index[w.lower]; k != 0 {
				m.entries[k].around |= aroundSmall
			}
		}
	}
}

func (e *entry) add(context uint32) {
	for _, c := range e.contexts[:e.n] {
		if c == context {
			return
		}
	}
	if e.n < len(e.contexts) {
		e.contexts[e.n] = context
		e.n++
	}
}

// forget makes the article one of which nothing was read yet.
func (m *memory) forget() {
	for i := range m.entries {
		m.entries[i].past = counts{}
	}
}

// recall sets past of the words of a sentence.
func (m *memory) recall(ws []word) {
	for i := range ws {
		w := &ws[i]
		w.past = 0
		if w.entry == 0 {
			continue
		}
		c := &m.entries[w.entry].past
		best, sum := 0, 0
		for k, n := range c {
			if sum += int(n); n > c[best] {
				best = k
			}
		}
		if sum == 0 {
			continue
		}
		w.past = 1 + 2*uint32(best)
		if int(c[best]) == sum {
			w.past++
		}
	}
}

// note counts the words of a sentence by their tags.
func (m *memory) note(ws []word, tags []uint8) {
	for i, t := range tags {
		w := &ws[i]
		if w.entry == 0 || w.shape&shapeFirst != 0 && t == outside {
			continue
		}
		k := len(types)
		if t != outside {
			k, _ = split(int(t))
		}
		if c := &m.entries[w.entry].past; c[k] < 255 {
			c[k]++
		}
	}
}
