package en

import "maps"

// NameTitles returns the words that stand before the name of a person and are no
// part of it: "mr", "president", "envoy".
func NameTitles() map[string]bool {
	titles := set(roles)
	for t := range corefWords().Honorifics {
		titles[t] = true
	}
	maps.Copy(titles, set("miss sir professor justice saint"))
	return titles
}

// NameJoints returns the small words that stand between the words of a name, as
// in "Bank of Arvena", and the one that does so only in the names of
// organisations, as in "Ministry of Ports and Roads".
func NameJoints() (joints map[string]bool, and string) { return set("of for the"), "and" }
