package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"sayso"
	"sayso/record"
)

// The shapes of what the columns of JSON hold of figures, times and places.
type (
	jsonFigure struct {
		At       at         `json:"at"`
		Kind     string     `json:"kind"`
		Values   [2]float64 `json:"values"` // From and To
		Unit     string     `json:"unit,omitempty"`
		Counted  at         `json:"counted,omitempty"`
		Hedge    at         `json:"hedge,omitempty"`
		Approx   bool       `json:"approx,omitempty"`
		Bound    string     `json:"bound,omitempty"`
		Change   string     `json:"change,omitempty"`
		Restates int32      `json:"restates,omitempty"`
		Exact    float64    `json:"exact,omitempty"`
	}
	jsonTime struct {
		At         at       `json:"at"`
		Type       string   `json:"type"`
		Value      string   `json:"value,omitempty"`
		Candidates []string `json:"candidates,omitempty"`
		Mod        string   `json:"mod,omitempty"`
		Quant      string   `json:"quant,omitempty"`
		Freq       string   `json:"freq,omitempty"`
		Anchor     int32    `json:"anchor,omitempty"`
		Why        string   `json:"why"`
	}
	jsonPlace struct {
		At      at         `json:"at"`
		Kind    string     `json:"kind"`
		Name    string     `json:"name"`
		GeoName int32      `json:"geoname,omitempty"`
		Point   [2]float32 `json:"point,omitzero"` // latitude and longitude
		Country string     `json:"country,omitempty"`
		Feature string     `json:"feature,omitempty"`
		Score   float32    `json:"score,omitempty"`
		Why     string     `json:"why"`
	}
)

func toFigure(f sayso.Figure) jsonFigure {
	return jsonFigure{at{f.Span}, f.Kind.String(), [2]float64{f.From, f.To}, f.Unit, spansOf(f.Counted), spansOf(f.Hedge),
		f.Approx, f.Bound.String(), f.Change.String(), int32(f.Restates), f.Exact}
}

func fromFigure(j jsonFigure) (f sayso.Figure, err error) {
	f = sayso.Figure{From: j.Values[0], To: j.Values[1], Unit: j.Unit, Counted: j.Counted.first(), Hedge: j.Hedge.first(),
		Approx: j.Approx, Restates: sayso.Ref[sayso.Figure](j.Restates), Exact: j.Exact}
	if f.Span, err = j.At.one(); err == nil {
		f.Kind, err = parseName[sayso.FigureKind](j.Kind)
	}
	if err == nil {
		f.Bound, err = parseName[sayso.Bound](j.Bound)
	}
	if err == nil {
		f.Change, err = parseName[sayso.Change](j.Change)
	}
	return f, err
}

func toTime(t sayso.TimeExpr) jsonTime {
	return jsonTime{at{t.Span}, t.Type.String(), t.Value, t.Candidates, t.Mod, t.Quant, t.Freq, int32(t.Anchor), t.Why}
}

func fromTime(j jsonTime) (t sayso.TimeExpr, err error) {
	t = sayso.TimeExpr{Value: j.Value, Candidates: j.Candidates, Mod: j.Mod, Quant: j.Quant, Freq: j.Freq,
		Anchor: sayso.Ref[sayso.TimeExpr](j.Anchor), Why: j.Why}
	if t.Span, err = j.At.one(); err == nil {
		t.Type, err = parseName[sayso.TimeType](j.Type)
	}
	return t, err
}

func toPlace(p sayso.Place) jsonPlace {
	return jsonPlace{at{p.Span}, p.Kind.String(), p.Name, p.GeoNameID, [2]float32{p.Lat, p.Lon}, p.Country, p.Feature, p.Score, p.Why}
}

func fromPlace(j jsonPlace) (p sayso.Place, err error) {
	p = sayso.Place{Name: j.Name, GeoNameID: j.GeoName, Lat: j.Point[0], Lon: j.Point[1], Country: j.Country, Feature: j.Feature,
		Score: j.Score, Why: j.Why}
	if p.Span, err = j.At.one(); err == nil {
		p.Kind, err = parseName[sayso.PlaceKind](j.Kind)
	}
	return p, err
}

