package main

import (
	"sayso/lang/en"
	"sayso/record"
)

// accountWords returns what finding differing accounts must know of English.
func accountWords() (*record.AccountWords, error) {
	w, err := en.Accounts()
	if err != nil {
		return nil, err
	}
	words := &record.AccountWords{Measures: map[string]record.Measure{}, Tolls: w.Tolls, Victims: w.Victims,
		Anyone: w.Anyone, Common: w.Common, Parts: w.Parts, Besides: w.Besides}
	for unit, s := range w.Scales {
		words.Measures[unit] = record.Measure{Dimension: s.Dimension, Factor: s.Factor, Offset: s.Offset}
	}
	return words, nil
}
