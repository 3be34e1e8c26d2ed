package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// itemPage is the data of the form that corrects the date of a report, or a place or
// a figure in it.
type itemPage struct {
	layout
	Article   named
	ArticleID sayso.ArticleID
	Item      string // "date", or the name that the item has on the article's page
	What      string // in words
	Words     string // as written, empty for the date
	Context   []contextBlock
	Read      string // as it is read now
	Why       string
	Desk      *desk
	At        string // where it stands: another reading may have another item of the same name
	Seen      string
	Decisions []decisionRow
	Note      string
	Problem   string
	Date      string
	Figure    *figureForm
	Place     *placeForm
}

type figureForm struct{ From, To, Unit, Counted string }

// placeForm lists the places that have a name, one of which may be the one meant.
type placeForm struct {
	Name   string // that was looked up
	Choice []placeChoice
}

type placeChoice struct {
	ID    int32
	Label string
	Is    bool // it is read so now
}

// item is what a form is about, in its article.
type item struct {
	kind record.DecisionKind
	name string
	i    int             // in its layer, of a place or a figure
	at   sayso.Span      // empty for the date
	doc  *sayso.Document // as it is after review
	read *sayso.Document // as the machine read it
	on   []record.Decided
}

func itemHref(id sayso.ArticleID, item string) string { return articleHref(id) + "/correct/" + item }

// aboutArticle returns an article's decisions about itself: its date, its places and
// its figures, the last one first.
func (s *site) aboutArticle(ctx context.Context, id sayso.ArticleID) ([]record.Decided, error) {
	page, err := s.store.Decisions(ctx, record.DecisionQuery{Article: id, Newest: true, Limit: -1})
	return slices.DeleteFunc(page.Rows, func(d record.Decided) bool { return !d.Kind.OnArticle() }), err
}

// showAbout shows decisions about an article itself, read; those at odds with others are
// marked.
func showAbout(read *sayso.Document, decided []record.Decided) []decisionRow {
	_, items := record.Correct(read, decided)
	rows := showDecisions(decided)
	for i := range rows {
		if d := &decided[i]; d.InForce && rows[i].Standing == "" && items.Of(read, d) == record.Contested {
			rows[i].Standing = "in conflict with another decision: shown as the machine reads it"
		}
	}
	return rows
}

// item finds what the address names.
func (s *site) item(r *http.Request) (*item, error) {
	ctx, id := r.Context(), sayso.ArticleID(r.PathValue("id"))
	it := &item{name: r.PathValue("item"), kind: record.CorrectPublished}
	var err error
	if it.read, err = s.store.Document(ctx, id); err != nil {
		return nil, lookup(err, "article", string(id))
	}
	decided, err := s.aboutArticle(ctx, id)
	if err != nil {
		return nil, err
	}
	it.doc, _ = record.Correct(it.read, decided)
	if it.name != "date" {
		name, number, _ := strings.Cut(it.name, "-")
		n, err := strconv.Atoi(number)
		switch {
		case err == nil && role(name) == roleToponym && n > 0 && n <= len(it.read.Places):
			it.kind, it.at = record.CorrectPlace, it.read.Places[n-1].Span
		case err == nil && role(name) == roleFigure && n > 0 && n <= len(it.read.Figures):
			it.kind, it.at = record.CorrectFigure, it.read.Figures[n-1].Span
		default:
			return nil, notFound("date, place or figure", it.name)
		}
		it.i = n - 1
	}
	for _, d := range decided {
		if d.Kind != it.kind {
			continue
		}
		if len(d.Target.Content) > 0 {
			if at, ok := record.Locate(it.read.Text, d.Target.Content[0]); !ok || at != it.at {
				continue
			}
		}
		it.on = append(it.on, d)
	}
	return it, nil
}

func (s *site) correctItem(w http.ResponseWriter, r *http.Request) error {
	if s.desk(r) == nil {
		return &pageError{http.StatusForbidden, "Read only", "These pages can be read but not written to."}
	}
	it, err := s.item(r)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "item", s.itemPage(r, it, strings.TrimSpace(r.URL.Query().Get("name"))))
}

