package attribution

import "math"

// roleChain is a linear-chain conditional random field (Lafferty, McCallum & Pereira
// 2001) over the elements of one frame: the score of a role for each element and
// of each pair of roles for each joint. The anchor's element is in the cue.
type roleChain struct {
	n      int
	anchor int
	emit   [][roles]float32
	pair   [][roles * roles]float32 // of element i-1 and i; that of 0 is not read

	alpha, beta [][roles]float64
	z           float64
}

func (c *roleChain) resize(n int) {
	c.n = n
	if cap(c.emit) < n {
		c.emit, c.pair = make([][roles]float32, 2*n), make([][roles * roles]float32, 2*n)
		c.alpha, c.beta = make([][roles]float64, 2*n), make([][roles]float64, 2*n)
	}
	c.emit, c.pair, c.alpha, c.beta = c.emit[:n], c.pair[:n], c.alpha[:n], c.beta[:n]
}

// only keeps the anchor in the cue.
func (c *roleChain) only() {
	const never = -1e4
	for r := range c.emit[c.anchor] {
		if r != inCue {
			c.emit[c.anchor][r] = never
		}
	}
}

func logSum(xs *[roles]float64) float64 {
	top := math.Inf(-1)
	for _, x := range xs {
		top = max(top, x)
	}
	sum := 0.0
	for _, x := range xs {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}

// sum runs forward and backward.
func (c *roleChain) sum() {
	var t [roles]float64
	for i := range c.n {
		for r := range roles {
			c.alpha[i][r] = float64(c.emit[i][r])
			if i > 0 {
				for p := range roles {
					t[p] = c.alpha[i-1][p] + float64(c.pair[i][p*roles+r])
				}
				c.alpha[i][r] += logSum(&t)
			}
		}
	}
	for i := c.n - 1; i >= 0; i-- {
		for r := range roles {
			c.beta[i][r] = 0
			if i+1 < c.n {
				for s := range roles {
					t[s] = float64(c.pair[i+1][r*roles+s]) + float64(c.emit[i+1][s]) + c.beta[i+1][s]
				}
				c.beta[i][r] = logSum(&t)
			}
		}
	}
	c.z = logSum(&c.alpha[c.n-1])
}

// marginal returns the probability that element i plays role r, after sum.
func (c *roleChain) marginal(i, r int) float64 { return math.Exp(c.alpha[i][r] + c.beta[i][r] - c.z) }

// joint returns the probability that elements i-1 and i play roles p and r.
func (c *roleChain) joint(i, p, r int) float64 {
	return math.Exp(c.alpha[i-1][p] + float64(c.pair[i][p*roles+r]) + float64(c.emit[i][r]) + c.beta[i][r] - c.z)
}

// A state of the search for the best roles is a role and which of source and cue
// are behind: neither comes in two stretches.
const states = roles * 4

// best returns the roles that together score highest, with the source and the
// cue in one stretch each, and their log-probability after sum.
func (c *roleChain) best(out []uint8) ([]uint8, float64) {
	const low = math.MaxFloat32
	score := make([]float32, c.n*states)
	back := make([]uint8, c.n*states)
	for i := range score {
		score[i] = -low
	}
	for i := range c.n {
		for r := range roles {
			if i == 0 {
				score[r] = c.emit[0][r] // nothing is behind
				continue
			}
			for from := range states {
				s := score[(i-1)*states+from]
				if s == -low {
					continue
				}
				p, behind := from%roles, from/roles
				if p != r {
					switch p {
					case inSource:
						behind |= 1
					case inCue:
						behind |= 2
					}
				}
				if r == inSource && behind&1 != 0 || r == inCue && behind&2 != 0 {
					continue
				}
				s += c.emit[i][r] + c.pair[i][p*roles+r]
				if to := i*states + behind*roles + r; s > score[to] {
					score[to], back[to] = s, uint8(from)
				}
			}
		}
	}
	at, top := 0, float32(-low)
	for s := range states {
		if x := score[(c.n-1)*states+s]; x > top {
			at, top = s, x
		}
	}
	out = out[:0]
	for range c.n {
		out = append(out, 0)
	}
	for i := c.n - 1; i >= 0; i-- {
		out[i] = uint8(at % roles)
		at = int(back[i*states+at])
	}
	return out, float64(top) - c.z
}
