package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Named is a name of which is asked whose it is, with how often it is named.
type Named struct {
	Name string
	N    int
}

// Group is names that are one person's, as far as the names and the file say: a
// proposal, for a reader to accept or not.
type Group struct {
	Names []Spelling // the one that is named most first
	Known bool       // the file knows the person
}

// Spelling is a name of a group, by its place in what was asked.
type Spelling struct {
	At  int
	Why string // it is of the group; empty for the first
}

// lowerCase reports whether the last word of a name begins with a small letter, as
// what is no name does: "boy on the ferry".
func lowerCase(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsLower(r)
}

// Groups puts together the names that are one person's. A surname alone joins only
// when the names hold one person of that surname. The groups of several names are
// returned, those named most first.
func (b *Base) Groups(names []Named) []Group {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(names[j].N, names[i].N), cmp.Compare(names[i].Name, names[j].Name))
	})
	var groups []Group
	bySurname := map[string][]int{} // groups
	byPerson := map[string]int{}    // of the file
	alone := []int{}
	for _, i := range order {
		parts := b.parts(names[i].Name)
		if len(parts) == 0 || lowerCase(names[i].Name) {
			continue
		}
		if len(parts) == 1 {
			if _, known := b.Person(names[i].Name); !known {
				alone = append(alone, i)
				continue
			}
		}
		key := spelt(parts[len(parts)-1])
		person, known := b.Person(names[i].Name)
		candidates := bySurname[key]
		if g, ok := byPerson[person.Name]; ok && known && !slices.Contains(candidates, g) {
			candidates = slices.Sorted(slices.Values(append(slices.Clone(candidates), g)))
		}
		joined := false
		for _, g := range candidates {
			first := names[groups[g].Names[0].At].Name
			if verdict, why := b.Same(first, names[i].Name); verdict >= Variant {
				groups[g].Names = append(groups[g].Names, Spelling{i, why})
				joined = true
				break
			}
		}
		if !joined {
			groups = append(groups, Group{Names: []Spelling{{At: i}}, Known: known})
			if _, ok := byPerson[person.Name]; known && !ok {
				byPerson[person.Name] = len(groups) - 1
			}
			bySurname[key] = append(bySurname[key], len(groups)-1)
		}
	}
	for _, i := range alone {
		of := bySurname[spelt(strings.Join(b.parts(names[i].Name), " "))]
		if len(of) == 1 {
			g := &groups[of[0]]
			g.Names = append(g.Names, Spelling{i, "a surname alone, and nobody else here has it"})
		}
	}
	return slices.DeleteFunc(groups, func(g Group) bool { return len(g.Names) < 2 })
}
