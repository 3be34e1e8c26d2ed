package sayso

import "fmt"

// PlaceKind says how a toponym is used.
type PlaceKind uint8

// The kinds of place, after Gritta et al. 2019.
const (
	PlaceLiteral     PlaceKind = iota // where something is: "in Moscow"
	PlaceAssociative                  // something that belongs to it: "Moscow said", "Russian", "the Moscow Times"
)

var placeKindNames = [...]string{"literal", "associative"}

// String returns the kind's name as printed in records.
func (k PlaceKind) String() string {
	if int(k) < len(placeKindNames) {
		return placeKindNames[k]
	}
	return fmt.Sprintf("PlaceKind(%d)", uint8(k))
}

// Place is a toponym: a name of a place as it stands in the text, and the place
// it was taken for. A name that the gazetteer does not have, or of none of whose
// places the text speaks, has no GeoNames ID and no point.
type Place struct {
	Span      Span
	Kind      PlaceKind
	Name      string  // of the place; as written when there is no ID
	GeoNameID int32   // 0 when there is none
	Lat, Lon  float32 // degrees, of a point in the place
	Country   string  // ISO 3166-1, two capitals; empty for none, and for seas and continents
	Feature   string  // GeoNames feature code: "PCLI" a state, "ADM1" its first division, "PPL…" a town, …
	Score     float32 // 0 to 1: how far the place came out before the next choice; not calibrated
	Why       string  // what it was chosen by, or why there is none
}

// Placed reports whether the name was taken for a place.
func (p Place) Placed() bool { return p.GeoNameID != 0 }
