package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"math"
	"strings"

	"sayso/record"
)

// foundFigure is a figure that was asked for.
type foundFigure struct {
	key  uint32
	unit string
	low  float64
}

// folding is the words that a text must hold, as they are folded.
func folding(text string) (words [][]byte) {
	for _, phrase := range record.Phrases(text) {
		for _, word := range phrase {
			words = append(words, []byte(record.NameID(word)))
		}
	}
	return words
}

func holdsAll(folded []byte, words [][]byte) bool {
	for _, word := range words {
		if !bytes.Contains(folded, word) {
			return false
		}
	}
	return len(words) > 0 // not a word: nothing that could be found
}

// findFigures goes through all packed figures and returns those that f selects whose
// words hold every word of text.
func (f *filter) findFigures(ctx context.Context, tx *sql.Tx, text string) (list []foundFigure, err error) {
	s, err := f.sieve(ctx, tx, true)
	if err != nil {
		return nil, err
	}
	s.from, s.to, s.begun, s.ended = s.begun, s.ended, 0, 0 // of the figures
	words, voiced := folding(text), s.voiced()
	text = strings.TrimSpace(text)
	units := map[string]string{}
	err = s.parts.eachPacked(ctx, tx, packedFigures, func(head *packedHead, rows []byte) error {
		wanted := s.article(head)
		for len(rows) > 0 {
			row, unit, folded, rest, err := nextRow(rows, figureSize)
			if err != nil {
				return err
			}
			rows = rest
			if !wanted || !s.days(number(row[9:]), number(row[13:])) || voiced && (row[8] == 0 || !s.voice(number(row[4:]), row[8])) ||
				f.query.Unit != "" && string(unit) != f.query.Unit || text != "" && !holdsAll(folded, words) {
				continue
			}
			name, ok := units[string(unit)]
			if !ok {
				name = string(unit)
				units[name] = name
			}
			list = append(list, foundFigure{number(row), name, math.Float64frombits(binary.LittleEndian.Uint64(row[17:]))})
		}
		return nil
	})
	return list, err
}

// figureWindow returns the figures of which a page is cut, as JSON, and how many come
// before them.
func (f *filter) figureWindow(list []foundFigure) (keys string, before int, err error) {
	var at record.Figure
	var low float64
	there, err := readPlace(f.after, "figures", &at.Unit, &low, &at.Article.Date.Value, &at.Article.ID, &at.Ordinal)
	if err != nil {
		return "", 0, err
	}
	var after *foundFigure
	if there {
		after = &foundFigure{unit: at.Unit, low: low}
	}
	list, before = window(list, f.limit, f.offset, after, func(a, b foundFigure) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(b.low, a.low))
	})
	chosen := make([]uint32, len(list))
	for i, g := range list {
		chosen[i] = g.key
	}
	return numbers(chosen), before, nil
}
