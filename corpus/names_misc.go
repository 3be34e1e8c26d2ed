package corpus

import (
	"strings"

	"sayso"
)

// nameCodes is how types of name are written in the last column of CoNLL-U.
var nameCodes = map[sayso.EntityType]string{
	sayso.EntityPerson: "PER", sayso.EntityOrganisation: "ORG", sayso.EntityPlace: "LOC", sayso.EntityNORP: "NORP", sayso.EntityMisc: "MISC",
}

// namesOf returns, by token of d, "Name=B-PER" where a name begins, "Name=I-PER"
// where one goes on, and nothing elsewhere.
func namesOf(d *sayso.Document) []string {
	out := make([]string, len(d.Tokens))
	at := 0
	for i, t := range d.Tokens {
		for at < len(d.Names) && d.Names[at].Span.End <= t.Span.Start {
			at++
		}
		if at == len(d.Names) || !d.Names[at].Span.Contains(t.Span) {
			continue
		}
		place := "I-"
		if d.Names[at].Span.Start == t.Span.Start {
			place = "B-"
		}
		out[i] = "Name=" + place + nameCodes[d.Names[at].Type]
	}
	return out
}

// withName returns misc, the last column of a word, with name in place of the
// name it has.
func withName(misc, name string) string {
	var fields []string
	if name != "" {
		fields = append(fields, name)
	}
	for f := range strings.SplitSeq(misc, "|") {
		if f != "" && !strings.HasPrefix(f, "Name=") {
			fields = append(fields, f)
		}
	}
	return strings.Join(fields, "|")
}
