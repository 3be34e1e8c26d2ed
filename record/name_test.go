package record

import (
	"testing"

	"pgregory.net/rapid"
)

func TestNameID(t *testing.T) {
	for name, want := range map[string]string{
		"":                      "",
		"Anna Müller":           "anna-muller",
		"ANNA  MULLER ":         "anna-muller",
		"Mu\u0308ller":          "muller",
		"O’Brien":               "o-brien",
		"Jean-Luc d’Été":        "jean-luc-d-ete",
		"Straße":                "strasse",
		"Łukasz Øster":          "lukasz-oster",
		"Æsir Þór":              "aesir-thor",
		"Igor İnce":             "igor-ince",
		"Γιώργος":               "γιωργοσ",
		"Юрий Ёлкин":            "юрий-ёлкин", // й and ё are letters, not accents
		"محمّد":                 "محمّد",
		"दिल्ली":                "दिल्ली", // vowel signs are marks, too
		"金正恩":                   "金正恩",
		"한국":                    "한국",
		"Group of 7":            "group-of-7",
		"“The Board”":           "the-board",
		"Reuters/AP":            "reuters-ap",
		"—":                     "name-bda05058",
		"ﬁnance ministry":       "finance-ministry",
		"\u0301Anna\u200b Bell": "anna-bell",
	} {
		if got := NameID(name); got != want {
			t.Errorf("NameID(%q) = %q, want %q", name, got, want)
		}
	}
}

// An ID names itself, so that it can be given where a name can.
func TestNameIDIsItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := NameID(rapid.String().Draw(t, "name"))
		if again := NameID(id); again != id {
			t.Fatalf("NameID(%q) = %q", id, again)
		}
	})
}
