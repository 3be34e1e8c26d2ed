package link

import "sayso"

// Settings are what every linker needs of a language.
type Settings struct {
	Words *Words
	Model *Model
}

// TellingOf returns the i-th statement of a document as it is compared.
func TellingOf(d *sayso.Document, i int) *Telling {
	s := &d.Statements[i]
	t := &Telling{Article: d.ID, Text: d.Text, Content: s.Content, Said: s.Said, Quoted: s.Kind == sayso.Direct}
	if e, ok := s.Speaker.At(d.Entities); ok {
		t.Speaker, t.Person = e.Name, e.Type == sayso.EntityPerson
	}
	return t
}
