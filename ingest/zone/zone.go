// Package zone finds the parts of a page in its plain text: headline, byline,
// dateline, captions, section heads, body and boilerplate; and what they say
// about the article: authors, place, agencies, outlet, publication date. Plain
// text and the text of a web page go the same way; a page's markup may settle a
// block's kind beforehand.
//
// The order is that of a reader's eye: marks that speak for themselves first
// (labels, addresses, credits), then the running text they leave over, then what
// stands before, between and behind it.
package zone

import (
	"slices"

	"sayso"
)

// Block is a stretch of text whose kind the page's markup gives. A block of kind
// body is a paragraph that the finder still judges by its words.
type Block struct {
	Span   sayso.Span
	Kind   sayso.ZoneKind
	Reason string
}

// Hints are what is known of a page besides its text.
type Hints struct {
	Title   string   // the headline, when the original states it elsewhere
	Authors []string // likewise
	Blocks  []Block  // sorted, disjoint; nil for plain text, which is cut at its lines
}

// Layout is what Find found. Spans are bytes of the text.
type Layout struct {
	Zones    []sayso.Zone
	Title    sayso.Span // empty when the text has no headline
	Byline   []sayso.Span
	Place    sayso.Span
	Agencies []sayso.Credit
	Outlet   sayso.Outlet
	Date     sayso.Date // from the text alone
	Updated  []string   // dates that the text labels as those of an update
}

// page is one text being read.
type page struct {
	*Finder
	text  string
	hints Hints
	units []unit

	title    sayso.Span
	byline   []sayso.Span
	place    sayso.Span
	agencies []sayso.Credit
	partial  string // the dateline's date without a year
	lineDate *Stamp // the dateline's date with a year
	lineAt   int32  // where the unit of lineDate starts
}

// Find reads the layout of text, which must be valid UTF-8 of less than 2 GiB.
func (f *Finder) Find(text string, h Hints) Layout {
	p := &page{Finder: f, text: text, hints: h}
	p.cut()
	p.markBoilerplate()
	p.markCaptions()
	p.markLinks()
	p.markRuns()
	p.markLists()
	p.markHead()
	p.markDateline()
	p.markTail()
	p.markSections()
	l := Layout{Title: p.title, Place: p.place}
	l.Date, l.Updated = p.published()
	l.Agencies = p.credits()
	l.Outlet = p.outlet()
	l.Byline = disjoint(p.byline)
	l.Zones = p.zones()
	return l
}

// cut makes units of the text's paragraphs and of parts glued to them.
func (p *page) cut() {
	if p.hints.Blocks == nil {
		lines, gap := cutLines(p.text)
		for _, s := range paragraphs(p.text, lines, gap) {
			p.units = append(p.units, p.newUnit(p.text, s))
		}
	}
	for _, b := range p.hints.Blocks {
		s, ok := trim(p.text, int(b.Span.Start), int(b.Span.End))
		if !ok {
			continue
		}
		u := p.newUnit(p.text, s)
		if b.Kind != sayso.ZoneBody {
			u.fixed, u.role, u.reason = true, roleOf(b.Kind), b.Reason
		}
		p.units = append(p.units, u)
	}
	p.splitGlued()
}

// zones writes the units down.
func (p *page) zones() []sayso.Zone {
	zs := make([]sayso.Zone, 0, len(p.units))
	for i := range p.units {
		u := &p.units[i]
		z := sayso.Zone{Span: u.span, Kind: kindOf(u.role)}
		if u.role == boilerplate {
			z.Reason = u.reason
		}
		zs = append(zs, z)
	}
	return zs
}

func kindOf(r role) sayso.ZoneKind {
	switch r {
	case headline:
		return sayso.ZoneHeadline
	case byline:
		return sayso.ZoneByline
	case dateline:
		return sayso.ZoneDateline
	case caption:
		return sayso.ZoneCaption
	case section:
		return sayso.ZoneSection
	case boilerplate:
		return sayso.ZoneBoilerplate
	}
	return sayso.ZoneBody
}

func roleOf(k sayso.ZoneKind) role {
	for r := headline; r <= boilerplate; r++ {
		if kindOf(r) == k {
			return r
		}
	}
	return body
}

// grey marks u as boilerplate unless the markup says otherwise.
func (u *unit) grey(reason string) {
	if !u.fixed && u.role == open {
		u.role, u.reason = boilerplate, reason
	}
}

// running reports whether u is, so far, running text of the article.
func (u *unit) running() bool { return u.role == open && u.prose && !u.dateOnly }

// firstRunning and lastRunning return the first and last unit of running text,
// -1 when there is none.
func (p *page) firstRunning() int {
	return slices.IndexFunc(p.units, func(u unit) bool { return u.running() })
}

func (p *page) lastRunning() int {
	for i := len(p.units) - 1; i >= 0; i-- {
		if p.units[i].running() {
			return i
		}
	}
	return -1
}

// disjoint sorts spans and drops those that overlap one before.
func disjoint(spans []sayso.Span) []sayso.Span {
	slices.SortFunc(spans, sayso.CompareSpans)
	var out []sayso.Span
	for _, s := range spans {
		if k := len(out) - 1; !s.Empty() && (k < 0 || out[k].End <= s.Start) {
			out = append(out, s)
		}
	}
	return out
}
