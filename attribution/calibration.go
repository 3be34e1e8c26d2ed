package attribution

// calibrationSteps is into how many equal parts of [0, 1] raw scores are sorted
// to learn how often statements of each are right.
const calibrationSteps = 21

// calibrated returns the probability that a statement of a raw score is right,
// between the two nearest steps.
func (m *Model) calibrated(score float64) float64 {
	if len(m.steps) == 0 {
		return score
	}
	at := min(1, max(0, score)) * (calibrationSteps - 1)
	k := min(calibrationSteps-2, int(at))
	part := at - float64(k)
	return (1-part)*float64(m.steps[k]) + part*float64(m.steps[k+1])
}

// outcome is a raw score and whether the statement was right.
type outcome struct {
	score float64
	right bool
}

// calibrate learns the share right at each step of the score by isotonic
// regression (pool adjacent violators; Zadrozny & Elkan 2002), so that a higher
// score is never less sure.
func calibrate(xs []outcome) []float32 {
	const prior = 4.0 // statements in which every step believes its own middle
	var sum, n [calibrationSteps]float64
	for k := range sum {
		sum[k], n[k] = prior*float64(k)/(calibrationSteps-1), prior
	}
	for _, x := range xs {
		// Shared between the nearest steps, as calibrated reads them.
		at := min(1, max(0, x.score)) * (calibrationSteps - 1)
		k := min(calibrationSteps-2, int(at))
		part := at - float64(k)
		y := 0.0
		if x.right {
			y = 1
		}
		sum[k] += (1 - part) * y
		n[k] += 1 - part
		sum[k+1] += part * y
		n[k+1] += part
	}
	type block struct {
		sum, n float64
		steps  int
	}
	var blocks []block
	for k := range sum {
		blocks = append(blocks, block{sum[k], n[k], 1})
		for b := len(blocks) - 1; b > 0 && blocks[b].sum*blocks[b-1].n < blocks[b-1].sum*blocks[b].n; b-- {
			blocks[b-1].sum += blocks[b].sum
			blocks[b-1].n += blocks[b].n
			blocks[b-1].steps += blocks[b].steps
			blocks = blocks[:b]
		}
	}
	var out []float32
	for _, b := range blocks {
		for range b.steps {
			out = append(out, float32(b.sum/b.n))
		}
	}
	return out
}
