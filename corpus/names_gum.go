package corpus

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// GUMWords are the words, in small letters, that GUMNames needs to know.
type GUMWords struct {
	Titles map[string]bool // stand before the name of a person and are no part of it
	Joints map[string]bool // stand between the words of a name
	And    string          // stands between those of an organisation's only
}

// GUMNames returns the names in a document of the treebank GUM, made from trees,
// whose last column says which phrases are mentions of what ("Entity=(3-person-…",
// "3)"). It names phrases, not names, so the name is cut out of the phrase: from
// its head, when that is a proper noun, as far as proper nouns go; in an
// organisation or a place also over the small words between two of them. A name
// inside another is left out, and so are peoples and the like (NNPS).
//
// GUM has no nationalities, and its other types are no types of name: the scheme
// is NamesThree.
func GUMNames(d *sayso.Document, trees []*Tree, w GUMWords) Named {
	out := *d
	out.Names = nil
	g := gum{d, w}
	for _, m := range gumMentions(trees) {
		if first, last, ok := g.name(m); ok {
			out.Names = append(out.Names, sayso.Name{
				Span: sayso.Span{Start: d.Tokens[first].Span.Start, End: d.Tokens[last].Span.End}, Type: m.typ})
		}
	}
	slices.SortStableFunc(out.Names, func(a, b sayso.Name) int { return sayso.CompareSpans(a.Span, b.Span) })
	end := int32(0)
	out.Names = slices.DeleteFunc(out.Names, func(n sayso.Name) bool {
		if n.Span.Start < end {
			return true
		}
		end = n.Span.End
		return false
	})
	return Named{Document: &out, Scheme: NamesThree}
}

// gumMention is a phrase: tokens [first, last] of the document.
type gumMention struct {
	first, last int
	typ         sayso.EntityType
}

var gumTypes = map[string]sayso.EntityType{"person": sayso.EntityPerson, "organization": sayso.EntityOrganisation, "place": sayso.EntityPlace}

// gumMentions returns the persons, organisations and places that are no pronouns,
// in the order in which they end.
func gumMentions(trees []*Tree) []gumMention {
	type open struct {
		id    string
		first int
		typ   sayso.EntityType
	}
	var out []gumMention
	var stack []open
	i := 0
	for _, t := range trees {
		for _, w := range t.Words {
			field := ""
			for f := range strings.SplitSeq(w.Misc, "|") {
				if v, ok := strings.CutPrefix(f, "Entity="); ok {
					field = v
				}
			}
			for field != "" {
				end := strings.IndexAny(field[1:], "()") + 1
				if end == 0 {
					end = len(field)
				}
				piece := field[:end]
				closes := strings.HasPrefix(field[end:], ")")
				if field = field[end:]; closes {
					field = field[1:]
				}
				var m open
				if body, ok := strings.CutPrefix(piece, "("); ok {
					f := strings.Split(body, "-")
					m = open{id: f[0], first: i}
					if len(f) > 6 && f[6] != "ana" {
						m.typ = gumTypes[f[1]]
					}
					if !closes {
						stack = append(stack, m)
						continue
					}
				} else {
					k := len(stack) - 1
					for k >= 0 && stack[k].id != piece {
						k--
					}
					if k < 0 {
						continue
					}
					m = stack[k]
					stack = slices.Delete(stack, k, k+1)
				}
				if m.typ != sayso.EntityUnknown {
					out = append(out, gumMention{m.first, i, m.typ})
				}
			}
			i++
		}
	}
	slices.SortStableFunc(out, func(a, b gumMention) int { return cmp.Compare(a.first, b.first) })
	return out
}

// gum cuts names out of phrases.
type gum struct {
	d *sayso.Document
	w GUMWords
}

func (g *gum) proper(i int) bool { return g.d.Tokens[i].UPOS == "PROPN" }

func (g *gum) text(i int) string { return g.d.Tokens[i].Span.Of(g.d.Text) }

// joins reports whether token i may stand between two proper nouns of a name.
func (g *gum) joins(i int, typ sayso.EntityType) bool {
	if g.d.Tokens[i].XPOS == "HYPH" {
		return true
	}
	w := strings.ToLower(g.text(i))
	return typ != sayso.EntityPerson && (g.w.Joints[w] || w == g.w.And && typ == sayso.EntityOrganisation)
}

// isTitle reports whether token i is a title.
func (g *gum) isTitle(i int) bool {
	return g.w.Titles[strings.ToLower(strings.TrimSuffix(g.text(i), "."))]
}

// inside reports whether token i can be part of a name as it stands.
func (g *gum) inside(i int) bool {
	if g.proper(i) {
		return true
	}
	c, _ := utf8.DecodeRuneInString(g.text(i))
	switch g.d.Tokens[i].UPOS {
	case "ADJ", "NOUN", "VERB":
		return unicode.IsUpper(c)
	case "NUM":
		_, err := strconv.Atoi(g.text(i))
		return err == nil
	}
	return false
}

// name returns the tokens [first, last] of the name that m is headed by.
func (g *gum) name(m gumMention) (first, last int, ok bool) {
	head := -1
	for i := m.first; i <= m.last; i++ {
		if h := int(g.d.Tokens[i].Head) - 1; h < m.first || h > m.last {
			head = i
			break
		}
	}
	if head < 0 || !g.proper(head) || m.typ == sayso.EntityPerson && g.d.Tokens[head].XPOS == "NNPS" {
		return 0, 0, false
	}
	first, last = head, head
	for {
		k := last + 1
		for k <= m.last && k <= last+2 && g.joins(k, m.typ) {
			k++
		}
		if k > m.last || !g.inside(k) {
			break
		}
		last = k
	}
	for {
		k := first - 1
		for k >= m.first && k >= first-2 && g.joins(k, m.typ) && g.d.Tokens[k].UPOS != "DET" {
			k--
		}
		if k < m.first || !g.inside(k) || g.d.Tokens[k].UPOS == "NUM" {
			break
		}
		first = k
	}
	if m.typ == sayso.EntityPerson {
		for first < last && g.isTitle(first) {
			first++
		}
		if g.isTitle(first) {
			return 0, 0, false
		}
	}
	return first, last, true
}
