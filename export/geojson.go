package export

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// geoHead opens a FeatureCollection (RFC 7946); what GeoNames asks of those who
// show its places stands in it.
const geoHead = `{"type":"FeatureCollection","attribution":"places: GeoNames (https://www.geonames.org), CC BY 4.0","features":[`

// point is a place as RFC 7946 has it: longitude before latitude.
type point struct {
	Type        string         `json:"type"`
	Coordinates [2]json.Number `json:"coordinates"`
}

type feature struct {
	Type       string          `json:"type"`
	ID         string          `json:"id,omitempty"`
	Geometry   point           `json:"geometry"`
	Properties json.RawMessage `json:"properties"`
}

func newPoint(lat, lon Cell) point {
	return point{"Point", [2]json.Number{json.Number(lon.text), json.Number(lat.text)}}
}

// geoJSON writes a point for each place that a statement names in its content,
// with the words that name it and the statement. Names that the gazetteer does
// not have are left out.
type geoJSON struct{ list jsonList }

func newGeoJSON(w io.Writer, _ Options) statementWriter {
	return &geoJSON{jsonList{w: w, head: geoHead, tail: "]}"}}
}

// geoPassage are the properties of a place named in a statement.
type geoPassage struct {
	Place     string  `json:"place"`
	GeoNameID int32   `json:"geonameid"`
	Country   *string `json:"country"`
	Feature   *string `json:"feature"`
	Words     string  `json:"words"`
	Start     int32   `json:"start"` // bytes of the article's text
	End       int32   `json:"end"`
	Use       string  `json:"use"`
	Why       string  `json:"why"`
	Statement string  `json:"statement"`
	Speaker   string  `json:"speaker"`
	Kind      string  `json:"kind"`
	Content   string  `json:"content"`
	Said      *string `json:"said"`
	Outlet    *string `json:"outlet"`
	Published *string `json:"published"`
	Article   string  `json:"article"`
	Title     string  `json:"title"`
	URL       *string `json:"url"`
}

func (g *geoJSON) match(m *record.Match) error {
	d := m.Document
	for i := range m.Statements {
		st := &m.Statements[i]
		for _, p := range d.Places {
			if !p.Placed() || !slices.ContainsFunc(st.Statement.Content, func(s sayso.Span) bool { return s.Contains(p.Span) }) {
				continue
			}
			props, err := marshal(geoPassage{Place: p.Name, GeoNameID: p.GeoNameID, Country: orNull(p.Country), Feature: orNull(p.Feature),
				Words: p.Span.Of(d.Text), Start: p.Span.Start, End: p.Span.End, Use: p.Kind.String(), Why: p.Why,
				Statement: st.ID, Speaker: voice(st), Kind: st.Kind.String(), Content: st.SpanTexts.Content, Said: orNull(st.Said.Value),
				Outlet: orNull(m.Article.Outlet.Name), Published: orNull(m.Article.Date.Value), Article: string(m.Article.ID),
				Title: heading(&m.Article), URL: orNull(WebURL(m.Article.URL))})
			if err != nil {
				return err
			}
			id := fmt.Sprintf("%s:%d", st.ID, p.Span.Start)
			if err := g.list.add(feature{"Feature", id, newPoint(Float(p.Lat), Float(p.Lon)), props}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *geoJSON) close() error { return g.list.close() }

// geoRows writes a point for each row that has a latitude and a longitude; the
// other columns are its properties.
type geoRows struct {
	list     jsonList
	lat, lon int
	line     strings.Builder
	rest     *jsonLines
}

// hasPoint reports whether columns tell where a row lies.
func hasPoint(names []string) bool {
	return slices.Contains(names, "lat") && slices.Contains(names, "lon")
}

func newGeoRows(w io.Writer, h header, o Options) rowWriter {
	g := &geoRows{list: jsonList{w: w, head: geoHead, tail: "]}"}, lat: slices.Index(h.names, "lat"), lon: slices.Index(h.names, "lon")}
	h.names = others(h.names, g.lat, g.lon)
	g.rest = newJSONLines(&g.line, h, o).(*jsonLines)
	return g
}

func (g *geoRows) row(cells []Cell) error {
	g.line.Reset()
	if err := g.rest.row(others(cells, g.lat, g.lon)); err != nil {
		return err
	}
	return g.list.add(feature{Type: "Feature", Geometry: newPoint(cells[g.lat], cells[g.lon]), Properties: json.RawMessage(g.line.String())})
}

func (g *geoRows) close() error { return g.list.close() }

// others returns list without the items at a and b.
func others[T any](list []T, a, b int) []T {
	var rest []T
	for i, v := range list {
		if i != a && i != b {
			rest = append(rest, v)
		}
	}
	return rest
}
