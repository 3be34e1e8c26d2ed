package gazetteer

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
)

// topology is what is read of a TopoJSON file: lines of whole numbers, each
// point as its distance from the one before, and countries that are made of them.
type topology struct {
	Type      string
	Transform *struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]struct {
		Geometries []struct {
			Type       string
			Arcs       json.RawMessage
			Properties struct{ Name string }
		}
	}
}

// WriteOutlines reads the object called name of a TopoJSON file, such as
// "countries" of Natural Earth's, and writes it as SVG: a path for each country
// with its name as the title, all in the group "countries". The unit is the degree, x is the longitude and y
// the latitude from the equator downwards, so that a place lies at (Lon, -Lat).
func WriteOutlines(r io.Reader, name string, w io.Writer) error {
	var t topology
	if err := json.NewDecoder(r).Decode(&t); err != nil {
		return fmt.Errorf("outlines: %w", err)
	}
	if t.Type != "Topology" || t.Transform == nil {
		return fmt.Errorf("outlines: type %q, want a quantized Topology (TopoJSON)", t.Type)
	}
	object, ok := t.Objects[name]
	if !ok {
		return fmt.Errorf("outlines: no object %q", name)
	}
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180"><g id="countries">` + "\n")
	for _, g := range object.Geometries {
		var polygons [][][]int
		var err error
		switch g.Type {
		case "Polygon":
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		default:
			continue
		}
		if err != nil {
			return fmt.Errorf("outlines: %s: %w", g.Properties.Name, err)
		}
		d := ""
		for _, p := range polygons {
			for _, ring := range p {
				points, err := t.ring(ring)
				if err != nil {
					return fmt.Errorf("outlines: %s: %w", g.Properties.Name, err)
				}
				d += svgPath(points)
			}
		}
		if d != "" {
			fmt.Fprintf(&b, "<path vector-effect=\"non-scaling-stroke\" d=\"%s\"><title>%s</title></path>\n", d, html.EscapeString(g.Properties.Name))
		}
	}
	b.WriteString("</g></svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// ring returns the points of a ring in tenths of a degree. An arc whose number is
// negative, ^i, is arc i backwards.
func (t *topology) ring(arcs []int) ([][2]int, error) {
	var points [][2]int
	for _, a := range arcs {
		i := a
		if a < 0 {
			i = ^a
		}
		if i >= len(t.Arcs) {
			return nil, fmt.Errorf("arc %d of %d", i, len(t.Arcs))
		}
		line := make([][2]int, 0, len(t.Arcs[i]))
		x, y := 0.0, 0.0
		for _, step := range t.Arcs[i] {
			x, y = x+step[0], y+step[1]
			lon, lat := x*t.Transform.Scale[0]+t.Transform.Translate[0], y*t.Transform.Scale[1]+t.Transform.Translate[1]
			line = append(line, [2]int{int(math.Round(10 * lon)), -int(math.Round(10 * lat))})
		}
		if a < 0 {
			for l, r := 0, len(line)-1; l < r; l, r = l+1, r-1 {
				line[l], line[r] = line[r], line[l]
			}
		}
		points = append(points, line...)
	}
	unwrap(points)
	return points, nil
}

// unwrap moves what lies beyond the 180th meridian to the side the ring came
// from, or a stroke would cross the whole map. The edge of the map at the south
// pole is such a stroke and stays.
func unwrap(points [][2]int) {
	const turn, polar = 3600, 850
	shift := 0
	for i := 1; i < len(points); i++ {
		p := &points[i]
		p[0] += shift
		for _, by := range []int{turn, -turn} {
			if dx := p[0] - points[i-1][0]; dx*by < 0 && 2*max(dx, -dx) > turn && max(p[1], points[i-1][1]) < polar {
				p[0] += by
				shift += by
			}
		}
	}
}

// svgPath writes a closed ring: its first point, and the steps from each point to
// the next. Points that fall together are one; a ring of less than three is none.
func svgPath(points [][2]int) string {
	var b strings.Builder
	n := 0
	last := [2]int{}
	for i, p := range points {
		switch {
		case i == 0:
			b.WriteString("M" + tenths(p[0]) + joint(p[1]) + tenths(p[1]))
		case p == last || i == len(points)-1 && p == points[0]:
			continue
		default:
			dx, dy := p[0]-last[0], p[1]-last[1]
			if n == 1 {
				b.WriteByte('l')
			} else if dx >= 0 {
				b.WriteByte(' ')
			}
			b.WriteString(tenths(dx) + joint(dy) + tenths(dy))
		}
		n++
		last = p
	}
	if n < 3 {
		return ""
	}
	return b.String() + "z"
}

// tenths writes n/10 in as few letters as it takes.
func tenths(n int) string {
	s := strconv.FormatFloat(float64(n)/10, 'f', -1, 64)
	if rest, ok := strings.CutPrefix(s, "0."); ok {
		return "." + rest
	}
	return strings.Replace(s, "-0.", "-.", 1)
}

// joint is what stands before a number that follows another.
func joint(n int) string {
	if n < 0 {
		return ""
	}
	return " "
}
