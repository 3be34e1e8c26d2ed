package coref

import "strings"

// Why a phrase was found to go with another one.
const (
	whyFirst      = "first mention"
	whyName       = "name"
	whyNameless   = "described, never named"
	whyRole       = "description: the person of that role mentioned last"
	whyApposition = "apposition"
	whyIs         = "is said to be it"
	whySpeaker    = "pronoun: who says the words it stands in"
	whySubject    = "pronoun: agrees with the subject before"
	whyPronoun    = "pronoun: agrees with what stands before"
	whyWords      = "same words"
	whyHead       = "same noun"
	whyPart       = "shares words of the name"
	whyOther      = "likeliest of what stands before"
)

// why says by what node i goes with node j, or stands first when j < 0.
func (k *ranker) why(j, i int32) string {
	if j < 0 {
		return whyFirst
	}
	a, b := &k.nodes[j], &k.nodes[i]
	switch st := k.structure(a, b); {
	case st == 1:
		return whyApposition
	case st == 2:
		return whyIs
	case b.form == formPronoun && b.speaker >= 0 && (j == b.speaker || k.nodes[b.speaker].entity == a.entity):
		return whySpeaker
	case b.form == formPronoun && strings.HasPrefix(k.d.Tokens[a.head].Rel, "nsubj"):
		return whySubject
	case b.form == formPronoun:
		return whyPronoun
	case a.text == b.text:
		return whyWords
	case a.lemma == b.lemma:
		return whyHead
	case b.form == formName && len(b.words) > 0 && k.missing(a, b) < uint32(len(b.words)):
		return whyPart
	}
	return whyOther
}
