package link

// voices says whether two tellings may be of one speaker, and remembers what it
// said.
type voices struct {
	persons func(a, b string) bool // nil when nothing is known but how names are spelt
	known   map[voice]bool
}

// voice is two names, and whether each is a person's.
type voice struct {
	a, b             string
	personA, personB bool
}

// mostVoices is how many answers are remembered.
const mostVoices = 1 << 15

// same reports whether two tellings may be of one speaker. Two persons who share a
// surname alone are others.
func (v *voices) same(a, b *Telling) bool {
	if a.Speaker == b.Speaker {
		return true
	}
	k := voice{a.Speaker, b.Speaker, a.Person, b.Person}
	is, ok := v.known[k]
	if !ok {
		if len(v.known) >= mostVoices {
			clear(v.known)
		}
		is = v.judge(k)
		v.known[k] = is
	}
	return is
}

func (v *voices) judge(k voice) bool {
	same, part := sameWords(k.a, k.b)
	if part || !k.personA || !k.personB || v.persons == nil {
		return same
	}
	return v.persons(k.a, k.b)
}
