package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// actor returns what a noun says of whom it names, EntityUnknown when nothing.
func (w *Words) actor(noun string) sayso.EntityType {
	if typ, ok := w.Actors[noun]; ok {
		return typ
	}
	for _, e := range w.Endings {
		if len(noun) > len(e)+3 && strings.HasSuffix(noun, e) && !w.NotActor[noun] {
			return sayso.EntityPerson
		}
	}
	if i := strings.LastIndex(noun, "-"); i > 0 {
		return w.actor(noun[i+1:])
	}
	return sayso.EntityUnknown
}

// Names reports whether name, an entity's, tells who it is wherever it stands: it
// begins and ends with a capital and is not an office or a kind of body alone. Of a
// person the last word is no office; "the Valdan President" is one who changes.
func (w *Words) Names(name string, typ sayso.EntityType) bool {
	words := strings.Fields(name)
	if len(words) == 0 || !capital(words[0]) || !capital(words[len(words)-1]) {
		return false
	}
	own := 0
	for i, x := range words {
		lower := strings.ToLower(x)
		common := w.actor(lower) != sayso.EntityUnknown || w.Ranks[lower]
		if common && i == len(words)-1 && typ == sayso.EntityPerson {
			return false
		}
		if !common && capital(x) {
			own++
		}
	}
	return own > 0
}

// capital reports whether a word begins with no small letter.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(r)
}
