package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Each decision is "ID kind things [seen IDs]": "1 = a b", "2 / a b 1".
func TestSettle(t *testing.T) {
	for _, c := range []struct {
		what  string
		said  []string
		joint []string
		apart []string
		odds  string
	}{
		{"nothing", nil, nil, nil, ""},
		{"one", []string{"1 = a b"}, []string{"a b"}, nil, ""},
		{"a chain", []string{"1 = a b", "2 = b c", "3 = x y"}, []string{"a b c", "x y"}, nil, ""},
		{"apart", []string{"1 / a b", "2 / a b"}, nil, []string{"a b"}, ""},
		{"unawares", []string{"1 = a b", "2 / a b"}, nil, nil, "1 2"},
		{"later apart", []string{"1 = a b", "2 / a b 1"}, nil, []string{"a b"}, ""},
		{"later one", []string{"1 / a b", "2 = a b 1"}, []string{"a b"}, nil, ""},
		{"thought better of twice", []string{"1 = a b", "2 / a b 1", "3 = a b 1 2"}, []string{"a b"}, nil, ""},
		{"over a third, unawares", []string{"1 = a b", "2 = b c", "3 / a c", "4 = x y"}, []string{"x y"}, nil, "1 2 3"},
		{"over a third, knowing one", []string{"1 = a b", "2 = b c", "3 / a c 1"}, []string{"b c"}, []string{"a b", "a c"}, ""},
		{"over a third, knowing the far one", []string{"1 = a b", "2 = b c", "3 / a c 2"}, nil, nil, "1 2 3"},
		{"the way over a third, knowingly", []string{"1 / a c", "2 = a b", "3 = b c 1"}, []string{"a b c"}, nil, ""},
		{"settled by one who knew both", []string{"1 = a b", "2 / a b", "3 = a b 1 2"}, []string{"a b"}, nil, ""},
		{"a link beside it, knowingly", []string{"1 = a b c", "2 / a c", "3 = b c 2"}, nil, nil, "1 2 3"},
		{"one out of several", []string{"1 = a b c", "2 / b a 1"}, []string{"a c"}, []string{"b a", "b c"}, ""},
		{"a third says otherwise", []string{"1 = a b", "2 / a b 1", "3 = a b"}, nil, nil, "2 3"},
	} {
		var joinings []joining
		var partings []parting
		for _, line := range c.said {
			f := strings.Fields(line)
			d := &Decision{ID: f[0]}
			var things []string
			for _, w := range f[2:] {
				if w >= "a" {
					things = append(things, w)
				} else {
					d.Seen = append(d.Seen, w)
				}
			}
			if f[1] == "=" {
				joinings = append(joinings, joining{d, things})
			} else {
				partings = append(partings, parting{d, things[0], things[1:]})
			}
		}
		ties, odds := settle(joinings, partings)
		var joint, apart []string
		for _, j := range ties.Joint {
			joint = append(joint, strings.Join(j, " "))
		}
		for _, p := range ties.Apart {
			apart = append(apart, p.Thing+" "+p.From)
		}
		want := map[string]bool{}
		for _, id := range strings.Fields(c.odds) {
			want[id] = true
		}
		got := []any{joint, apart, odds}
		if diff := cmp.Diff([]any{c.joint, c.apart, want}, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
}
