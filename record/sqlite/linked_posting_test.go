package sqlite

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Lists of items answer alike in whatever order items come and go, and in whatever
// transactions.
func TestPostings(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	r := rand.New(rand.NewPCG(1, 2))
	keys := []uint64{7, 1<<47 + 3, 1 << 63, 99}
	want := make([][]int, len(keys)-1) // of the last there are none
	st := &s.linking.state[2]
	for round := range 12 {
		tx, err := s.writer.BeginTx(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		st.begin(tx)
		if round%2 == 0 {
			st.postings.forget()
		}
		for range 400 {
			k := r.IntN(len(want))
			item := 1 + r.IntN(2000)
			if round%3 == 0 { // in the order of the items, as they come
				item = 2000 + round*400 + len(want[k])
			}
			if slices.Contains(want[k], item) && r.IntN(2) == 0 {
				want[k] = slices.DeleteFunc(want[k], func(i int) bool { return i == item })
				if err := st.flush(ctx); err != nil {
					t.Fatal(err)
				}
				if err := st.dropKeys(ctx, item, []uint64{keys[k], 99}); err != nil {
					t.Fatal(err)
				}
				continue
			}
			st.postings.pending = append(st.postings.pending, posting{short(keys[k]), item})
			if !slices.Contains(want[k], item) {
				want[k] = append(want[k], item)
			}
		}
		if round > 8 { // few are left of the latest stretches
			for k := range want {
				slices.Sort(want[k])
				if err := st.flush(ctx); err != nil {
					t.Fatal(err)
				}
				for _, item := range want[k][len(want[k])-min(300, len(want[k])):] {
					if item%10 > 0 {
						want[k] = slices.DeleteFunc(want[k], func(i int) bool { return i == item })
						if err := st.dropKeys(ctx, item, []uint64{keys[k]}); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
		}
		for _, limit := range []int{1, 150, 400} {
			got, err := st.Find(ctx, keys, limit)
			if err != nil {
				t.Fatal(err)
			}
			for k := range want {
				slices.SortFunc(want[k], func(a, b int) int { return b - a })
				if wanted := want[k][:min(limit, len(want[k]))]; !slices.Equal(got[k], wanted) {
					t.Fatalf("round %d, key %d: %d items %v, want %d: %v", round, k, len(got[k]), got[k], len(wanted), wanted)
				}
			}
			if len(got[3]) > 0 {
				t.Errorf("items of a key without any: %v", got[3])
			}
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}

		// What is undone was never there.
		if tx, err = s.writer.BeginTx(ctx, nil); err != nil {
			t.Fatal(err)
		}
		st.begin(tx)
		for item := range 30 {
			st.postings.pending = append(st.postings.pending, posting{short(keys[0]), 1 + 500*item}, posting{short(keys[3]), 1 + item})
		}
		if _, err := st.Find(ctx, keys, 400); err != nil {
			t.Fatal(err)
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
		s.linking.undone()
	}
}

// Two processes that add to one record in turn link as one does: neither goes by
// what it held before the other wrote.
func TestTwoWriters(t *testing.T) {
	ctx := t.Context()
	links := func(s *Store) (all string) {
		for _, kind := range []string{kindReprint, kindStory, kindUtterance} {
			var part string
			err := s.readers.QueryRowContext(ctx, "SELECT group_concat(item || ' ' || grp || ' ' || (SELECT count(*) FROM "+kind+"_tie t WHERE t.item = k.item)) FROM "+kind+" k").Scan(&part)
			if err != nil {
				t.Fatal(err)
			}
			all += kind + ": " + part + "\n"
		}
		return all
	}
	one, first := openTemp(t), openTemp(t)
	second, err := Open(ctx, first.path, Options{Link: english(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	a, b := newPile(), newPile()
	for i := range 40 {
		if _, err := one.Add(ctx, a.report(10)); err != nil {
			t.Fatal(err)
		}
		to := first
		if i%3 == 1 {
			to = second
		}
		if _, err := to.Add(ctx, b.report(10)); err != nil {
			t.Fatal(err)
		}
	}
	if want, got := links(one), links(first); got != want {
		t.Errorf("two writers link\n%s, one\n%s", got, want)
	}
}
