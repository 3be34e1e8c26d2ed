package ner

import "sayso"

// types are the types of names, in the order of their tags.
var types = [...]sayso.EntityType{sayso.EntityPerson, sayso.EntityOrganisation, sayso.EntityPlace, sayso.EntityNORP, sayso.EntityMisc}

// A tag says where a token stands in a name (BILOU): it is outside of all names,
// or it begins one, is inside, is the last or the only one of a name of a type.
const (
	outside = 0
	begin   = 1
	inside  = 2
	last    = 3
	unit    = 4

	places   = 4 // in a name
	tagCount = 1 + len(types)*places
	edge     = tagCount // what stands before the first token of a sentence
)

// tag returns the tag of a place in a name of type number t.
func tag(t, place int) int { return t*places + place }

// split returns the type number and the place of a tag other than outside.
func split(tag int) (t, place int) { return (tag - 1) / places, (tag-1)%places + 1 }

// mask is a set of tags.
type mask uint32

const anyTag mask = 1<<tagCount - 1

// ends reports whether a name may begin, or none go on, behind the tag.
func ends(tag int) bool {
	if tag == outside || tag == edge {
		return true
	}
	_, place := split(tag)
	return place == last || place == unit
}
