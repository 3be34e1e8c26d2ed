// Package geoparse finds the names of places in a text and says which places
// they are. It knows no language and no place: words, gazetteer and weights come
// from outside.
//
// A name goes through two decisions. A linear model tags the capitalised words
// from left to right as beginning a toponym, continuing one, or neither
// (tag.go); then another ranks the places that the gazetteer has for the name
// (rank.go), one name at a time and twice over: first with each other name of
// the text standing for its greatest place, then with what the first round chose.
// "None of these" is among the choices; such a name, and one that the gazetteer
// does not have, stays a name.
package geoparse
