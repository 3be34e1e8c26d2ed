package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"sayso"
)

// nameTags says what the tags of corpora mean. A tag that is mapped to
// EntityUnknown names what is no proper name (a date, a sum of money).
var nameTags = map[string]sayso.EntityType{
	"PER": sayso.EntityPerson, "PERSON": sayso.EntityPerson,
	"ORG": sayso.EntityOrganisation, "ORGANIZATION": sayso.EntityOrganisation,
	"LOC": sayso.EntityPlace, "LOCATION": sayso.EntityPlace, "GPE": sayso.EntityPlace, "FAC": sayso.EntityPlace, "FACILITY": sayso.EntityPlace,
	"NORP": sayso.EntityNORP,
	"MISC": sayso.EntityMisc, "EVENT": sayso.EntityMisc, "PRODUCT": sayso.EntityMisc, "WORK_OF_ART": sayso.EntityMisc,
	"LAW": sayso.EntityMisc, "LANGUAGE": sayso.EntityMisc,
	"DATE": sayso.EntityUnknown, "TIME": sayso.EntityUnknown, "DURATION": sayso.EntityUnknown, "SET": sayso.EntityUnknown,
	"MONEY": sayso.EntityUnknown, "PERCENT": sayso.EntityUnknown, "NUMBER": sayso.EntityUnknown, "ORDINAL": sayso.EntityUnknown,
	"QUANTITY": sayso.EntityUnknown, "CARDINAL": sayso.EntityUnknown,
}

// nameTag splits a tag such as "B-LOC" into its place and its type in capitals.
// It is no tag when ok is false.
func nameTag(tag string) (place byte, typ string, ok bool) {
	if tag == "O" {
		return 'O', "", true
	}
	if len(tag) < 3 || tag[1] != '-' || !strings.Contains("BIELSU", tag[:1]) {
		return 0, "", false
	}
	typ = strings.ToUpper(tag[2:])
	_, ok = nameTags[typ]
	return tag[0], typ, ok
}

// ReadNameColumns reads a corpus with a token a line, in columns separated by
// tabs, or by spaces where there is no tab, and an empty line behind each
// sentence, as CoNLL-2003, Universal NER and the WorldWide newswire corpus
// have it. Tags are IOB, of either kind, or BILOU. Lines that begin with "# "
// or "-DOCSTART-" are no tokens; "# doc NAME", "# newdoc id = NAME" and
// "-DOCSTART-" begin a document.
//
// The token is in the first column, or in the second where the first counts the
// tokens. The tag is in the first column behind it that holds only tags
// throughout the file. A file that has NORP is taken to tell all types apart, one
// that has MISC but no NORP to count the latter among the former, any other to
// annotate persons, organisations and places only.
func ReadNameColumns(r io.Reader) ([]Named, error) {
	f, err := readColumns(r)
	if err != nil {
		return nil, err
	}
	word, tag, err := f.layout()
	if err != nil {
		return nil, err
	}
	scheme := NamesThree
	for _, l := range f.lines {
		if l.columns == nil {
			continue
		}
		switch _, typ, _ := nameTag(l.columns[tag]); {
		case typ == "NORP":
			scheme = NamesFull
		case nameTags[typ] == sayso.EntityMisc && scheme == NamesThree:
			scheme = NamesCoNLL
		}
	}
	var out []Named
	var b *namedBuilder
	flush := func() {
		if b != nil && len(b.doc.Tokens) > 0 {
			out = append(out, b.done(scheme))
		}
	}
	for _, l := range f.lines {
		switch {
		case l.starts != "" || b == nil:
			flush()
			b = newNamedBuilder(l.starts)
			if l.columns != nil {
				b.token(l.columns[word], l.columns[tag])
			}
		case l.columns == nil:
			b.sentence()
		default:
			b.token(l.columns[word], l.columns[tag])
		}
	}
	flush()
	return out, nil
}

// columnFile is the lines of a file of columns.
type columnFile struct{ lines []columnLine }

// columnLine is a token, the end of a sentence, or the start of a document.
type columnLine struct {
	number  int
	columns []string
	starts  string
}

