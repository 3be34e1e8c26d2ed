package perceptron

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// learned returns a model that tells even from odd digits apart.
func learned() *Model {
	t := NewTrainer(3)
	for range 5 {
		for n := range uint32(10) {
			fs := []uint32{Feature(0, n, 0, 0), Feature(1, n%2, 0, 0)}
			scores := make([]float32, 3)
			t.Step()
			t.Score(fs, scores)
			best := 0
			for c, s := range scores {
				if s > scores[best] {
					best = c
				}
			}
			if right := int(n%2) + 1; best != right {
				t.Update(fs, right, best)
			}
		}
	}
	return Average(100, t)
}

func TestModelLearnsAndComesBack(t *testing.T) {
	m := learned()
	f := &File{Header: Header{Kind: "digits", Features: "f-1"}}
	Add(f, "model", m)
	Add(f, "names", []string{"none", "even", "odd"})
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	g, err := Read(bytes.NewReader(b.Bytes()), "digits", "f-1")
	if err != nil {
		t.Fatal(err)
	}
	back, err := g.Model("model")
	if err != nil {
		t.Fatal(err)
	}
	for n := range uint32(10) {
		fs := []uint32{Feature(0, n, 0, 0), Feature(1, n%2, 0, 0), Feature(7, 1, 2, 3)}
		want, got := make([]int32, 3), make([]int32, 3)
		m.Score(fs, want)
		back.Score(fs, got)
		four := back.Score4(fs)
		if !cmp.Equal(want, got) || !cmp.Equal(want, four[:3]) {
			t.Errorf("%d scores %v, read back %v and %v", n, want, got, four)
		}
		if right := 1 + n%2; got[right] <= got[3-right] {
			t.Errorf("%d scores %v", n, got)
		}
	}
	if names, err := g.Strings("names"); err != nil || len(names) != 3 {
		t.Errorf("names %q, %v", names, err)
	}
}

// Whatever byte of a file is damaged, reading ends in an error or a model, and
// never in a panic.
func TestDamagedFiles(t *testing.T) {
	data := learned().encode()
	for i := range data {
		for _, x := range []byte{0, 1, 0x7f, 0xff} {
			d := bytes.Clone(data)
			d[i] = x
			if m, err := decodeModel(d); err == nil {
				m.Score([]uint32{0, 1, 1 << 31}, make([]int32, m.Classes()))
			}
		}
		if _, err := decodeModel(data[:i]); err == nil {
			t.Errorf("%d of %d bytes are read as a model", i, len(data))
		}
	}
	for _, c := range []struct{ text, want string }{
		{"", "no header line"},
		{"something else\n", "starts with"},
		{magic + "{\n", "header"},
		{magic + `{"Kind":"a","Features":"b"}` + "\n", "want digits with features f-1"},
		{magic + `{"Kind":"digits","Features":"f-1"}` + "\n\xff", "section 1"},
	} {
		if _, err := Read(strings.NewReader(c.text), "digits", "f-1"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

// A feature whose fingerprint is zero is one like any other and does not match
// the empty slots of a table.
func TestFingerprintZero(t *testing.T) {
	x := newTable(4)
	if x.find(0) >= 0 {
		t.Error("an empty table knows fingerprint 0")
	}
	if x.add(0) != 0 || x.find(0) != 0 {
		t.Error("fingerprint 0 is not kept")
	}
	for k := uint32(1); k < 1000; k++ {
		x.add(k << 20)
	}
	if x.n != 1000 || x.find(5<<20) != 5 {
		t.Errorf("%d keys, 5<<20 is %d", x.n, x.find(5<<20))
	}
}

func TestNormal(t *testing.T) {
	if got := string(Normal(nil, "“It’s 1994—now")); got != `"It's 0000--now` {
		t.Errorf("got %q", got)
	}
}

func TestClusters(t *testing.T) {
	c, err := ReadClusters(strings.NewReader("said\t1\t2\t3\nSaid\t4\t5\t6\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Of([]byte("SAID"), []byte("said")); got != [3]uint16{2, 3, 4} {
		t.Errorf("got %v", got)
	}
	if _, err := ReadClusters(strings.NewReader("a\t1\t2\t3\nb\t1\n")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}
