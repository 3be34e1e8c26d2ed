//go:build !race

package ner

const raced = false
