package coref

import (
	"strings"

	"sayso"
)

// kindOf decides by the word lists what the phrase can be.
func (k *ranker) kindOf(n *node) {
	if n.form == formPronoun || n.group {
		if n.gender == Male || n.gender == Female {
			n.typ = sayso.EntityPerson
		}
		return
	}
	head := k.lower(n.head)
	if n.form == formNominal {
		n.role = k.roleOf(n, head)
		if g := k.w.RoleGender[head]; g != GenderUnknown {
			n.gender = g
		}
		switch typ, ok := k.w.Heads[head]; {
		case ok:
			n.typ = typ
		case k.w.Roles[head] || k.w.Roles[strings.TrimSuffix(head, k.w.PluralEnding)]:
			n.typ = sayso.EntityPerson
		}
		return
	}
	for i := n.first; i < n.end && n.gender == GenderUnknown; i++ {
		if i > n.head && k.d.Tokens[i].Rel != "flat" {
			break
		}
		w := k.lower(i)
		g, ok := k.w.Honorifics[w]
		if !ok {
			if g = k.w.RoleGender[w]; g == GenderUnknown {
				g = k.w.GivenNames[w]
			}
			ok = g != GenderUnknown || k.w.Roles[w]
		}
		if ok {
			n.gender, n.typ = g, sayso.EntityPerson
		}
	}
	if n.typ == sayso.EntityUnknown {
		if typ, ok := k.w.Heads[head]; ok {
			n.typ = typ
		} else if k.w.Nations[head] != "" || n.within {
			n.typ = sayso.EntityPlace
		}
	}
}

// roleOf returns what a phrase for one person says of that person's office.
func (k *ranker) roleOf(n *node, head string) *told {
	if n.number == 2 || !k.w.Roles[head] {
		return nil
	}
	t := &told{role: head, nations: map[string]bool{}}
	for i := n.first; i < n.end; i++ {
		if c := k.w.Nations[k.lower(i)]; c != "" {
			t.nations[c] = true
		}
	}
	return t
}

func (k *ranker) determiner(n *node) determiner {
	if n.form == formPronoun {
		return detNone
	}
	t := &k.d.Tokens[n.first]
	switch {
	case t.XPOS == "PRP$":
		return detPossessive
	case t.UPOS == "DET":
		switch {
		case feat(t.Feats, "Definite") == "Def":
			return detDefinite
		case feat(t.Feats, "Definite") == "Ind":
			return detIndefinite
		case feat(t.Feats, "PronType") == "Dem":
			return detDemonstrative
		}
		return detOther
	}
	for i := n.first; i < n.head; i++ {
		if k.d.Tokens[i].XPOS == "POS" {
			return detPossessive
		}
	}
	return detNone
}