func readColumns(r io.Reader) (*columnFile, error) {
	f := &columnFile{}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	n := 0
	for s.Scan() {
		n++
		text := strings.TrimRight(s.Text(), "\r\n")
		l := columnLine{number: n}
		switch {
		case strings.HasPrefix(text, "# "):
			_, name, ok := strings.Cut(text, "# doc ")
			if !ok {
				_, name, ok = strings.Cut(text, "# newdoc id = ")
			}
			if !ok {
				continue
			}
			l.starts = strings.TrimSpace(name)
		case strings.HasPrefix(text, "-DOCSTART-"):
			l.starts = "document at line " + strconv.Itoa(n)
		case strings.TrimSpace(text) == "":
		case strings.Contains(text, "\t"):
			l.columns = strings.Split(text, "\t")
		default:
			l.columns = strings.Fields(text)
		}
		f.lines = append(f.lines, l)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	return f, nil
}

// layout finds the columns of tokens and of tags.
func (f *columnFile) layout() (word, tag int, err error) {
	counted, tags := true, map[int]int{}
	tokens := 0
	for _, l := range f.lines {
		if l.columns == nil {
			continue
		}
		tokens++
		if _, err := strconv.Atoi(l.columns[0]); err != nil {
			counted = false
		}
		for k, c := range l.columns {
			if _, _, ok := nameTag(c); ok {
				tags[k]++
			}
		}
	}
	if tokens == 0 {
		return 0, 0, fmt.Errorf("no line holds a token, want one a line with its tag")
	}
	if counted {
		word = 1
	}
	tag = word + 1
	for k, n := range tags {
		if k > word && (n > tags[tag] || n == tags[tag] && k < tag) {
			tag = k
		}
	}
	for _, l := range f.lines {
		if l.columns == nil {
			continue
		}
		if tag >= len(l.columns) {
			return 0, 0, fmt.Errorf("line %d: %d columns, want a token and its tag in column %d", l.number, len(l.columns), tag+1)
		}
		if _, _, ok := nameTag(l.columns[tag]); !ok {
			return 0, 0, fmt.Errorf("line %d: tag %q, want O, or B- or I- and a type such as PER", l.number, l.columns[tag])
		}
	}
	return word, tag, nil
}

// namedBuilder puts a document together whose tokens are separated by spaces.
type namedBuilder struct {
	doc   *sayso.Document
	text  strings.Builder
	first int    // token that the sentence begins with
	last  string // type of the token before, empty when it is in no name
}

func newNamedBuilder(name string) *namedBuilder {
	return &namedBuilder{doc: &sayso.Document{Article: &sayso.Article{Name: name}}}
}

func (b *namedBuilder) token(form, tag string) {
	if b.text.Len() > 0 {
		b.text.WriteByte(' ')
	}
	start := int32(b.text.Len())
	b.text.WriteString(strings.TrimSpace(form))
	span := sayso.Span{Start: start, End: int32(b.text.Len())}
	b.doc.Tokens = append(b.doc.Tokens, sayso.Token{Span: span})
	place, typ, _ := nameTag(tag)
	if t := nameTags[typ]; t != sayso.EntityUnknown {
		if place == 'B' || place == 'U' || place == 'S' || typ != b.last {
			b.doc.Names = append(b.doc.Names, sayso.Name{Span: span, Type: t})
		} else {
			b.doc.Names[len(b.doc.Names)-1].Span.End = span.End
		}
	}
	b.last = typ
}

func (b *namedBuilder) sentence() {
	if n := len(b.doc.Tokens); n > b.first {
		b.doc.Sentences = append(b.doc.Sentences, sayso.Sentence{First: int32(b.first), Last: int32(n)})
		b.first = n
	}
	b.last = ""
}

// done returns the document, with names of the types of the scheme.
func (b *namedBuilder) done(scheme NameScheme) Named {
	b.sentence()
	b.doc.Text = b.text.String()
	for i, n := range b.doc.Names {
		b.doc.Names[i].Type = scheme[n.Type]
	}
	return Named{Document: b.doc, Scheme: scheme}
}
