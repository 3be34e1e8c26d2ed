package record

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"sayso"
)

// PlaceValue is a place of the gazetteer that a name in the text is the name of.
type PlaceValue struct {
	GeoNameID int32   `json:"geoname"`
	Name      string  `json:"name"`
	Country   string  `json:"country,omitempty"` // as sayso.Place has it, and the feature
	Feature   string  `json:"feature,omitempty"`
	Lat       float32 `json:"lat"` // degrees
	Lon       float32 `json:"lon"`
}

// FigureValue is what a figure in the text amounts to.
type FigureValue struct {
	From    float64  `json:"from"` // as sayso.Figure has them, and the unit
	To      float64  `json:"to"`
	Unit    string   `json:"unit,omitempty"`
	Counted []Quoted `json:"counted,omitempty"` // what is counted or measured: one passage at most
}

// OnArticle reports whether decisions of the kind are about an article itself or
// something in it, and no statement.
func (k DecisionKind) OnArticle() bool {
	return k == CorrectPublished || k == CorrectPlace || k == CorrectFigure
}

// ArticleTarget returns the article of d; TargetAt a passage of it.
func ArticleTarget(d *sayso.Document) *Target { return &Target{Original: d.Original} }

// TargetAt returns the words of d at a place.
func TargetAt(d *sayso.Document, at sayso.Span) *Target {
	return &Target{Original: d.Original, Content: Quote(d.Text, at)}
}

