package wordvec

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Table holds a vector for each word.
type Table struct {
	dims   int
	words  []string
	number map[string]int
	values []int8 // dims for each word, a vector of length 127
}

// Table learns the vectors of the counter's words, in dims dimensions.
func (c *Counter) Table(ctx context.Context, dims int) (*Table, error) {
	vectors, err := factor(ctx, c.information(), c.contexts, dims)
	if err != nil {
		return nil, err
	}
	t := &Table{dims: dims, words: c.words, number: c.number, values: make([]int8, 0, dims*len(c.words))}
	for _, v := range vectors {
		sum := 0.0
		for _, x := range v {
			sum += x * x
		}
		length := max(math.Sqrt(sum), 1e-12)
		for _, x := range v {
			t.values = append(t.values, int8(math.Round(127*x/length)))
		}
	}
	return t, nil
}

// Of returns the vector of a word, nil when it has none. Its length is about 127.
func (t *Table) Of(word string) []int8 {
	i, ok := t.number[word]
	if !ok {
		return nil
	}
	return t.values[i*t.dims : (i+1)*t.dims]
}

// Cosine returns the cosine of two vectors of one table; 0 when one is nil.
func Cosine(a, b []int8) float64 {
	var ab, aa, bb int32
	for i := range min(len(a), len(b)) {
		x, y := int32(a[i]), int32(b[i])
		ab += x * y
		aa += x * x
		bb += y * y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return float64(ab) / math.Sqrt(float64(aa)*float64(bb))
}

// magic begins a file of vectors.
const magic = "wordvec 1\n"

// Write writes the table: its sizes, the words, a line each, and the vectors, a
// byte for each dimension.
func (t *Table) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString(magic)
	fmt.Fprintf(b, "%d %d\n", len(t.words), t.dims)
	for _, word := range t.words {
		b.WriteString(word + "\n")
	}
	if err := binary.Write(b, binary.LittleEndian, t.values); err != nil {
		return err
	}
	return b.Flush()
}

// The most words and dimensions a table may have.
const (
	mostWords = 1 << 20
	mostDims  = 1 << 10
)

// Read reads what Write wrote.
func Read(r io.Reader) (*Table, error) {
	b := bufio.NewReader(r)
	head, err := b.ReadString('\n')
	if err != nil || head != magic {
		return nil, errors.New(`vectors: want "wordvec 1" in the first line`)
	}
	t := &Table{number: map[string]int{}}
	var n int
	if _, err := fmt.Fscanf(b, "%d %d\n", &n, &t.dims); err != nil || n <= 0 || t.dims <= 0 || n > mostWords || t.dims > mostDims {
		return nil, errors.New("vectors: want the numbers of words and of dimensions in the second line")
	}
	for i := range n {
		word, err := b.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("vectors: word %d of %d: %w", i+1, n, err)
		}
		word = word[:len(word)-1]
		t.words = append(t.words, word)
		t.number[word] = i
	}
	t.values = make([]int8, n*t.dims)
	if err := binary.Read(b, binary.LittleEndian, t.values); err != nil {
		return nil, fmt.Errorf("vectors: the values of %d words in %d dimensions: %w", n, t.dims, err)
	}
	return t, nil
}
