package gazetteer

import _ "embed"

// embedded is made by 'sayso gazetteer build'; geonames.LICENSE has its terms.
//
//go:embed geonames.gaz
var embedded string

// Embedded opens the gazetteer that is part of the program: about 100,000 places
// of GeoNames. It takes a few milliseconds: open it once and keep it.
func Embedded() (*Gazetteer, error) { return Open(embedded) }
