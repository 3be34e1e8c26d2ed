package ner

// lattice finds the sequence of tags of the highest score. Scores are those of
// the tags of each token and of each tag behind another; only sequences count in
// which names begin and end.
type lattice[N int32 | float32] struct {
	best [2][tagCount]N
	back [][tagCount]uint8
}

// transitions is the score of each tag behind each; the last row is that of the
// first tag of a sentence.
type transitions[N int32 | float32] [tagCount + 1][tagCount]N

// closed are the tags behind which a name may begin, opening those that may
// stand there.
var closed, opening = func() (c, o []uint8) {
	for t := range tagCount {
		if ends(t) {
			c = append(c, uint8(t))
		}
		if t == outside {
			o = append(o, uint8(t))
		} else if _, place := split(t); place == begin || place == unit {
			o = append(o, uint8(t))
		}
	}
	return c, o
}()

const none = -1 << 29

// decode sets tags to the best sequence whose tags are in allowed, which has a
// mask for each token. scores returns those of token i for all tags. It is false
// when no sequence is allowed.
func (l *lattice[N]) decode(scores [][tagCount]N, trans *transitions[N], allowed []mask, tags []uint8) bool {
	n := len(tags)
	for cap(l.back) < n {
		l.back = make([][tagCount]uint8, 2*n)
	}
	back := l.back[:n]
	prev, cur := &l.best[0], &l.best[1]
	onlyOutside := false
	for i := range n {
		for t := range cur {
			cur[t] = none
		}
		m := allowed[i]
		if i == 0 {
			for _, t := range opening {
				if m&(1<<t) != 0 {
					cur[t] = trans[edge][t] + scores[0][t]
				}
			}
		} else if onlyOutside {
			for _, t := range opening {
				if m&(1<<t) != 0 {
					cur[t], back[i][t] = prev[outside]+trans[outside][t]+scores[i][t], outside
				}
			}
		} else {
			for _, t := range opening {
				if m&(1<<t) == 0 {
					continue
				}
				from, top := uint8(0), N(none)
				for _, p := range closed {
					if s := prev[p] + trans[p][t]; s > top {
						from, top = p, s
					}
				}
				if top > none/2 {
					cur[t], back[i][t] = top+scores[i][t], from
				}
			}
			for k := range len(types) {
				b, in := tag(k, begin), tag(k, inside)
				if prev[b] < none/2 && prev[in] < none/2 {
					continue
				}
				for _, t := range [2]int{in, tag(k, last)} {
					if m&(1<<t) == 0 {
						continue
					}
					from, top := uint8(b), prev[b]+trans[b][t]
					if s := prev[in] + trans[in][t]; s > top {
						from, top = uint8(in), s
					}
					cur[t], back[i][t] = top+scores[i][t], from
				}
			}
		}
		onlyOutside = m == 1<<outside
		prev, cur = cur, prev
	}
	at, top := -1, N(none/2)
	for _, t := range closed {
		if prev[t] > top {
			at, top = int(t), prev[t]
		}
	}
	if at < 0 {
		return false
	}
	for i := n - 1; i >= 0; i-- {
		tags[i] = uint8(at)
		at = int(back[i][at])
	}
	return true
}
