package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Key is a hand-made answer key: what a careful reader found in each report.
type Key struct {
	Documents  []KeyDocument
	Utterances []KeyUtterance
	// aliases are sets of folded names of one entity.
	aliases []map[string]bool
}

// KeyDocument is the key to one report. Spans count Unicode code points of the
// file's text, half-open.
type KeyDocument struct {
	ID, File    string
	Published   *string // publication date that the text gives, nil when it gives none
	Statements  []KeyStatement
	Events      []KeyEvent
	Boilerplate [][2]int
	Namings     []KeyNaming
}

// KeyUtterance is statements that tell one act of speech, by their IDs.
type KeyUtterance struct {
	ID      string
	Members []string
}

// KeyStatement is one statement of the key.
type KeyStatement struct {
	ID      string
	Kind    string
	Speaker *string  // name, nil when the text names nobody
	Said    string   // ISO date, empty when it stays open
	Content [][2]int // spans
	Words   []string // the words of each span of Content
}

// keyFile is the part of the key's JSON that is scored.
type keyFile struct {
	Documents []struct {
		ID          string
		File        string
		Published   struct{ In_text json.RawMessage }
		Boilerplate []struct {
			Span struct{ CP [2]int }
		}
		Statements []struct {
			ID      string
			Kind    string
			Speaker struct{ Name *string }
			Date    struct{ Value *string }
			Content []struct {
				Text string
				CP   [2]int
			}
		}
		Events []struct {
			ID   string
			Date struct {
				Value      *string
				Expression *struct{ CP [2]int }
			}
		}
		Namings []keyNaming
	}
	Cross struct {
		Aliases        []json.RawMessage
		Same_utterance []KeyUtterance
	}
}

// ReadKey reads an answer key in JSON.
func ReadKey(r io.Reader) (*Key, error) {
	var f keyFile
	if err := json.NewDecoder(r).Decode(&f); err != nil {
		return nil, fmt.Errorf("answer key: %w", err)
	}
	if len(f.Documents) == 0 {
		return nil, fmt.Errorf(`answer key: no "documents"`)
	}
	k := &Key{Utterances: f.Cross.Same_utterance}
	for i, d := range f.Documents {
		if d.File == "" || len(d.Statements) == 0 {
			return nil, fmt.Errorf(`answer key: document %d (%q): want a "file" and at least one of "statements"`, i+1, d.ID)
		}
		kd := KeyDocument{ID: d.ID, File: d.File}
		var err error
		if kd.Published, err = publishedInText(d.Published.In_text); err != nil {
			return nil, fmt.Errorf(`answer key: document %s: "published": %w`, d.ID, err)
		}
		for _, b := range d.Boilerplate {
			kd.Boilerplate = append(kd.Boilerplate, b.Span.CP)
		}
		for _, s := range d.Statements {
			ks := KeyStatement{ID: s.ID, Kind: s.Kind, Speaker: s.Speaker.Name}
			if s.Date.Value != nil {
				ks.Said = *s.Date.Value
			}
			for _, c := range s.Content {
				ks.Content = append(ks.Content, c.CP)
				ks.Words = append(ks.Words, c.Text)
			}
			kd.Statements = append(kd.Statements, ks)
		}
		for _, e := range d.Events {
			ke := KeyEvent{ID: e.ID}
			if e.Date.Value != nil {
				ke.Date = *e.Date.Value
			}
			if x := e.Date.Expression; x != nil {
				ke.At = x.CP
			}
			kd.Events = append(kd.Events, ke)
		}
		for _, n := range d.Namings {
			kn, err := n.read()
			if err != nil {
				return nil, fmt.Errorf("answer key: document %s: %w", d.ID, err)
			}
			kd.Namings = append(kd.Namings, kn)
		}
		k.Documents = append(k.Documents, kd)
	}
	for _, raw := range f.Cross.Aliases {
		set, err := aliasSet(raw)
		if err != nil {
			return nil, fmt.Errorf(`answer key: "aliases": %w`, err)
		}
		k.aliases = append(k.aliases, set)
	}
	return k, nil
}

// publishedInText reads the date that the key finds in the text: a string, an
// object with a "value", or null.
func publishedInText(raw json.RawMessage) (*string, error) {
	var s *string
	if raw == nil || json.Unmarshal(raw, &s) == nil {
		return s, nil
	}
	var o struct{ Value *string }
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, err
	}
	return o.Value, nil
}

// aliasSet returns the folded strings of one entry of the key's aliases. The
// entry's shape is free, so every string in its JSON counts, as does what
// stands between strings: the key's own scorer cuts the JSON at its quotation
// marks.
func aliasSet(raw json.RawMessage) (map[string]bool, error) {
	dumped, err := dumps(raw)
	if err != nil {
		return nil, err
	}
	set := map[string]bool{}
	for _, x := range strings.FieldsFunc(dumped, func(r rune) bool { return r == '"' || r == '\n' }) {
		if len(fields(x)) > 0 {
			set[fold(x)] = true
		}
	}
	return set, nil
}
