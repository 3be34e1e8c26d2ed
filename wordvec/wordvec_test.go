package wordvec_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"sayso/wordvec"
)

// texts in which "ferry" and "boat" stand in one company and "budget" in another.
func texts() [][]string {
	var out [][]string
	for i := range 40 {
		boat := []string{"ferry", "boat"}[i%2]
		out = append(out,
			strings.Fields(fmt.Sprintf("the old %s left the harbour with sailors and nets before the tide turned", boat)),
			strings.Fields(fmt.Sprintf("a storm held the %s in the harbour until the sailors mended sails", boat)),
			strings.Fields("the council cut the budget because taxes fell and the mayor would borrow no money"),
		)
	}
	return out
}

func table(t *testing.T) *wordvec.Table {
	t.Helper()
	var v wordvec.Vocabulary
	for _, ws := range texts() {
		v.Add(ws)
	}
	c := v.Counter(100, 40)
	for _, ws := range texts() {
		c.Add(ws)
	}
	tab, err := c.Table(context.Background(), 6)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestLikeCompany(t *testing.T) {
	tab := table(t)
	near := wordvec.Cosine(tab.Of("ferry"), tab.Of("boat"))
	far := wordvec.Cosine(tab.Of("ferry"), tab.Of("budget"))
	if near < 0.8 || far > 0.4 {
		t.Errorf("ferry and boat %.2f, ferry and budget %.2f", near, far)
	}
	if tab.Of("zeppelin") != nil || wordvec.Cosine(nil, tab.Of("boat")) != 0 {
		t.Error("a word without company has some")
	}
}

func TestWriteRead(t *testing.T) {
	var a, b, c bytes.Buffer
	if err := table(t).Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := table(t).Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same texts give other bytes")
	}
	got, err := wordvec.Read(bytes.NewReader(a.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := got.Write(&c); err != nil || !bytes.Equal(b.Bytes(), c.Bytes()) {
		t.Errorf("written again: other bytes (%v)", err)
	}
	for _, bad := range []string{"", "wordvec 2\n", "wordvec 1\n3\n", "wordvec 1\n2 2\na\n", "wordvec 1\n1 2\na\nx", "wordvec 1\n99999999 2\n"} {
		if _, err := wordvec.Read(strings.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), "vectors: ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var v wordvec.Vocabulary
	v.Add([]string{"a", "b"})
	c := v.Counter(2, 2)
	c.Add([]string{"a", "b"})
	if _, err := c.Table(ctx, 1); err == nil {
		t.Error("no error")
	}
}
