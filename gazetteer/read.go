package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Row is a place as a list has it.
type Row struct {
	ID             int
	Name           string
	Alternates     []string
	Lat, Lon       float64 // not numbers when the list has no point
	Feature        string
	Country        string
	Admin1, Admin2 string // codes, within the country and the first-level division
	Population     uint32
}

// ReadRows reads a list, a row a line, columns separated by tabs: either the 19
// columns of a GeoNames dump (allCountries, cities5000, no-country, a country's)
// or the ten of its excerpt: ID, name, alternate names separated by "|",
// latitude, longitude, feature code, country, admin 1, admin 2, population. An
// error names the line.
func ReadRows(r io.Reader, row func(Row) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 1<<16), 1<<20)
	n := 0
	for s.Scan() {
		n++
		one, err := parseRow(s.Text())
		if err == nil {
			err = row(one)
		}
		if err != nil {
			return fmt.Errorf("places, line %d: %w", n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("places, line %d: %w", n+1, err)
	}
	return nil
}

func parseRow(line string) (Row, error) {
	c := strings.Split(line, "\t")
	separator := "|"
	switch len(c) {
	case 10:
	case 19:
		separator = ","
		c = []string{c[0], c[1], c[3], c[4], c[5], c[7], c[8], c[10], c[11], c[14]}
	default:
		return Row{}, fmt.Errorf("%d columns, want the 19 of a GeoNames dump or the 10 of its excerpt", len(c))
	}
	r := Row{Name: c[1], Feature: c[5], Country: c[6], Admin1: c[7], Admin2: c[8]}
	if c[2] != "" {
		r.Alternates = strings.Split(c[2], separator)
	}
	var err error
	if r.ID, err = strconv.Atoi(c[0]); err != nil || r.ID <= 0 {
		return r, fmt.Errorf("GeoNames ID %q: want a positive number", c[0])
	}
	if c[3] == "" && c[4] == "" {
		r.Lat, r.Lon = math.NaN(), math.NaN()
	} else if r.Lat, r.Lon, err = point(c[3], c[4]); err != nil {
		return r, err
	}
	if c[9] != "" {
		p, err := strconv.ParseUint(c[9], 10, 64)
		if err != nil {
			return r, fmt.Errorf("population %q: want a number", c[9])
		}
		r.Population = uint32(min(p, 1<<32-1))
	}
	return r, nil
}

func point(latText, lonText string) (lat, lon float64, err error) {
	lat, err = strconv.ParseFloat(latText, 64)
	if err == nil {
		lon, err = strconv.ParseFloat(lonText, 64)
	}
	if err != nil || !(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180) {
		return 0, 0, fmt.Errorf("point %q, %q: want degrees of latitude and longitude", latText, lonText)
	}
	return lat, lon, nil
}

// Point is where a map should put a place.
type Point struct{ Lat, Lon float64 }

// ReadPoints reads a table of GeoNames ID, latitude and longitude separated by
// tabs; what follows a fourth tab is for people, and so are lines that begin
// with "#". An error names the line.
func ReadPoints(r io.Reader) (map[int]Point, error) {
	points := map[int]Point{}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		c := strings.SplitN(s.Text(), "\t", 4)
		if len(c) < 3 {
			return nil, fmt.Errorf("points, line %d: %d columns, want 3", n, len(c))
		}
		id, err := strconv.Atoi(c[0])
		if err != nil || id <= 0 {
			return nil, fmt.Errorf("points, line %d: GeoNames ID %q: want a positive number", n, c[0])
		}
		lat, lon, err := point(c[1], c[2])
		if err != nil {
			return nil, fmt.Errorf("points, line %d: %w", n, err)
		}
		points[id] = Point{lat, lon}
	}
	return points, s.Err()
}
