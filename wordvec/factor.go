package wordvec

import (
	"context"
	"math"
	"math/rand/v2"
)

// row is a row of a sparse matrix.
type row []cell

type cell struct {
	column int32
	value  float32
}

// The extra dimensions and the rounds of the subspace iteration.
const (
	oversampled = 16
	rounds      = 4
)

// factor returns U·√S of the truncated singular value decomposition of the rows,
// in dims dimensions. The same rows give the same numbers.
func factor(ctx context.Context, rows []row, columns, dims int) ([][]float64, error) {
	n := dims + oversampled
	r := rand.New(rand.NewPCG(1, 2))
	right := matrix(columns, n)
	for _, x := range right {
		for k := range x {
			x[k] = r.NormFloat64()
		}
	}
	var left [][]float64
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		left = times(rows, right, n)
		orthonormal(left)
		right = transposed(rows, left, columns, n)
		orthonormal(right)
	}
	// right spans the leading right singular vectors; the decomposition of the
	// small square of rows·right turns it into the left ones, scaled by S.
	left = times(rows, right, n)
	square := matrix(n, n)
	for _, x := range left {
		for i := range n {
			for j := range n {
				square[i][j] += x[i] * x[j]
			}
		}
	}
	values, vectors := eigen(square)
	out := matrix(len(rows), dims)
	for i, x := range left {
		for d := range dims {
			sum := 0.0
			for k := range n {
				sum += x[k] * vectors[k][d]
			}
			if s := math.Sqrt(math.Sqrt(max(values[d], 0))); s > 0 {
				out[i][d] = sum / s
			}
		}
	}
	return out, nil
}

func matrix(rows, columns int) [][]float64 {
	all := make([]float64, rows*columns)
	m := make([][]float64, rows)
	for i := range m {
		m[i] = all[i*columns : (i+1)*columns]
	}
	return m
}

// times returns rows · right.
func times(rows []row, right [][]float64, n int) [][]float64 {
	out := matrix(len(rows), n)
	for i, r := range rows {
		for _, c := range r {
			v := float64(c.value)
			for k, x := range right[c.column] {
				out[i][k] += v * x
			}
		}
	}
	return out
}

// transposed returns the transpose of rows times left.
func transposed(rows []row, left [][]float64, columns, n int) [][]float64 {
	out := matrix(columns, n)
	for i, r := range rows {
		for _, c := range r {
			v := float64(c.value)
			o := out[c.column]
			for k, x := range left[i] {
				o[k] += v * x
			}
		}
	}
	return out
}

// orthonormal makes the columns of m orthonormal (modified Gram-Schmidt).
func orthonormal(m [][]float64) {
	if len(m) == 0 {
		return
	}
	n := len(m[0])
	for k := range n {
		for j := range k {
			sum := 0.0
			for i := range m {
				sum += m[i][j] * m[i][k]
			}
			for i := range m {
				m[i][k] -= sum * m[i][j]
			}
		}
		sum := 0.0
		for i := range m {
			sum += m[i][k] * m[i][k]
		}
		if length := math.Sqrt(sum); length > 1e-12 {
			for i := range m {
				m[i][k] /= length
			}
		}
	}
}

// eigen returns the eigenvalues of a symmetric matrix, the greatest first, and
// the eigenvectors as columns (Jacobi's method). It overwrites a.
func eigen(a [][]float64) (values []float64, vectors [][]float64) {
	n := len(a)
	v := matrix(n, n)
	for i := range n {
		v[i][i] = 1
	}
	for range 60 {
		off := 0.0
		for i := range n {
			for j := range i {
				off += a[i][j] * a[i][j]
			}
		}
		if off < 1e-18 {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, v, p, q)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := range order { // the greatest first; n is small
		for j := i + 1; j < n; j++ {
			if a[order[j]][order[j]] > a[order[i]][order[i]] {
				order[i], order[j] = order[j], order[i]
			}
		}
	}
	vectors = matrix(n, n)
	for d, o := range order {
		values = append(values, a[o][o])
		for i := range n {
			vectors[i][d] = v[i][o]
		}
	}
	return values, vectors
}

// rotate is one step of Jacobi's method: it makes a[p][q] zero.
func rotate(a, v [][]float64, p, q int) {
	if a[p][q] == 0 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for k := range a {
		a[k][p], a[k][q] = c*a[k][p]-s*a[k][q], s*a[k][p]+c*a[k][q]
	}
	for k := range a {
		a[p][k], a[q][k] = c*a[p][k]-s*a[q][k], s*a[p][k]+c*a[q][k]
		v[k][p], v[k][q] = c*v[k][p]-s*v[k][q], s*v[k][p]+c*v[k][q]
	}
}
