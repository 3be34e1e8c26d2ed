package gazetteer

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold appends name to dst as keys are written: small letters without marks and
// digits, words separated by single spaces. Apostrophes and full stops vanish,
// every other mark separates words. What is in no Latin letters vanishes too.
func Fold(dst []byte, name string) []byte {
	from := len(dst)
	gap := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf {
			return foldUnicode(dst[:from], name)
		}
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
		case c == '\'' || c == '.' || c == '`':
			continue
		default:
			gap = true
			continue
		}
		if gap && len(dst) > from {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, c)
	}
	return dst
}

func foldUnicode(dst []byte, name string) []byte {
	from := len(dst)
	gap := false
	for _, r := range norm.NFD.String(name) {
		s := ""
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '.' || r == '`' || r == '’' || r == '‘' || r >= 0x2b0 && r <= 0x2ff:
			continue
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			s = string(unicode.ToLower(r))
		default:
			s = latin[unicode.ToLower(r)]
		}
		if s == "" {
			gap = true
			continue
		}
		if gap && len(dst) > from {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, s...)
	}
	return dst
}

// latin are the letters that have no decomposition.
var latin = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'þ': "th", 'ħ': "h", 'ə': "a"}

// skeletonMark begins the key of a skeleton, which no name can begin with.
const skeletonMark = '~'

// Skeleton appends to dst what remains of a folded name once the choices of
// those who write it in Latin letters are taken away: articles, doubled letters,
// vowels, k for q and c, h that follows a consonant or ends a word. It is a key
// of its own kind; nil means that too little remains to look up.
func Skeleton(dst, folded []byte) []byte {
	from := len(dst)
	dst = append(dst, skeletonMark)
	consonants := 0
	last := byte(0)
	for i := 0; i < len(folded); i++ {
		c := folded[i]
		start := i == 0 || folded[i-1] == ' '
		if start && (c == 'a' || c == 'e') && i+3 < len(folded) && folded[i+2] == ' ' {
			i += 2 // al, el, ar, as, …
			continue
		}
		switch c {
		case ' ':
			continue
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'j':
			if !start {
				last = 0
				continue
			}
			switch c {
			case 'a', 'e':
				c = 'a'
			case 'o', 'u', 'w':
				c = 'u'
			case 'y', 'i', 'j':
				c = 'i'
			}
		case 'h':
			if !start && last != 0 || i+1 == len(folded) || folded[i+1] == ' ' {
				continue
			}
		case 'q', 'c':
			c = 'k'
		case 'z':
			c = 's'
		case 'v':
			c = 'f'
		case 'p':
			c = 'b'
		}
		if c == last {
			continue
		}
		dst = append(dst, c)
		last = c
		consonants++
	}
	if consonants < 3 {
		return dst[:from]
	}
	return dst
}

// hash is 48 bits of a fingerprint of a key: the first 16 choose the bucket.
func hash(key []byte) (bucket, rest uint32) {
	x := uint64(0xcbf29ce484222325)
	for _, c := range key {
		x = (x ^ uint64(c)) * 0x100000001b3
	}
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 32
	return uint32(x >> 48), uint32(x >> 16)
}
