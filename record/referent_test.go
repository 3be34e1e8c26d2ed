package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Proposed referents are capitals, their namings a1, a2, …; z1, z2, … have none.
func proposedOf(ids ...string) map[string]string {
	of := map[string]string{}
	for _, id := range ids {
		if of[id] = strings.ToUpper(id[:1]); id[0] == 'z' {
			of[id] = ""
		}
	}
	return of
}

func ties(joint, apart string) (t Ties, ids []string) {
	for b := range strings.SplitSeq(joint, ";") {
		if f := strings.Fields(b); len(f) > 0 {
			t.Joint = append(t.Joint, f)
			ids = append(ids, f...)
		}
	}
	for b := range strings.SplitSeq(apart, ";") {
		if f := strings.Fields(b); len(f) > 0 {
			t.Apart = append(t.Apart, Parted{f[0], f[1]})
			ids = append(ids, f...)
		}
	}
	return t, ids
}

func TestPlaceReferents(t *testing.T) {
	for _, c := range []struct {
		what, joint, apart string
		want               []string
	}{
		{"nothing said", "", "", nil},
		{"two are one", "a1 b1", "", []string{"A B:"}},
		{"three by two", "a1 b1 c1", "", []string{"A B C:"}},
		{"one alone leaves", "", "a1 a2", []string{":a1"}},
		{"apart already", "", "a1 b1", nil},
		{"it leaves for another", "a1 b1", "a1 a2;b1 a2", []string{"B:a1"}},
		{"the other is in the same proposal", "a1 a2", "a1 a3;a2 a3", []string{":a1 a2"}},
		{"it leaves, the others are merged", "b1 c1", "a1 a2", []string{":a1", "B C:"}},
		{"without proposals", "z1 z2", "", []string{":z1 z2"}},
		{"one without a proposal", "z1 a1", "", []string{"A:z1"}},
		{"it leaves for what is merged with where it was", "b1 a2", "a1 a2;a1 b1", []string{":a1", "A B:"}},
	} {
		given, ids := ties(c.joint, c.apart)
		var got []string
		for _, g := range PlaceReferents(given, proposedOf(ids...)) {
			got = append(got, strings.Join(g.Referents, " ")+":"+strings.Join(g.Namings, " "))
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
}

// Whatever is said and proposed, all of it holds in what is placed.
func TestPlaceReferentsHolds(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 5))
		var ids []string
		for i := range 12 {
			ids = append(ids, fmt.Sprintf("%c%d", "abcz"[r.IntN(4)], i))
		}
		var joinings []joining
		var partings []parting
		for n := range 1 + r.IntN(6) {
			d := &Decision{ID: fmt.Sprint(n)}
			a, b, c := ids[r.IntN(12)], ids[r.IntN(12)], ids[r.IntN(12)]
			if r.IntN(2) == 0 {
				joinings = append(joinings, joining{d, []string{a, b, c}})
			} else if a != b {
				partings = append(partings, parting{d, a, []string{b}})
			}
		}
		said, _ := settle(joinings, partings)
		of := proposedOf(ids...)
		for i, g := range PlaceReferents(said, of) {
			placed := fmt.Sprint(i)
			for id, p := range of {
				if p != "" && slices.Contains(g.Referents, strings.ToUpper(id[:1])) {
					of[id] = placed
				}
			}
		}
		for i, g := range PlaceReferents(said, proposedOf(ids...)) {
			for _, id := range g.Namings {
				of[id] = fmt.Sprint(i)
			}
		}
		for _, block := range said.Joint {
			for _, id := range block {
				if of[id] != of[block[0]] || of[id] == "" {
					t.Fatalf("seed %d: %v are one, but %s is in %q and %s in %q", seed, block, id, of[id], block[0], of[block[0]])
				}
			}
		}
		for _, p := range said.Apart {
			if of[p.Thing] != "" && of[p.Thing] == of[p.From] {
				t.Fatalf("seed %d: %+v, but both are in %q", seed, p, of[p.Thing])
			}
		}
	}
}
