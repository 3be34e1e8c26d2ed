package main

import (
	"strings"
	"testing"
)

// Two states that share a border: land once a state, the border once.
func TestOutline(t *testing.T) {
	const file = `{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[-180,-90]},
		"arcs":[[[20,300],[0,20]],[[20,320],[-20,0],[0,-20],[20,0]],[[20,320],[20,0],[0,-20],[-20,0]]],
		"objects":{"countries":{"type":"GeometryCollection","geometries":[
			{"type":"Polygon","arcs":[[0,1]]},{"type":"MultiPolygon","arcs":[[[-1,-3]]]}]}}}`
	svg, err := outline(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`id="land" vector-effect="non-scaling-stroke" d="M10 30l0-10-10 0 0 10 10 0zM10 20l0 10`, `id="borders" vector-effect="non-scaling-stroke" fill="none" d="M10 30l0-10"`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
	for _, bad := range []string{``, `{}`, `{"objects":{"countries":{"type":"Polygon","arcs":[[7]]}}}`, `{"objects":{"countries":{"type":"Polygon","arcs":7}}}`} {
		if _, err := outline(strings.NewReader(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
