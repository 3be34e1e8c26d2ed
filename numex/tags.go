package numex

import "strings"

// token returns the index of the token that piece i is part of, and false when
// there is no such piece or no tag.
func (f *finder) token(i int) (int32, bool) {
	if !f.tagged || i < 0 || i >= len(f.ps) {
		return 0, false
	}
	return f.ps[i].token, true
}

// upos returns the universal part of speech of piece i, empty when it has none.
func (f *finder) upos(i int) string {
	t, ok := f.token(i)
	if !ok {
		return ""
	}
	return f.d.Tokens[t].UPOS
}

func (f *finder) noun(i int) bool {
	switch f.upos(i) {
	case "NOUN", "PROPN":
		return letters(f.ps[i].text)
	}
	return false
}

// adjective reports whether piece i may stand between a number and its noun: an
// adjective, a participle that modifies the noun, or an adverb before either.
func (f *finder) adjective(i int) bool {
	switch f.upos(i) {
	case "ADJ":
		return true
	case "VERB":
		t, _ := f.token(i)
		tok := &f.d.Tokens[t]
		return tok.Rel == "amod" || tok.Rel == "compound" || !strings.Contains(tok.Feats, "VerbForm=Fin") && f.noun(i+1) && f.plural(i+1)
	case "ADV":
		return f.upos(i+1) == "ADJ"
	}
	return false
}

func (f *finder) determiner(i int) bool {
	t, ok := f.token(i)
	if !ok {
		return false
	}
	tok := &f.d.Tokens[t]
	return tok.UPOS == "DET" || tok.UPOS == "PRON" && strings.Contains(tok.Feats, "Poss=Yes")
}

func (f *finder) plural(i int) bool {
	t, ok := f.token(i)
	if !ok {
		return false
	}
	tok := &f.d.Tokens[t]
	return strings.Contains(tok.Feats, "Number=Plur") || tok.UPOS == "PROPN" && strings.HasSuffix(f.ps[i].lower, f.l.PluralSuffix)
}

// modifies reports whether piece i is a noun that modifies a later one.
func (f *finder) modifies(i int) bool {
	t, ok := f.token(i)
	if !ok {
		return false
	}
	tok := &f.d.Tokens[t]
	return tok.Rel == "compound" && int32(tok.Head)-1 > t && f.noun(i+1)
}

// leansRight reports whether the tree hangs n on something behind it; so does a
// number without a tree.
func (f *finder) leansRight(n number) bool {
	t, ok := f.token(n.first)
	return !ok || f.d.Tokens[t].Rel == "" || int32(f.d.Tokens[t].Head)-1 > t
}

// lemma returns the dictionary form of piece i, in lower case.
func (f *finder) lemma(i int) string {
	if t, ok := f.token(i); ok && f.d.Tokens[t].Lemma != "" && f.d.Tokens[t].Span == f.ps[i].span {
		return strings.ToLower(f.d.Tokens[t].Lemma)
	}
	return f.ps[i].lower
}

// plainNoun guesses, in a text without tags, whether piece i is a noun: it is
// written small and not one of the words that never are.
func (f *finder) plainNoun(i int) bool {
	p := &f.ps[i]
	return letters(p.text) && !upper(p.text) && !f.l.NotNoun[p.lower] && len(p.text) > 2
}

// modified reports whether an adjective or a determiner stands before piece i.
func (f *finder) modified(i int) bool {
	return f.upos(i-1) == "ADJ" && !f.l.Filler[f.at(i-1)] || f.determiner(i-1)
}
