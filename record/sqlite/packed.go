package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"sayso"
	"sayso/record"
)

// Packed rows. A row of their tables is a part, of the articles whose keys divided by
// articlesInPart are its number: the articles one behind the other in any order, each
// with its head, the number of bytes of its rows, and these. Numbers are
// little-endian, keys and days have 32 bits and 0 for NULL, strings have their length
// before them. Speakers are those before speakers were merged, so that a merger changes
// no row.

// articlesInPart is how many articles a part is of: with more of them a report takes
// longer to add, with fewer a record takes longer to go through.
const articlesInPart = 16

// The sizes in bytes of a head, and of rows but for their strings.
const (
	headSize      = 4 + 4 + dateSize + 4 + 4
	statementSize = 4 + 4 + 4 + 4 + 1 + 4
	placeSize     = 4 + 4
	figureSize    = 4 + 4 + 1 + 4 + 4 + 8
	eventSize     = 4 + 4 + 1 + 4 + 4 + 4 + 1
	namingSize    = 4 + 4 + 4 + 1
	dateSize      = len("2006-01-02")
)

// The flags of a statement, 0 where there is none.
const (
	packedKind   = 0b0011 // 1 + sayso.Kind
	packedSaid   = 0b0100 // the text tells when it was made
	packedCounts = 0b1000 // it counts
	packedReview = 4      // by how many bits the place of its state in packedReviews is shifted
)

// packedReviews are states of review by their numbers, which never change; 0 is any
// other state.
var packedReviews = [...]record.Review{1: record.Open, record.Accepted, record.Corrected, record.Contested, record.Rejected, record.Unresolved, record.Entered}

// packing is a table of packed rows and the query that makes those of an article.
type packing struct {
	table, query string
	pack         func(r row, to []byte) ([]byte, error)
}

// The packings, by the places they have in the list.
const (
	packedStatements = iota
	packedPlaces
	packedFigures
	packedEvents
	packedNamings
)

var packings = [...]packing{
	packedStatements: {"packed_statement", `SELECT key, coalesce(named, 0), coalesce(first_day, ''), coalesce(last_day, ''), kind, said <> '', latest, review, score
		FROM statement WHERE article = ? ORDER BY ordinal`, packStatement},
	packedPlaces: {"packed_place", `SELECT geoname, coalesce(statement, 0) FROM place
		WHERE article = ? AND latest = 1 AND geoname IS NOT NULL AND level <> 'boilerplate' ORDER BY ordinal`, packPlace},
	packedFigures: {"packed_figure", `SELECT f.key, coalesce(s.named, 0), coalesce(s.kind, ''), coalesce(f.first_day, ''), coalesce(f.last_day, ''), f.low, f.unit, f.folded
		FROM figure f LEFT JOIN statement s ON s.key = f.statement
		WHERE f.article = ? AND f.latest = 1 AND f.level <> 'boilerplate' ORDER BY f.ordinal`, packFigure},
	packedEvents: {"packed_event", `SELECT e.key, coalesce(s.named, 0), coalesce(s.kind, ''), coalesce(e.first_day, ''), coalesce(e.last_day, ''), coalesce(e.geoname, 0), e.ahead, e.kind, e.folded
		FROM event e LEFT JOIN statement s ON s.key = e.statement
		WHERE e.article = ? AND e.latest = 1 AND e.again = 0 AND e.level <> 'boilerplate' ORDER BY e.ordinal`, packEvent},
	packedNamings: {"packed_naming", `SELECT coalesce(n.referent, 0), (SELECT min(w.key) FROM wording w WHERE w.way = n.way),
			(SELECT w.key FROM wording w WHERE w.way = n.way AND w.words = n.words), n.voice
		FROM naming n WHERE n.article = ? AND n.latest = 1 ORDER BY n.ordinal`, packNaming},
}

func packStatement(r row, to []byte) ([]byte, error) {
	var key, speaker uint32
	var first, last, kind, review string
	var said, counts bool
	var score float64
	if err := r.Scan(&key, &speaker, &first, &last, &kind, &said, &counts, &review, &score); err != nil {
		return nil, err
	}
	flags, err := packKind(kind)
	if err != nil {
		return nil, err
	}
	if said {
		flags |= packedSaid
	}
	if counts {
		flags |= packedCounts
	}
	flags |= uint8(max(0, slices.Index(packedReviews[:], record.Review(review)))) << packedReview
	to = append(packNumbers(to, key, speaker, packDay(first), packDay(last)), flags)
	return packNumbers(to, math.Float32bits(float32(score))), nil
}

