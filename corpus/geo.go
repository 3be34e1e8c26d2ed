package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// GeoDocument is one text with its toponyms: a line of a gold file, such as
// those made of TR-News (Kamalloo and Rafiei 2018) and LGL (Lieberman et al.
// 2010), or of a prediction, which needs no text.
type GeoDocument struct {
	ID                     string
	Text, Title, URL, Date string
	Toponyms               []Toponym
}

// Toponym is a name of a place. Offsets are code points of the text, half-open.
// What a line does not say, or says as null, is nil.
type Toponym struct {
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Name      string   `json:"name"`
	GeoNameID *int     `json:"geonameid"`
	Lat       *float64 `json:"lat"`
	Lon       *float64 `json:"lon"`
	Kind      string   `json:"kind,omitempty"` // "literal", "associative" or "unspecified"
}

// ReadGeo reads JSON Lines of documents. Blank lines are skipped. An error names
// the line: what cannot be read, a document without an ID or with that of
// another, a toponym without an extent or outside the text.
func ReadGeo(r io.Reader) ([]GeoDocument, error) {
	var docs []GeoDocument
	seen := map[string]bool{}
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			d, err := readGeoLine(line)
			if err == nil && seen[d.ID] {
				err = fmt.Errorf("document %q comes twice", d.ID)
			}
			if err != nil {
				return nil, fmt.Errorf("toponyms, line %d: %w", n, err)
			}
			seen[d.ID] = true
			docs = append(docs, d)
		}
		if err != nil {
			return docs, nil
		}
	}
}

func readGeoLine(line []byte) (GeoDocument, error) {
	var one struct {
		GeoDocument
		Text   *string
		Places []Toponym
	}
	if err := json.Unmarshal(line, &one); err != nil {
		return GeoDocument{}, err
	}
	d := one.GeoDocument
	if d.ID == "" {
		return d, errors.New(`no "id"`)
	}
	if d.Toponyms == nil {
		d.Toponyms = one.Places
	}
	end := -1
	if one.Text != nil {
		d.Text = *one.Text
		end = len([]rune(d.Text))
	}
	for i, t := range d.Toponyms {
		if t.Start < 0 || t.End <= t.Start || end >= 0 && t.End > end {
			return d, fmt.Errorf("%s: toponym %d, %q: from %d to %d is no part of the text", d.ID, i+1, t.Name, t.Start, t.End)
		}
		if (t.Lat == nil) != (t.Lon == nil) {
			return d, fmt.Errorf("%s: toponym %d, %q: latitude or longitude alone", d.ID, i+1, t.Name)
		}
	}
	return d, nil
}

// Write writes d as a line that ReadGeo reads.
func (d *GeoDocument) Write(w io.Writer) error {
	b, err := json.Marshal(struct {
		ID       string    `json:"id"`
		Toponyms []Toponym `json:"toponyms"`
	}{d.ID, append([]Toponym{}, d.Toponyms...)})
	if err == nil {
		_, err = w.Write(append(b, '\n'))
	}
	return err
}