// checkOnArticle holds a decision about an article against its kind.
func (d *Decision) checkOnArticle() error {
	t, v, words := d.Target, d.Value, 1
	if d.Kind == CorrectPublished {
		words = 0
	}
	if t.Statement != "" || len(t.Source)+len(t.Cue) > 0 || len(t.Content) != words {
		return fmt.Errorf("want the article and %d passages of it", words)
	}
	want := Value{}
	switch d.Kind {
	case CorrectPublished:
		want.Date = v.Date
		if _, _, err := Period(v.Date); v.Date != "" && err != nil {
			return err
		}
	case CorrectPlace:
		want.Place = v.Place
		if p := v.Place; p != nil && (p.GeoNameID <= 0 || p.Name == "" || len(p.Name) > MaxName || !plainLine(p.Name+p.Country+p.Feature) ||
			len(p.Country)+len(p.Feature) > MaxName || !(p.Lat >= -90 && p.Lat <= 90) || !(p.Lon >= -180 && p.Lon <= 180)) {
			return errors.New("want a place with an ID, a name and a point")
		}
	case CorrectFigure:
		want.Figure = v.Figure
		if f := v.Figure; f != nil {
			finite := func(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
			if !finite(f.From) || !finite(f.To) || len(f.Unit) > MaxName || !plainLine(f.Unit) || len(f.Counted) > 1 {
				return errors.New("want one or two numbers, a unit on one line, and one passage that is counted")
			}
			if err := checkQuoted(f.Counted); err != nil {
				return err
			}
		}
	}
	if !reflect.DeepEqual(v, want) {
		return errors.New("has a value that its kind has no use for")
	}
	return nil
}

// Items says what decisions have made of an article's date and of what is read in it
// beside statements: Corrected, Rejected, Accepted, or Contested where they are at odds
// or were made on another reading, which leaves it as the machine reads it. What is
// not named is Open.
type Items struct {
	Published Review
	Places    map[int]Review // by place in the layer
	Figures   map[int]Review // of rejected ones the view keeps the machine's reading
}

// Correct returns d as it is after the decisions about its date, its places and its
// figures, which are anchored in it, and what became of each. Times that were counted
// from a date of publication that was wrong stay open.
func Correct(d *sayso.Document, decisions []Decided) (*sayso.Document, Items) {
	items := Items{Published: Open, Places: map[int]Review{}, Figures: map[int]Review{}}
	var published []*Decided
	places, figures := map[int][]*Decided{}, map[int][]*Decided{}
	for i := range decisions {
		dec := &decisions[i]
		if !dec.InForce || !dec.Kind.OnArticle() || !dec.about(d) {
			continue
		}
		switch k, _ := itemAt(d, dec); {
		case dec.Kind == CorrectPublished:
			published = append(published, dec)
		case k < 0:
		case dec.Kind == CorrectPlace:
			places[k] = append(places[k], dec)
		default:
			figures[k] = append(figures[k], dec)
		}
	}
	if len(published)+len(places)+len(figures) == 0 {
		return d, items
	}
	view, article := *d, *d.Article
	view.Article = &article
	if v, ok := settled(published); !ok {
		items.Published = review(published, false)
	} else if items.Published = Accepted; v.Date != d.Date.Value {
		items.Published = Corrected
		view.Date = sayso.Date{Value: v.Date, Why: saysReviewer}
		if v.Date == "" {
			view.Date.Why = "a reviewer leaves it open"
		}
		view.Times = slices.Clone(d.Times)
		for i := range view.Times {
			if t := &view.Times[i]; countedFrom(d, i) {
				t.Value, t.Candidates, t.Why = "", nil, WrongDate
			}
		}
	}
	view.Places, view.Figures = slices.Clone(d.Places), slices.Clone(d.Figures)
	for i, on := range places {
		v, ok := settled(on)
		p := &view.Places[i]
		switch {
		case !ok:
		case v.Place == nil:
			*p = sayso.Place{Span: p.Span, Kind: p.Kind, Name: p.Span.Of(d.Text), Why: "a reviewer says that it is no place"}
		default:
			*p = sayso.Place{Span: p.Span, Kind: p.Kind, Name: v.Place.Name, GeoNameID: v.Place.GeoNameID, Lat: v.Place.Lat, Lon: v.Place.Lon,
				Country: v.Place.Country, Feature: v.Place.Feature, Score: 1, Why: saysReviewer}
		}
		items.Places[i] = review(on, ok)
	}
	for i, on := range figures {
		v, ok := settled(on)
		items.Figures[i] = review(on, ok)
		switch f := &view.Figures[i]; {
		case !ok:
		case v.Figure == nil:
			items.Figures[i] = Rejected
		default:
			counted, _, found := locateAll(d.Text, v.Figure.Counted)
			if !found {
				items.Figures[i] = Contested
				break
			}
			f.From, f.To, f.Unit, f.Restates, f.Exact = v.Figure.From, v.Figure.To, v.Figure.Unit, 0, 0
			f.Counted, _ = sayso.Hull(counted)
		}
	}
	return &view, items
}

// Of returns what became of the thing in d that a decision about the article is about.
func (it *Items) Of(d *sayso.Document, dec *Decided) Review {
	k, _ := itemAt(d, dec)
	var state Review
	switch dec.Kind {
	case CorrectPublished:
		state = it.Published
	case CorrectPlace:
		state = it.Places[k]
	case CorrectFigure:
		state = it.Figures[k]
	}
	return cmp.Or(state, Open)
}

// settled returns the value that the last of the decisions agree on; ok is false when
// they are at odds, or one of them was made on another reading.
func settled(on []*Decided) (v Value, ok bool) {
	list := make([]*Decision, len(on))
	standing := map[string]Standing{}
	for i, d := range on {
		list[i], standing[d.ID] = &d.Decision, d.Standing
	}
	if slices.ContainsFunc(heads(list), func(d *Decision) bool { return standing[d.ID] == Conflict || standing[d.ID] == Gone }) {
		return v, false
	}
	v, any, same := agreed(list, func(d *Decision) Value { return d.Value }, func(a, b Value) bool { return reflect.DeepEqual(a, b) })
	return v, any && same
}

func review(on []*Decided, settled bool) Review {
	switch {
	case len(on) == 0:
		return Open
	case settled:
		return Corrected
	}
	return Contested
}

// WrongDate is why a time stays open that was counted from a date which a person
// corrected.
const WrongDate = "counted from a publication date that a reviewer corrected"

// countedFrom reports whether the i-th time of d was counted from the publication date,
// or from another that was.
func countedFrom(d *sayso.Document, i int) bool {
	for range d.Times {
		t := d.Times[i]
		if t.Why == sayso.CountedFrom(d.Date) {
			return true
		}
		if t.Anchor <= 0 || int(t.Anchor) > i {
			return false
		}
		i = int(t.Anchor) - 1
	}
	return false
}

// Undate leaves the date of r open when it was counted from the publication date that
// the machine reads in d, which a person has corrected, unless a person dated it.
func Undate(d *sayso.Document, r *Reading) {
	if slices.Contains(r.Changed, FieldDate) || r.Said.Open() && len(r.Said.Candidates) == 0 {
		return
	}
	rests := strings.HasSuffix(r.Said.Why, sayso.CountedFrom(d.Date))
	for i, t := range d.Times {
		rests = rests || slices.ContainsFunc(r.Said.At, t.Span.Overlaps) && countedFrom(d, i)
	}
	if rests {
		r.Said = sayso.Date{Why: WrongDate, At: r.Said.At}
		r.Changed = append(r.Changed, FieldDate)
	}
}

// itemAt returns the place in its layer of what a decision about a place or a figure
// is about, and how its words stand to it; -1 for nothing.
func itemAt(d *sayso.Document, dec *Decided) (i int, standing Standing) {
	var spans []sayso.Span
	switch dec.Kind {
	case CorrectPlace:
		for _, p := range d.Places {
			spans = append(spans, p.Span)
		}
	case CorrectFigure:
		for _, f := range d.Figures {
			spans = append(spans, f.Span)
		}
	default:
		return -1, Gone
	}
	words := dec.Target.Content[0]
	at, ok := Locate(d.Text, words)
	if !ok {
		return -1, Gone
	}
	if i = slices.Index(spans, at); i >= 0 {
		if standing = Kept; at != words.Span() {
			standing = Moved
		}
		return i, standing
	}
	if i = slices.IndexFunc(spans, at.Overlaps); i >= 0 {
		return i, Conflict
	}
	return -1, Gone
}

// reanchorItem ties a decision about an article itself to the reading after. The date
// of another version is another unless it is read alike there.
func (d *Decided) reanchorItem(before, after *sayso.Document) {
	stood := d.Standing
	d.Article, d.Statement = after.ID, ""
	switch {
	case d.Kind != CorrectPublished:
		_, d.Standing = itemAt(after, d)
	case !d.Earlier:
		d.Standing = Kept
	case before == nil || stood == Conflict || stood == Gone:
		d.Standing = Conflict
	case before.Original != after.Original && (before.Date.Value != after.Date.Value || before.Date.Why != after.Date.Why):
		d.Standing = Conflict
	default:
		d.Standing = Kept
	}
}