func packPlace(r row, to []byte) ([]byte, error) {
	var geoname, statement uint32
	err := r.Scan(&geoname, &statement)
	return packNumbers(to, geoname, statement), err
}

func packFigure(r row, to []byte) ([]byte, error) {
	var key, speaker uint32
	var kind, first, last, unit, folded string
	var low float64
	if err := r.Scan(&key, &speaker, &kind, &first, &last, &low, &unit, &folded); err != nil {
		return nil, err
	}
	flags, err := packKind(kind)
	to = append(packNumbers(to, key, speaker), flags)
	to = binary.LittleEndian.AppendUint64(packNumbers(to, packDay(first), packDay(last)), math.Float64bits(low))
	return packString(packString(to, unit), folded), err
}

func packEvent(r row, to []byte) ([]byte, error) {
	var key, speaker, geoname uint32
	var kind, first, last, what, folded string
	var ahead uint8
	if err := r.Scan(&key, &speaker, &kind, &first, &last, &geoname, &ahead, &what, &folded); err != nil {
		return nil, err
	}
	flags, err := packKind(kind)
	to = append(packNumbers(to, key, speaker), flags)
	to = append(packNumbers(to, packDay(first), packDay(last), geoname), ahead)
	return packString(packString(to, what), folded), err
}

func packNaming(r row, to []byte) ([]byte, error) {
	var referent, way, words uint32
	var name string
	if err := r.Scan(&referent, &way, &words, &name); err != nil {
		return nil, err
	}
	voice, err := sayso.ParseVoice(name)
	return append(packNumbers(to, referent, way, words), uint8(voice)), err
}

func packKind(kind string) (uint8, error) {
	if kind == "" {
		return 0, nil
	}
	k, err := sayso.ParseKind(kind)
	return 1 + uint8(k), err
}

func packNumbers(to []byte, numbers ...uint32) []byte {
	for _, n := range numbers {
		to = binary.LittleEndian.AppendUint32(to, n)
	}
	return to
}

func packString(to []byte, s string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

// packDay returns a day as record.Period writes it as a number that compares as it
// does, 0 for none.
func packDay(day string) (n uint32) {
	if len(day) != dateSize {
		return 0
	}
	digits := func(s string) (n uint32) {
		for _, c := range []byte(s) {
			n = n*10 + uint32(c-'0')
		}
		return n
	}
	return digits(day[:4])<<9 | digits(day[5:7])<<5 | digits(day[8:])
}

// unpackDay undoes packDay.
func unpackDay(n uint32) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", n>>9, n>>5&15, n&31)
}

// packedHead is what filters ask of an article.
type packedHead struct {
	article, outlet uint32
	date            packedDate
	first, last     uint32 // days of publication
}

// packedDate is the beginning of a date, filled up with zeros: such dates are in the
// order of the dates, but that longer ones may be equal.
type packedDate [dateSize]byte

func (h *packedHead) append(to []byte) []byte {
	to = append(packNumbers(to, h.article, h.outlet), h.date[:]...)
	return packNumbers(to, h.first, h.last)
}

func (h *packedHead) read(b []byte) {
	h.article, h.outlet = number(b), number(b[4:])
	copy(h.date[:], b[8:])
	h.first, h.last = number(b[8+dateSize:]), number(b[12+dateSize:])
}

func number(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }

var errPacked = errors.New("packed rows are damaged: they end too early")

// nextPacked cuts the first article off a part and returns its head and its rows.
func nextPacked(part []byte) (head packedHead, rows, rest []byte, err error) {
	if len(part) < headSize+4 {
		return head, nil, nil, errPacked
	}
	head.read(part)
	n := int(number(part[headSize:]))
	if part = part[headSize+4:]; n > len(part) {
		return head, nil, nil, errPacked
	}
	return head, part[:n], part[n:], nil
}

// nextString cuts the first string off rows.
func nextString(rows []byte) (s, rest []byte, err error) {
	n, size := binary.Uvarint(rows)
	if size <= 0 || n > uint64(len(rows)-size) {
		return nil, nil, errPacked
	}
	return rows[size : size+int(n)], rows[size+int(n):], nil
}

// nextRow cuts the first row off rows, which has size bytes and two strings behind.
func nextRow(rows []byte, size int) (row, first, second, rest []byte, err error) {
	if len(rows) < size {
		return nil, nil, nil, nil, errPacked
	}
	first, rest, err = nextString(rows[size:])
	if err != nil {
		return nil, nil, nil, nil, err
	}
	second, rest, err = nextString(rest)
	return rows, first, second, rest, err
}
