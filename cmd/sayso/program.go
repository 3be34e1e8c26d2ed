package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"sayso"
	"sayso/export"
	"sayso/lang/en"
	"sayso/perceptron"
)

// program describes this program for an evidence pack: the stages of its
// pipeline, and its models with the scores that their headers have.
func program() (export.Program, error) {
	p := export.Program{Version: version()}
	pipeline, err := en.Pipeline()
	if err != nil {
		return p, err
	}
	p.Pipeline = pipeline.Fingerprint()
	for _, s := range pipeline.Stages() {
		p.Stages = append(p.Stages, s.String())
	}
	set := en.Models()
	names, err := fs.Glob(set, "*.*")
	if err != nil {
		return p, err
	}
	for _, name := range names {
		b, err := fs.ReadFile(set, name)
		if err != nil {
			return p, err
		}
		m := export.Model{Name: name, SHA256: sayso.DigestOf(b).String(), Bytes: len(b), Corpora: []string{}, Scores: []string{}}
		if strings.HasSuffix(name, ".model") {
			// Weights without a header have nothing that it could tell.
			if h, err := perceptron.ReadHeader(bufio.NewReader(bytes.NewReader(b))); err == nil {
				m.Licence, m.Scores = h.Licence, append(m.Scores, h.Scores...)
				for _, c := range h.Corpora {
					m.Corpora = append(m.Corpora, fmt.Sprintf("%s (%d words; %s)", c.Name, c.Words, c.Licence))
				}
			}
		}
		p.Models = append(p.Models, m)
	}
	return p, nil
}
