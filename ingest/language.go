package ingest

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"

	"sayso"
)

const (
	minLanguageBytes = 200  // a shorter text does not tell its language
	languageSample   = 1024 // bytes of running text that are looked at
)

// language tells the language of a's running text, empty when it is too short or
// the detector is not sure.
func language(a *sayso.Article) string {
	var b strings.Builder
	for _, z := range a.Zones {
		if z.Kind == sayso.ZoneBody && b.Len() < languageSample {
			s := z.Span.Of(a.Text)
			b.WriteString(strings.ToValidUTF8(s[:min(len(s), languageSample)], ""))
			b.WriteByte('\n')
		}
	}
	if b.Len() < minLanguageBytes {
		return ""
	}
	info := whatlanggo.Detect(b.String())
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}
