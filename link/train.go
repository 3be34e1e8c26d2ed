package link

import "math"

// example is a pair to learn from.
type example struct {
	features []float64
	same     bool
	weight   float64 // how many such examples it stands for
}

// regularisation is the weight of the squared weights in fit.
const regularisation = 1

// fit returns the weights of a logistic model, found by Newton's method with
// quadratic regularisation (iteratively reweighted least squares).
func fit(examples []example) []float64 {
	if len(examples) == 0 {
		return nil
	}
	n := len(examples[0].features)
	w := make([]float64, n)
	for range 25 {
		rows := make([][]float64, n) // the Hessian, and the gradient as its last column
		for i := range rows {
			rows[i] = make([]float64, n+1)
			rows[i][i] = regularisation
			rows[i][n] = -regularisation * w[i]
		}
		for _, e := range examples {
			p := logistic(inner(w, e.features))
			miss := -p
			if e.same {
				miss = 1 - p
			}
			for i, x := range e.features {
				rows[i][n] += e.weight * miss * x
				for j, y := range e.features {
					rows[i][j] += e.weight * p * (1 - p) * x * y
				}
			}
		}
		moved := 0.0
		for i, d := range solve(rows) {
			w[i] += d
			moved += math.Abs(d)
		}
		if moved < 1e-6 {
			break
		}
	}
	return w
}

// solve solves a system of linear equations, whose right side is the last
// column, by elimination. The matrix is positive definite here.
func solve(rows [][]float64) []float64 {
	n := len(rows)
	for i := range n {
		pivot := rows[i][i]
		for j := i; j <= n; j++ {
			rows[i][j] /= pivot
		}
		for k := range n {
			if m := rows[k][i]; k != i && m != 0 {
				for j := i; j <= n; j++ {
					rows[k][j] -= m * rows[i][j]
				}
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = rows[i][n]
	}
	return x
}
