// Package sayso is the dictionary of the program: the types that an article and
// everything read in it are made of. It holds no algorithms; each step of an
// article's journey lives in a package of its own and imports this one.
//
// The words are the field's own. A statement has a source, a cue and a content
// (the attribution corpora PARC 3.0 and PolNeAR); mentions of one person or
// group form an entity (coreference).
package sayso

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Digest is the SHA-256 of archived bytes.
type Digest [sha256.Size]byte

// DigestOf returns the SHA-256 of b.
func DigestOf(b []byte) Digest { return sha256.Sum256(b) }

// String returns the digest as 64 lower-case hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// ParseDigest reads what String wrote.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(d) {
		return d, fmt.Errorf("digest %q: want %d hexadecimal digits", s, 2*len(d))
	}
	copy(d[:], b)
	return d, nil
}

// MarshalText writes the digest as String does, for JSON.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Digest) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDigest(string(b))
	return err
}

// ArticleID names an article by the bytes it was read from: the first 16
// hexadecimal digits of their SHA-256. The same bytes always have the same ID.
type ArticleID string

// NewArticleID returns the ID of the article read from the archived bytes with
// digest d.
func NewArticleID(d Digest) ArticleID { return ArticleID(d.String()[:16]) }

// Article is what was published, as it was read from one archived original. The
// text never changes once read.
type Article struct {
	ID       ArticleID
	Name     string // how the user named it: a path, a member of an archive, or the "id" of a JSON line
	URL      string // where it was published, empty when the original does not say
	Title    string // the headline as plain words, empty when none was found
	Language string // BCP 47 tag, empty when unknown
	Outlet   Outlet
	Agencies []Credit // agencies that the page credits for the whole text
	Byline   []Span   // authors as written
	Place    Span     // the place in the dateline, empty when there is none
	Date     Date     // publication date
	Text     string   // UTF-8, immutable; for plain text in UTF-8 the file's own bytes
	Zones    []Zone   // sorted, disjoint; together with white space they cover Text
	Original Digest   // of the archived bytes the text was read from
	Format   string   // how the original was read: "text", "html", "jsonl", "feed" or "warc"
}

// Outlet is who published an article. Basis says where the name was read; an
// outlet that the original does not name stays empty.
type Outlet struct {
	Name  string
	Basis string
}

// Credit is an agency credited on the page, with the passage that credits it.
type Credit struct {
	Name string
	At   Span
}

// Date is a calendar date as ISO 8601 ("2018-11-28", "2018-11", "2018"), or a
// set of candidates, or open. There is no default: a date nobody stated has an
// empty Value and a Why that says what is missing.
type Date struct {
	Value      string
	Candidates []string // sorted; set only when Value is empty
	Why        string   // where the value was read, or why it stays open
	At         []Span   // the words it was read from, when they lie in Text
}

// Open reports whether the date has no single value.
func (d Date) Open() bool { return d.Value == "" }

// ZoneKind says what part of a page a zone is.
type ZoneKind uint8

// The kinds of zone.
const (
	ZoneBody ZoneKind = iota
	ZoneHeadline
	ZoneByline
	ZoneDateline
	ZoneCaption
	ZoneSection // a section head inside the article
	ZoneBoilerplate
)

var zoneNames = [...]string{"body", "headline", "byline", "dateline", "caption", "section", "boilerplate"}

// String returns the kind's name as printed in records.
func (k ZoneKind) String() string {
	if int(k) < len(zoneNames) {
		return zoneNames[k]
	}
	return fmt.Sprintf("ZoneKind(%d)", uint8(k))
}

// MarshalText writes the kind's name.
func (k ZoneKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *ZoneKind) UnmarshalText(b []byte) error {
	for i, n := range zoneNames {
		if n == string(b) {
			*k = ZoneKind(i)
			return nil
		}
	}
	return fmt.Errorf("unknown zone kind %q", b)
}

// Zone is a stretch of the text with one role on the page. A paragraph is one
// zone; Reason says how boilerplate was recognised and is empty otherwise.
type Zone struct {
	Span   Span
	Kind   ZoneKind
	Reason string
}
