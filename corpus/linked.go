package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// GoldArticle is an article with the story, or the reprint, it belongs to. Line
// is the JSON object it was read from.
type GoldArticle struct {
	ID, Story, Date string
	Line            []byte
}

// ReadGoldArticles reads JSON Lines with at least "id" and "story".
func ReadGoldArticles(r io.Reader) ([]GoldArticle, error) {
	var out []GoldArticle
	seen := map[string]bool{}
	err := jsonLines(r, func(line []byte) error {
		var a struct {
			ID, Story string
			Date      *string
		}
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		switch {
		case a.ID == "" || a.Story == "":
			return errors.New(`want an "id" and a "story"`)
		case seen[a.ID]:
			return fmt.Errorf("the id %q stands twice", a.ID)
		}
		seen[a.ID] = true
		g := GoldArticle{ID: a.ID, Story: a.Story, Line: bytes.Clone(line)}
		if a.Date != nil {
			g.Date = *a.Date
		}
		out = append(out, g)
		return nil
	})
	return out, err
}

// GoldTranslation is a sentence in two translations.
type GoldTranslation struct {
	ID        string
	Pair      string `json:"lp"` // the languages: "cs-en"
	A, B      string
	Statement bool // it reports speech
}

// ReadTranslations reads JSON Lines with "lp", "a", "b" and "statement".
func ReadTranslations(r io.Reader) ([]GoldTranslation, error) {
	var out []GoldTranslation
	err := jsonLines(r, func(line []byte) error {
		var t GoldTranslation
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		if t.Pair == "" || t.A == "" || t.B == "" {
			return errors.New(`want "lp", "a" and "b"`)
		}
		out = append(out, t)
		return nil
	})
	return out, err
}

// GoldQuotes is two quotations in reports of one event, and how they stand to
// each other: "same", "part", "variant" or "neg".
type GoldQuotes struct {
	ID, A, B string
	Relation string `json:"rel"`
}

// ReadQuotes reads JSON Lines with "a", "b" and "rel".
func ReadQuotes(r io.Reader) ([]GoldQuotes, error) {
	var out []GoldQuotes
	err := jsonLines(r, func(line []byte) error {
		var q GoldQuotes
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		if q.A == "" || q.B == "" || q.Relation == "" {
			return errors.New(`want "a", "b" and "rel"`)
		}
		out = append(out, q)
		return nil
	})
	return out, err
}

// jsonLines hands each line that is not blank to f; an error names the line.
func jsonLines(r io.Reader, f func(line []byte) error) error {
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := f(line); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
		if err != nil {
			return nil
		}
	}
}
