package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// outlineCommand makes the picture of the land that the page's map lies on.
func (a *app) outlineCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "outline TOPOJSON",
		Short: "Print the map's outlines of land and states as SVG",
		Long: `Prints web/static/world.svg: the outlines of land and of states out of a file of
TopoJSON with the object "countries" in degrees, as the package world-atlas makes
it of Natural Earth's data (public domain). One unit is a degree, 0 0 is 180° west,
90° north; points are rounded to a tenth.`,
		Args: argCount(1, 1, "one file: countries-50m.json of world-atlas"),
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			svg, err := outline(f)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			_, err = io.WriteString(a.stdout, svg)
			return err
		},
	}
}

// topology is what is read of a file of TopoJSON, RFC 7946's cousin with shared
// arcs: https://github.com/topojson/topojson-specification.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]shape
}

// shape is a geometry: a collection, or polygons whose rings list arcs, one of
// them written backwards as its complement.
type shape struct {
	Type       string
	Arcs       json.RawMessage
	Geometries []shape
}

func outline(r io.Reader) (string, error) {
	var t topology
	if err := json.NewDecoder(r).Decode(&t); err != nil {
		return "", err
	}
	states, ok := t.Objects["countries"]
	if !ok {
		return "", fmt.Errorf(`no object "countries": want a file of TopoJSON from world-atlas`)
	}
	o := outliner{arcs: t.points(), uses: make([]int, len(t.Arcs))}
	if err := o.shape(states); err != nil {
		return "", err
	}
	// The border between two states is the arc that both use.
	var borders strings.Builder
	for i, arc := range o.arcs {
		if o.uses[i] > 1 {
			line(&borders, arc)
		}
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 180">` + "\n" +
		`<!-- Made with Natural Earth (public domain) by way of world-atlas; sayso gazetteer outline -->` + "\n" +
		`<path id="land" vector-effect="non-scaling-stroke" d="` + o.land.String() + `"/>` + "\n" +
		`<path id="borders" vector-effect="non-scaling-stroke" fill="none" d="` + borders.String() + `"/>` + "\n</svg>\n", nil
}

// points returns the arcs in tenths of a degree from the map's corner.
func (t *topology) points() [][][2]int {
	arcs := make([][][2]int, len(t.Arcs))
	for i, deltas := range t.Arcs {
		var x, y float64
		for _, d := range deltas {
			x, y = x+d[0], y+d[1]
			lon := x*t.Transform.Scale[0] + t.Transform.Translate[0]
			lat := y*t.Transform.Scale[1] + t.Transform.Translate[1]
			p := [2]int{int(math.Round((lon + 180) * 10)), int(math.Round((90 - lat) * 10))}
			if n := len(arcs[i]); n == 0 || arcs[i][n-1] != p {
				arcs[i] = append(arcs[i], p)
			}
		}
	}
	return arcs
}

type outliner struct {
	arcs [][][2]int
	uses []int
	land strings.Builder
}

func (o *outliner) shape(s shape) error {
	for _, g := range s.Geometries {
		if err := o.shape(g); err != nil {
			return err
		}
	}
	var polygons [][][]int
	switch s.Type {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(s.Arcs, &polygons[0]); err != nil {
			return err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(s.Arcs, &polygons); err != nil {
			return err
		}
	}
	for _, p := range polygons {
		for _, ring := range p {
			if err := o.ring(ring); err != nil {
				return err
			}
		}
	}
	return nil
}

// ring writes a closed line; islands that a tenth of a degree cannot show are
// left out.
func (o *outliner) ring(arcs []int) error {
	var points [][2]int
	for _, a := range arcs {
		i, back := a, a < 0
		if back {
			i = ^a
		}
		if i >= len(o.arcs) {
			return fmt.Errorf("arc %d of %d", i, len(o.arcs))
		}
		o.uses[i]++
		arc := o.arcs[i]
		for k := range arc {
			p := arc[k]
			if back {
				p = arc[len(arc)-1-k]
			}
			if n := len(points); n == 0 || points[n-1] != p {
				points = append(points, p)
			}
		}
	}
	if len(points) > 3 {
		line(&o.land, points)
		o.land.WriteByte('z')
	}
	return nil
}

// line writes points as a move and relative lines.
func line(b *strings.Builder, points [][2]int) {
	var last [2]int
	for i, p := range points {
		if i == 0 {
			b.WriteString("M" + tenths(p[0], false) + tenths(p[1], true) + "l")
		} else {
			b.WriteString(tenths(p[0]-last[0], i > 1) + tenths(p[1]-last[1], true))
		}
		last = p
	}
}

// tenths writes n tenths as short as SVG reads it, apart from a number before it.
func tenths(n int, after bool) string {
	s := strconv.FormatFloat(float64(n)/10, 'f', -1, 64)
	if n > -10 && n < 10 {
		s = strings.Replace(s, "0.", ".", 1)
	}
	if after && n >= 0 {
		return " " + s
	}
	return s
}
