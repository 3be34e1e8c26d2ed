package export

import "sayso"

// Place is a toponym. What the gazetteer does not know is null.
type Place struct {
	Start       int      `json:"start"`
	End         int      `json:"end"`
	Name        string   `json:"name"`
	Associative bool     `json:"associative"` // it stands for something that belongs to the place
	GeoNameID   *int32   `json:"geonameid"`
	Lat         *float32 `json:"lat"`
	Lon         *float32 `json:"lon"`
	Country     *string  `json:"country"`
	Feature     *string  `json:"feature"`
	Why         string   `json:"why"`
}

func (o *Offsets) place(p sayso.Place) Place {
	out := Place{Start: o.At(p.Span.Start), End: o.At(p.Span.End), Name: p.Name, Associative: p.Kind == sayso.PlaceAssociative, Why: p.Why}
	if p.Placed() {
		out.GeoNameID, out.Lat, out.Lon = &p.GeoNameID, &p.Lat, &p.Lon
		out.Country, out.Feature = orNull(p.Country), orNull(p.Feature)
	}
	return out
}
