package corpus

import "math"

// bestAlignment returns the greatest sum of weights that pairs every row with at
// most one column and every column with at most one row: the Hungarian method
// with potentials (Kuhn 1955, Munkres 1957), in O(n³).
func bestAlignment(weights [][]float64) float64 {
	n := len(weights)
	if n == 0 || len(weights[0]) == 0 {
		return 0
	}
	m := len(weights[0])
	size := max(n, m)
	cost := func(i, j int) float64 { // rows and columns of nothing make it square
		if i < n && j < m {
			return -weights[i][j]
		}
		return 0
	}
	rowPot, colPot := make([]float64, size+1), make([]float64, size+1)
	row := make([]int, size+1) // of each column, one-based; column 0 is where a search starts
	from := make([]int, size+1)
	for i := 1; i <= size; i++ {
		row[0] = i
		col := 0
		least := make([]float64, size+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		used := make([]bool, size+1)
		for row[col] != 0 {
			used[col] = true
			r, step, next := row[col], math.Inf(1), 0
			for j := 1; j <= size; j++ {
				if used[j] {
					continue
				}
				if c := cost(r-1, j-1) - rowPot[r] - colPot[j]; c < least[j] {
					least[j], from[j] = c, col
				}
				if least[j] < step {
					step, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					rowPot[row[j]] += step
					colPot[j] -= step
				} else {
					least[j] -= step
				}
			}
			col = next
		}
		for col != 0 {
			row[col] = row[from[col]]
			col = from[col]
		}
	}
	sum := 0.0
	for j := 1; j <= size; j++ {
		sum -= cost(row[j]-1, j-1)
	}
	return sum
}