// one returns the only span of a.
func (a at) one() (sayso.Span, error) {
	if len(a) != 1 {
		return sayso.Span{}, fmt.Errorf("%d spans, want 1", len(a))
	}
	return a[0], nil
}

// first returns the first span of a, the zero span when there is none.
func (a at) first() sayso.Span {
	if len(a) == 0 {
		return sayso.Span{}
	}
	return a[0]
}

// parseName returns the value of an enumeration that prints as name.
func parseName[T interface {
	~uint8
	String() string
}](name string) (T, error) {
	for v := T(0); v < 32; v++ {
		if v.String() == name {
			return v, nil
		}
	}
	return 0, fmt.Errorf("%T %q is not known", T(0), name)
}

// figures stores the figures; claims are the statements that may claim them.
func (w *adding) figures(claims *claimers) error {
	insert := w.stmt(w.in.figure)
	for i := range w.view.Figures {
		f := &w.view.Figures[i]
		item, err := json.Marshal(toFigure(*f))
		if err != nil {
			return fmt.Errorf("figure %d: %w", i+1, err)
		}
		machine, err := asMachine(w.items.Figures[i], toFigure, w.doc.Figures, i)
		if err != nil {
			return fmt.Errorf("figure %d: %w", i+1, err)
		}
		statement, date := claims.of(f.Span)
		first, last := days(date)
		rejected := w.items.Figures[i] == record.Rejected
		if _, err := w.insert(insert, w.key, i+1, w.latest && !rejected, statement, first, last, f.Unit, min(f.From, f.To),
			record.LevelOf(w.doc.Article, f.Span).String(), record.FoldFigure(w.doc.Text, f), string(item), machine, rejected); err != nil {
			return fmt.Errorf("figure %d: %w", i+1, err)
		}
	}
	return nil
}

// asMachine returns the column that holds what the machine reads of the i-th item of a
// layer: NULL for one that nobody corrected.
func asMachine[T, J any](state record.Review, to func(T) J, layer []T, i int) (any, error) {
	if state != record.Corrected {
		return nil, nil
	}
	b, err := json.Marshal(to(layer[i]))
	return string(b), err
}

// places stores the places, as figures does the figures.
func (w *adding) places(claims *claimers) error {
	insert := w.stmt(w.in.place)
	for i, p := range w.view.Places {
		item, err := json.Marshal(toPlace(p))
		if err != nil {
			return fmt.Errorf("place %d: %w", i+1, err)
		}
		machine, err := asMachine(w.items.Places[i], toPlace, w.doc.Places, i)
		if err != nil {
			return fmt.Errorf("place %d: %w", i+1, err)
		}
		var geoname any
		if p.Placed() {
			geoname = p.GeoNameID
		}
		statement, _ := claims.of(p.Span)
		if _, err := w.insert(insert, w.key, i+1, w.latest, statement, geoname,
			record.LevelOf(w.doc.Article, p.Span).String(), string(item), machine); err != nil {
			return fmt.Errorf("place %d: %w", i+1, err)
		}
	}
	return nil
}

// items reads what a column of table holds of an article into layer, in order.
func items[T, J any](l *loading, table, column string, layer *[]T, from func(J) (T, error)) error {
	rows, err := l.tx.QueryContext(l.ctx, "SELECT "+column+" FROM "+table+" WHERE article = ? ORDER BY ordinal", l.key)
	return each(rows, err, func(r row) error {
		var item sql.RawBytes
		if err := r.Scan(&item); err != nil {
			return err
		}
		v, err := readItem(item, from)
		if err != nil {
			l.damage("", table, err)
			return nil
		}
		*layer = append(*layer, v)
		return nil
	})
}

func readItem[T, J any](item []byte, from func(J) (T, error)) (v T, err error) {
	var j J
	if err := json.Unmarshal(item, &j); err != nil {
		return v, err
	}
	return from(j)
}
