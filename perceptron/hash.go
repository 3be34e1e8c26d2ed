package perceptron

// Feature returns the fingerprint of one feature: template, the number of its
// template, and what up to three attributes of the place looked at are. Different
// features share a fingerprint about once in four thousand million.
func Feature(template int, a, b, c uint32) uint32 {
	x := uint64(template+1)*0x9e3779b97f4a7c15 + uint64(a)*0xd6e8feb86659fd93 +
		uint64(b)*0xa0761d6478bd642f + uint64(c)*0xe7037ed1a0b428db
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return uint32(x >> 32)
}

// Normal appends word to dst as the models see it: digits are 0, and typographic
// quotation marks, apostrophes and dashes are those of a typewriter.
func Normal(dst []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		b := word[i]
		switch {
		case b >= '0' && b <= '9':
			b = '0'
		case b == 0xe2 && i+2 < len(word) && word[i+1] == 0x80:
			mark := byte(0)
			switch word[i+2] {
			case 0x98, 0x99:
				mark = '\''
			case 0x9c, 0x9d:
				mark = '"'
			case 0x90, 0x91, 0x93:
				mark = '-'
			case 0x94:
				dst = append(dst, '-')
				mark = '-'
			}
			if mark != 0 {
				b, i = mark, i+2
			}
		}
		dst = append(dst, b)
	}
	return dst
}

// Lower turns the ASCII letters of b into small ones, in place, and returns b.
func Lower(b []byte) []byte {
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// Hash returns a fingerprint of a word; it is never zero.
func Hash[S []byte | string](word S) uint32 {
	x := uint64(0xcbf29ce484222325)
	for i := 0; i < len(word); i++ {
		x = (x ^ uint64(word[i])) * 0x100000001b3
	}
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	return max(1, uint32(x>>32))
}
