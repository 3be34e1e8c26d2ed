//go:build race

package ner

// raced: the race detector throws pooled memory away at random.
const raced = true