// itemPage fills the form with what is read now; name is what to look up in the
// gazetteer, empty for the words of the place.
func (s *site) itemPage(r *http.Request, it *item, name string) itemPage {
	d := it.doc
	p := itemPage{Article: named{articleName(d.Title, d.Name), articleHref(d.ID)}, ArticleID: d.ID, Item: it.name, Desk: s.desk(r),
		Decisions: showAbout(it.read, it.on)}
	p.Seen = seen(p.Decisions)
	if p.Desk != nil {
		p.Desk.Back = p.Article.Href
	}
	switch it.kind {
	case record.CorrectPublished:
		p.What, p.Read, p.Why, p.Date = "The date of the report", showDate(d.Date).Label, d.Date.Why, d.Date.Value
	case record.CorrectPlace:
		pl := d.Places[it.i]
		p.What, p.Why = "A place", pl.Why
		if p.Read = "no place of the gazetteer"; pl.Placed() {
			p.Read = placeLabel(record.PlaceValue{GeoNameID: pl.GeoNameID, Name: pl.Name, Country: pl.Country, Feature: pl.Feature, Lat: pl.Lat, Lon: pl.Lon})
		}
		if name == "" {
			name = it.at.Of(d.Text)
		}
		p.Place = &placeForm{Name: name}
		for _, v := range s.placesNamed(name) {
			p.Place.Choice = append(p.Place.Choice, placeChoice{v.GeoNameID, placeLabel(v), v.GeoNameID == pl.GeoNameID})
		}
	case record.CorrectFigure:
		f := &d.Figures[it.i]
		p.What, p.Read = "A figure", readFigure(f)
		p.Figure = &figureForm{From: plainNumber(f.From), Unit: f.Unit, Counted: stripBidi(wordsOf(d.Text, []sayso.Span{f.Counted}, ""))}
		if f.Range() {
			p.Figure.To = plainNumber(f.To)
		}
	}
	if !it.at.Empty() && sound(d.Text, it.at) {
		p.Words, p.At = it.at.Of(d.Text), spanField([]sayso.Span{it.at})
		m := mark{At: it.at, Role: roleFigure, Statement: -1}
		if it.kind == record.CorrectPlace {
			m.Role = roleToponym
		}
		p.Context = passages(d, []mark{m})
	}
	p.layout = s.layout("Correct: "+strings.ToLower(p.What)+" in "+p.Article.Name, "review")
	return p
}

func placeLabel(v record.PlaceValue) string {
	label := v.Name
	for _, more := range []string{v.Country, v.Feature} {
		if more != "" {
			label += ", " + more
		}
	}
	return label + " (" + strconv.FormatFloat(float64(v.Lat), 'f', 2, 32) + ", " + strconv.FormatFloat(float64(v.Lon), 'f', 2, 32) + ")"
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// correctedItem answers the form.
func (s *site) correctedItem(w http.ResponseWriter, r *http.Request) error {
	it, err := s.item(r)
	if err != nil {
		return err
	}
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	p := s.itemPage(r, it, field("name"))
	p.Note = field("note")
	if field("at") != p.At {
		return &pageError{http.StatusBadRequest, "Read otherwise", "Nothing was written: the report was read anew since the page was loaded. Go back to the report and choose again."}
	}
	d := record.Decision{Kind: it.kind, Target: record.ArticleTarget(it.read), Seen: strings.Fields(field("seen"))}
	if it.kind != record.CorrectPublished {
		d.Target = record.TargetAt(it.read, it.at)
	}
	none := field("none") != ""
	switch {
	case it.kind == record.CorrectPublished:
		p.Date = openDate(field("date"))
		if d.Value.Date = p.Date; p.Date != "" && !isDate(p.Date) {
			p.Problem = dateProblem
		}
	case none:
	case it.kind == record.CorrectPlace:
		if d.Value.Place = s.placeChosen(p.Place.Name, field("geoname")); d.Value.Place == nil {
			p.Problem = "Choose a place, or say that it is none."
		}
	default:
		p.Figure = &figureForm{field("from"), field("to"), field("unit"), field("counted")}
		d.Value.Figure, p.Problem = p.Figure.read(it)
	}
	if p.Problem != "" {
		return s.render(w, r, http.StatusBadRequest, "item", p)
	}
	return s.putAt(w, r, p.Article.Href, d)
}

func (s *site) placeChosen(name, id string) *record.PlaceValue {
	for _, v := range s.placesNamed(name) {
		if strconv.Itoa(int(v.GeoNameID)) == id {
			return &v
		}
	}
	return nil
}

// read reads the numbers and the words of the form; problem says what is wrong.
func (f *figureForm) read(it *item) (v *record.FigureValue, problem string) {
	number := func(s string) (float64, bool) {
		n, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		return n, err == nil
	}
	v = &record.FigureValue{Unit: f.Unit}
	var ok bool
	if v.From, ok = number(f.From); !ok {
		return nil, "“" + f.From + "” is no number: write it as 1250 or 7.5."
	}
	if v.To = v.From; f.To != "" {
		if v.To, ok = number(f.To); !ok {
			return nil, "“" + f.To + "” is no number: write it as 1250 or 7.5."
		}
	}
	found, problem := findWords(it.read, sayso.Statement{Content: []sayso.Span{it.at}}, f.Counted, "")
	if problem == "" && len(found) > 1 {
		problem = "One passage alone is what is counted."
	}
	v.Counted = record.Quote(it.read.Text, found...)
	if len(found) == 0 {
		v.Counted = nil
	}
	return v, problem
}
