// Package evidence writes and verifies evidence packs: zip files that hold
// statements with the originals they were read from, and what anybody needs to
// check the one against the other. SPEC.md says what a pack is, byte by byte.
//
// This file needs nothing but the standard library: a pack carries it as its own
// verifier (see Verifier).
package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Article is the file article.json of one article.
type Article struct {
	ID         string      `json:"id"`
	Original   File        `json:"original"`
	Text       File        `json:"text"`
	Verbatim   bool        `json:"text_is_original"` // the text is the original, byte for byte
	Format     string      `json:"format"`
	About      any         `json:"about,omitempty"` // title, outlet, dates, pipeline: what the program read
	Statements []Statement `json:"statements"`
}

// File is a file of the pack by its contents.
type File struct {
	SHA256     string `json:"sha256"`
	Bytes      int    `json:"bytes"`
	Codepoints *int   `json:"codepoints,omitempty"` // of a text
}

// Statement is one statement with the passages it stands on.
type Statement struct {
	ID        string    `json:"id"`
	About     any       `json:"about,omitempty"` // speaker, kind, dates: what the program read
	Source    []Passage `json:"source"`
	Cue       []Passage `json:"cue"`
	Content   []Passage `json:"content"`
	Addressee []Passage `json:"addressee"`
	Occasion  []Passage `json:"occasion"`
}

// Passage is a half-open range of the article's text, in bytes of UTF-8 and in
// code points, and the words that stand there.
type Passage struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	StartCP int    `json:"start_cp"`
	EndCP   int    `json:"end_cp"`
	Exact   string `json:"exact"`
}

// What a manifest calls itself.
const (
	Format  = "sayso evidence pack"
	Version = 1
)

// The names and limits of a pack.
const (
	manifestName = "manifest.json"
	sumsName     = "SHA256SUMS"
	rootName     = "SHA256SUMS.sha256"
	maxName      = 200       // bytes
	maxFile      = 256 << 20 // bytes
	maxFiles     = 1<<16 - 2
)

