package record

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// NameID folds the name of a speaker or an outlet to its ID: lower case, Latin
// and Greek letters without accents, words joined by "-". Letters of other
// scripts stay, and so do the vowel signs that belong to them. Two spellings
// with one ID are one speaker. A name without any letter or digit gets an ID
// from its bytes; the empty name has the empty ID.
func NameID(name string) string {
	if name == "" {
		return ""
	}
	id := foldWords(name)
	if id == "" {
		h := sha256.Sum256([]byte(name))
		return "name-" + hex.EncodeToString(h[:4])
	}
	return id
}

// foldWords returns the folded words of s joined by "-"; it is empty when s
// holds no letter and no digit.
func foldWords(s string) string {
	var b strings.Builder
	gap, plain := false, false // a word ended; the last letter drops its accents
	// Folding joins what lower case keeps apart (ß and ss); it leads Cherokee to
	// capitals, which lower case then undoes.
	for _, r := range strings.ToLower(cases.Fold().String(norm.NFKD.String(s))) {
		switch {
		case unicode.IsMark(r):
			if plain || gap || b.Len() == 0 {
				continue
			}
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			plain = unicode.In(r, unicode.Latin, unicode.Greek, unicode.N)
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			if to, ok := strokes[r]; ok {
				b.WriteString(to)
				continue
			}
		default:
			gap = true
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// strokes are the Latin letters that Unicode does not take apart into a plain
// letter and an accent, though readers type them so.
var strokes = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ħ': "h", 'ŧ': "t", 'ı': "i",
	'æ': "ae", 'œ': "oe", 'þ': "th",
}
