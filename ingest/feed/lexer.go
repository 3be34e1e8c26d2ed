package feed

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
)

const maxTag = 64 << 10 // bytes of one tag; no feed needs them

type tagKind uint8

const (
	startTag tagKind = iota
	endTag
	emptyTag
)

// tag is one tag as it is written.
type tag struct {
	kind          tagKind
	name          string // with its prefix
	prefix, local string // local in small letters
	raw           []byte
}

// lexer finds the tags of XML, well-formed or not: comments, CDATA sections,
// processing instructions and document types are passed over. What it passes is
// kept on demand, to the byte.
type lexer struct {
	r       *bufio.Reader
	at      int64 // bytes read
	limit   int64 // of what is kept
	keeping bool
	over    bool // more was to be kept than limit
	buf     []byte
	unread  *tag
	word    []byte // the tag being read
}

// keep drops what was kept, and keeps what comes when on is true.
func (l *lexer) keep(on bool) { l.keeping, l.over, l.buf = on, false, l.buf[:0] }

// keepFrom keeps t, which was the last tag, and what comes.
func (l *lexer) keepFrom(t tag) {
	l.keep(true)
	l.buf = append(l.buf, t.raw...)
}

// kept returns what was kept, false when it was too much. It is valid until the
// next call of a method.
func (l *lexer) kept() ([]byte, bool) { return l.buf, !l.over }

// back puts t, which was the last tag, back.
func (l *lexer) back(t tag) { l.unread = &t }

func (l *lexer) take(b []byte) {
	l.at += int64(len(b))
	switch {
	case !l.keeping || l.over:
	case int64(len(l.buf)+len(b)) > l.limit:
		l.over, l.buf = true, nil
	default:
		l.buf = append(l.buf, b...)
	}
}

// next returns the next tag, and io.EOF where there is none.
func (l *lexer) next() (tag, error) {
	if l.unread != nil {
		t := *l.unread
		l.unread = nil
		return t, nil
	}
	for {
		if err := l.until('<'); err != nil {
			return tag{}, err
		}
		head, _ := l.r.Peek(len("![CDATA["))
		var err error
		switch {
		case bytes.HasPrefix(head, []byte("!--")):
			l.skip(3)
			err = l.past("-->")
		case bytes.HasPrefix(head, []byte("![CDATA[")):
			l.skip(len("![CDATA["))
			err = l.past("]]>")
		case bytes.HasPrefix(head, []byte("?")):
			err = l.past("?>")
		case bytes.HasPrefix(head, []byte("!")):
			err = l.doctype()
		case len(head) > 0 && (head[0] == '/' || head[0] == '_' || head[0] >= 'A' && head[0] <= 'Z' || head[0] >= 'a' && head[0] <= 'z'):
			t, ok, err := l.tag()
			if err != nil || ok {
				return t, err
			}
		}
		if err != nil {
			return tag{}, err
		}
	}
}

// until reads to the next c, and past it.
func (l *lexer) until(c byte) error {
	for {
		b, err := l.r.ReadSlice(c)
		l.take(b)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// past reads past the next end, whose last byte is ">".
func (l *lexer) past(end string) error {
	var tail []byte
	for {
		b, err := l.r.ReadSlice('>')
		l.take(b)
		tail = append(tail, b[max(0, len(b)-len(end)):]...)
		tail = tail[max(0, len(tail)-len(end)):]
		if err == nil && string(tail) == end {
			return nil
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// doctype reads past a document type, with what it declares in brackets.
func (l *lexer) doctype() error {
	for inside := false; ; {
		c, err := l.byte()
		switch {
		case err != nil:
			return err
		case c == '[':
			inside = true
		case c == ']':
			inside = false
		case c == '>' && !inside:
			return nil
		}
	}
}

func (l *lexer) byte() (byte, error) {
	c, err := l.r.ReadByte()
	if err == nil {
		l.take([]byte{c})
	}
	return c, err
}

// skip passes n bytes that Peek has shown.
func (l *lexer) skip(n int) {
	b, _ := l.r.Peek(n)
	l.take(b)
	l.r.Discard(len(b))
}

// tag reads the tag whose "<" has been read. It is false when that was a stray
// one: no tag holds another "<" or is that long.
func (l *lexer) tag() (tag, bool, error) {
	l.word = append(l.word[:0], '<')
	for quote := byte(0); ; {
		next, err := l.r.Peek(1)
		if err != nil {
			return tag{}, false, err
		}
		if next[0] == '<' || len(l.word) > maxTag {
			return tag{}, false, nil
		}
		c, err := l.byte()
		if err != nil {
			return tag{}, false, err
		}
		l.word = append(l.word, c)
		switch {
		case quote == 0 && c == '>':
			return newTag(bytes.Clone(l.word)), true, nil
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
}

func newTag(raw []byte) tag {
	t := tag{raw: raw}
	s := string(raw[1 : len(raw)-1])
	if rest, ok := strings.CutPrefix(s, "/"); ok {
		t.kind, s = endTag, rest
	} else if strings.HasSuffix(s, "/") {
		t.kind = emptyTag
		s = strings.TrimSuffix(s, "/")
	}
	if k := strings.IndexAny(s, " \t\r\n/"); k >= 0 {
		s = s[:k]
	}
	t.name = s
	prefix, local, ok := strings.Cut(s, ":")
	if !ok {
		prefix, local = "", s
	}
	t.prefix, t.local = prefix, strings.ToLower(local)
	return t
}