var (
	goodName    = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$`)
	sumLine     = regexp.MustCompile(`^([0-9a-f]{64})  (.+)$`)
	articleID   = regexp.MustCompile(`^[0-9a-f]{16}$`)
	commonFiles = []string{"README.txt", "SPEC.md", "verifier/verify.go", "index.html", manifestName, sumsName, rootName}
	pageFiles   = []string{"original.bin", "text.txt", "article.json", "page.html"}
)

// Result is what was found in a pack. It is sound when there is no problem.
type Result struct {
	Digest                      string // of the pack: the SHA-256 of SHA256SUMS
	Files, Articles, Statements int
	Problems                    []string // each names what does not hold
}

// Options adjusts Verify.
type Options struct {
	Digest   string                                               // that the pack must have; empty for any
	Reread   func(original []byte, format string) (string, error) // reads an original's text again; nil trusts the text
	Progress func(done, total int)                                // told after each file, then after each article; may be nil
}

// Verify checks the pack of size bytes in r against SPEC.md. The error is for
// what cannot be read; everything that does not hold is a problem of the result.
func Verify(ctx context.Context, r io.ReaderAt, size int64, opt Options) (Result, error) {
	v := &verifier{ctx: ctx, r: r, size: size, opt: opt, at: map[string]int{}, sums: map[string]string{}}
	if v.structure() {
		v.digests()
		if len(v.result.Problems) == 0 && v.err == nil {
			v.contents() // of what is not as it was made, nothing more can be said
		}
	}
	return v.result, v.err
}

type verifier struct {
	ctx     context.Context
	r       io.ReaderAt
	size    int64
	opt     Options
	entries []entry
	at      map[string]int    // entries by name
	sums    map[string]string // digests found, by name
	result  Result
	err     error
}

func (v *verifier) fail(format string, args ...any) {
	v.result.Problems = append(v.result.Problems, fmt.Sprintf(format, args...))
}

// read returns n bytes at an offset. A fault of reading ends the verification.
func (v *verifier) read(at, n int64) []byte {
	b := make([]byte, n)
	if _, err := v.r.ReadAt(b, at); err != nil && v.err == nil {
		v.err = fmt.Errorf("%d bytes at %d: %w", n, at, err)
	}
	return b
}

// step tells how far the work is and reports whether it goes on.
func (v *verifier) step(done, total int) bool {
	if v.opt.Progress != nil {
		v.opt.Progress(done, total)
	}
	if v.err == nil {
		v.err = v.ctx.Err()
	}
	return v.err == nil
}

// entry is one file of the zip.
type entry struct {
	name   string
	crc    uint32
	size   int64
	header int64 // where its local header begins
}

func (e entry) data() int64 { return e.header + localSize + int64(len(e.name)) }

// The sizes of the zip's headers, without names.
const (
	localSize   = 30
	centralSize = 46
)

// local returns the only local header that a file may have.
func (e entry) local() []byte {
	b := []byte{'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0} // version 2.0, no flag, stored, 1980-01-01 00:00
	return append(e.sizes(b), e.name...)
}

func (e entry) sizes(b []byte) []byte {
	for _, n := range []uint32{e.crc, uint32(e.size), uint32(e.size)} {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(e.name)))
	return append(b, 0, 0) // no extra field
}

// directory returns the only end that a pack of those files may have: the
// central directory and its end record.
func directory(entries []entry, at int64) []byte {
	var b []byte
	for _, e := range entries {
		b = append(b, 'P', 'K', 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0)
		b = e.sizes(b)
		b = append(b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // no comment, first disk, no attributes
		b = binary.LittleEndian.AppendUint32(b, uint32(e.header))
		b = append(b, e.name...)
	}
	size := uint32(len(b))
	b = append(b, 'P', 'K', 5, 6, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(entries)))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(entries)))
	b = binary.LittleEndian.AppendUint32(b, size)
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	return append(b, 0, 0)
}

// structure reads the zip from its first byte to its last and reports whether
// its files can be looked at.
func (v *verifier) structure() bool {
	at := int64(0)
	for v.size-at >= localSize && v.err == nil {
		head := v.read(at, localSize)
		if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
			break
		}
		e := entry{crc: binary.LittleEndian.Uint32(head[14:]), size: int64(binary.LittleEndian.Uint32(head[18:])), header: at}
		names := int64(binary.LittleEndian.Uint16(head[26:]))
		if names == 0 || names > maxName || names > v.size-at-localSize {
			v.fail("byte %d: a file's name of %d bytes", at, names)
			return false
		}
		e.name = string(v.read(at+localSize, names))
		if len(v.entries) == maxFiles {
			v.fail("byte %d: more than %d files", at, maxFiles)
			return false
		}
		if e.size > maxFile || e.size > v.size-e.data() {
			v.fail("%q: its header says %d bytes, more than there are or than %d", e.name, e.size, maxFile)
			return false
		}
		if want := e.local(); !bytes.Equal(head, want[:localSize]) {
			v.fail("%q: its header at byte %d is not the one that the form of a pack gives it", e.name, at)
		}
		switch _, twice := v.at[e.name]; {
		case twice:
			v.fail("%q: stands in the pack twice", e.name)
		case !goodName.MatchString(e.name):
			v.fail("%q: not a name that a file of a pack can have", e.name)
		}
		v.at[e.name] = len(v.entries)
		v.entries = append(v.entries, e)
		at = e.data() + e.size
	}
	if v.err != nil {
		return false
	}
	want := directory(v.entries, at)
	if v.size-at != int64(len(want)) {
		v.fail("byte %d: %d bytes follow the last file, %d were to follow", at, v.size-at, len(want))
	} else if got := v.read(at, int64(len(want))); !bytes.Equal(got, want) {
		d := 0
		for got[d] == want[d] {
			d++
		}
		v.fail("byte %d: the directory at the end is not that of the files", at+int64(d))
	}
	n := len(v.entries)
	if n < 2 || v.entries[n-1].name != rootName || v.entries[n-2].name != sumsName {
		v.fail("the last two files are not %s and %s", sumsName, rootName)
		return false
	}
	v.result.Files = n
	return v.err == nil
}

// digests compares every file with its CRC-32 and its line of SHA256SUMS.
func (v *verifier) digests() {
	var lines strings.Builder
	n := len(v.entries)
	for i, e := range v.entries {
		sha, crc := sha256.New(), crc32.NewIEEE()
		if _, err := io.Copy(io.MultiWriter(sha, crc), io.NewSectionReader(v.r, e.data(), e.size)); err != nil {
			v.err = fmt.Errorf("%q: %w", e.name, err)
			return
		}
		if crc.Sum32() != e.crc {
			v.fail("%q: its CRC-32 is %08x, its header has %08x", e.name, crc.Sum32(), e.crc)
		}
		if !v.step(i+1, n) {
			return
		}
		v.sums[e.name] = hex.EncodeToString(sha.Sum(nil))
		if i < n-2 {
			lines.WriteString(v.sums[e.name] + "  " + e.name + "\n")
		}
	}
	list := v.file(sumsName)
	v.result.Digest = v.sums[sumsName]
	if want := v.result.Digest + "  " + sumsName + "\n"; string(v.file(rootName)) != want {
		v.fail("%q: does not hold the SHA-256 of %s, which is %s", rootName, sumsName, v.result.Digest)
	}
	if v.opt.Digest != "" && !strings.EqualFold(v.opt.Digest, v.result.Digest) {
		v.fail("the pack has the digest %s, asked for was %s", v.result.Digest, v.opt.Digest)
	}
	if string(list) == lines.String() {
		return
	}
	listed := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSuffix(string(list), "\n"), "\n") {
		m := sumLine.FindStringSubmatch(line)
		switch {
		case m == nil:
			v.fail("%q: line %d is no digest and name", sumsName, i+1)
		case v.sums[m[2]] == "":
			v.fail("%q: listed in %s and not in the pack", m[2], sumsName)
		case v.sums[m[2]] != m[1]:
			v.fail("%q: its SHA-256 is %s, %s has %s", m[2], v.sums[m[2]], sumsName, m[1])
		}
		if m != nil {
			listed[m[2]] = true
		}
	}
	for _, e := range v.entries[:n-2] {
		if !listed[e.name] {
			v.fail("%q: not listed in %s", e.name, sumsName)
		}
	}
	if len(v.result.Problems) == 0 {
		v.fail("%q: not the list of the files in their order", sumsName)
	}
}

// file returns the contents of a file, nothing when it is not there.
func (v *verifier) file(name string) []byte {
	i, ok := v.at[name]
	if !ok {
		v.fail("%q: not in the pack", name)
		return nil
	}
	e := v.entries[i]
	return v.read(e.data(), e.size)
}

// contents checks the articles that the manifest names.
func (v *verifier) contents() {
	var m struct {
		Format     string
		Version    int
		Statements int
		Articles   []struct {
			ID         string
			Statements int
		}
	}
	if err := json.Unmarshal(v.file(manifestName), &m); err != nil {
		v.fail("%q: %v", manifestName, err)
		return
	}
	if m.Format != Format || m.Version != Version {
		v.fail("%q: is a %q of version %d, want %q of version %d", manifestName, m.Format, m.Version, Format, Version)
		return
	}
	known := map[string]bool{}
	for _, name := range commonFiles {
		known[name] = true
		if _, ok := v.at[name]; !ok {
			v.fail("%q: not in the pack", name)
		}
	}
	for i, a := range m.Articles {
		if !articleID.MatchString(a.ID) || known["articles/"+a.ID+"/text.txt"] {
			v.fail("%q: article %d: %q is no ID, or stands there twice", manifestName, i+1, a.ID)
			continue
		}
		for _, name := range pageFiles {
			known["articles/"+a.ID+"/"+name] = true
		}
		if n := v.article(a.ID); n != a.Statements {
			v.fail("articles/%s: %d statements, the manifest has %d", a.ID, n, a.Statements)
		}
		if !v.step(i+1, len(m.Articles)) {
			return
		}
	}
	for _, e := range v.entries {
		if !known[e.name] {
			v.fail("%q: a file that no pack has", e.name)
		}
	}
	v.result.Articles = len(m.Articles)
	if v.result.Statements != m.Statements {
		v.fail("%q: says %d statements, the articles have %d", manifestName, m.Statements, v.result.Statements)
	}
}

// article checks one article and returns how many statements it has.
func (v *verifier) article(id string) int {
	dir := "articles/" + id + "/"
	original, text, about := v.file(dir+"original.bin"), v.file(dir+"text.txt"), v.file(dir+"article.json")
	v.file(dir + "page.html")
	var a Article
	if err := json.Unmarshal(about, &a); err != nil {
		v.fail("%sarticle.json: %v", dir, err)
		return 0
	}
	if sum := v.sums[dir+"original.bin"]; a.ID != id || a.Original.SHA256 != sum || a.Original.Bytes != len(original) || !strings.HasPrefix(sum, id) {
		v.fail("%soriginal.bin: has SHA-256 %s and %d bytes, article.json says %s and %d of article %s", dir, sum, len(original), a.Original.SHA256, a.Original.Bytes, a.ID)
	}
	if !utf8.Valid(text) {
		v.fail("%stext.txt: not UTF-8", dir)
		return len(a.Statements)
	}
	if sum, n := v.sums[dir+"text.txt"], utf8.RuneCount(text); a.Text.SHA256 != sum || a.Text.Bytes != len(text) || a.Text.Codepoints == nil || *a.Text.Codepoints != n {
		v.fail("%stext.txt: has SHA-256 %s, %d bytes and %d code points, which is not what article.json says", dir, sum, len(text), n)
	}
	if a.Verbatim != bytes.Equal(original, text) {
		v.fail("%stext.txt: article.json says text_is_original %v, which does not hold", dir, a.Verbatim)
	}
	if v.opt.Reread != nil {
		if again, err := v.opt.Reread(original, a.Format); err != nil {
			v.fail("%soriginal.bin: cannot be read again: %v", dir, err)
		} else if again != string(text) {
			v.fail("%stext.txt: is not what is read in the original now", dir)
		}
	}
	points := newCounter(text)
	seen := map[string]bool{}
	for i, s := range a.Statements {
		where := fmt.Sprintf("%sarticle.json: statement %d (%s)", dir, i+1, s.ID)
		if seen[s.ID] {
			v.fail("%s: stands there twice", where)
		}
		seen[s.ID] = true
		if v.statement(where, s, points) && s.ID != statementID(id, s) {
			v.fail("%s: its passages give it the ID %s", where, statementID(id, s))
		}
	}
	v.result.Statements += len(a.Statements)
	return len(a.Statements)
}

// statement checks the passages of s and reports whether they lie in the text.
func (v *verifier) statement(where string, s Statement, text *counter) bool {
	sound := true
	for _, role := range []struct {
		name     string
		passages []Passage
		most     int
	}{{"source", s.Source, -1}, {"cue", s.Cue, -1}, {"content", s.Content, -1}, {"addressee", s.Addressee, 1}, {"occasion", s.Occasion, 1}} {
		if role.name == "content" && len(role.passages) == 0 || role.most >= 0 && len(role.passages) > role.most {
			v.fail("%s: %d passages of the %s", where, len(role.passages), role.name)
		}
		end := 0
		for _, p := range role.passages {
			if p.Start < end || p.End <= p.Start || p.End > len(text.text) {
				v.fail("%s: %s at [%d,%d) of a text of %d bytes", where, role.name, p.Start, p.End, len(text.text))
				sound = false
				break
			}
			end = p.End
			if got := string(text.text[p.Start:p.End]); got != p.Exact {
				v.fail("%s: %s at [%d,%d): the text has %q, the statement %q", where, role.name, p.Start, p.End, got, p.Exact)
			}
			if from, to := text.at(p.Start), text.at(p.End); from != p.StartCP || to != p.EndCP {
				v.fail("%s: %s at [%d,%d): code points %d to %d, the statement has %d to %d", where, role.name, p.Start, p.End, from, to, p.StartCP, p.EndCP)
			}
		}
	}
	return sound
}

// statementID makes the ID of a statement from its article's and the places of
// its cue and content.
func statementID(article string, s Statement) string {
	b := []byte(article)
	for _, passages := range [][]Passage{s.Cue, s.Content} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(passages)))
		for _, p := range passages {
			b = binary.BigEndian.AppendUint32(b, uint32(p.Start))
			b = binary.BigEndian.AppendUint32(b, uint32(p.End))
		}
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// counter counts the code points before a byte of a text.
type counter struct {
	text  []byte
	marks []int // code points before each block
}

const block = 1024

func newCounter(text []byte) *counter {
	c := &counter{text: text, marks: []int{0}}
	for part := range slices.Chunk(text, block) {
		c.marks = append(c.marks, c.marks[len(c.marks)-1]+starts(part))
	}
	return c
}

// starts counts the bytes that begin a code point.
func starts(b []byte) int {
	n := 0
	for _, x := range b {
		if utf8.RuneStart(x) {
			n++
		}
	}
	return n
}

func (c *counter) at(i int) int { return c.marks[i/block] + starts(c.text[i/block*block:i]) }
