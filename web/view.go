package web

import (
	"net/url"
	"strings"

	"sayso"
	"sayso/record"
)

// The addresses of the pages.
func statementHref(id string) string        { return "/statement/" + url.PathEscape(id) }
func speakerHref(id string) string          { return "/speaker/" + url.PathEscape(id) }
func outletHref(id string) string           { return "/outlet/" + url.PathEscape(id) }
func articleHref(id sayso.ArticleID) string { return "/article/" + url.PathEscape(string(id)) }
func originalHref(d sayso.Digest) string    { return "/original/" + d.String() }
func passageHref(a sayso.ArticleID, id string) string {
	return articleHref(a) + "?statement=" + url.QueryEscape(id) + "#s-" + url.PathEscape(id)
}

// date is a date as it is shown.
type date struct {
	Value string // ISO, empty when open
	Label string
	Why   string
}

// showDate words d. A date that stays open says so, with its candidates.
func showDate(d sayso.Date) date {
	switch {
	case d.Value != "":
		return date{d.Value, d.Value, d.Why}
	case len(d.Candidates) > 0:
		return date{"", strings.Join(d.Candidates, " or ") + ", open", d.Why}
	case d.Why != "":
		return date{"", "date open", d.Why}
	default:
		return date{"", "date open", "no date was found"}
	}
}

// named is something with a name and, where it has a page of its own, an address.
type named struct{ Name, Href string }

func showSpeaker(s record.Speaker) named { return named{s.Name, speakerHref(s.ID)} }

// showVoice names who makes a statement: the speaker, or else the source as the
// text writes it.
func showVoice(st record.Statement) named {
	switch source := st.SpanTexts.Source; {
	case st.Speaker.ID != "":
		return showSpeaker(st.Speaker)
	case source != "":
		return named{Name: "“" + source + "”"}
	}
	return named{Name: "source not named"}
}

func showOutlet(o record.Outlet) named {
	switch {
	case o.Name == "":
		return named{Name: "outlet not named"}
	case o.ID == "":
		return named{Name: o.Name}
	}
	return named{o.Name, outletHref(o.ID)}
}

// articleName returns what an article is called: its headline, else the name
// under which it was added.
func articleName(title, name string) string {
	if t := strings.TrimSpace(title); t != "" {
		return t
	}
	return name
}

// lit is a run of words, lit up when a search found it.
type lit struct {
	Text string
	Hit  bool
}

// The bytes a store puts around the words a search found.
const hitStart, hitEnd = "\x02", "\x03"

// showWords cuts a snippet at its hits; without a snippet the content is one run.
func showWords(content, snippet string) []lit {
	if snippet == "" {
		return []lit{{Text: content}}
	}
	var runs []lit
	add := func(text string, hit bool) {
		text = strings.NewReplacer(hitStart, "", hitEnd, "").Replace(text)
		if text != "" {
			runs = append(runs, lit{text, hit})
		}
	}
	for {
		before, rest, found := strings.Cut(snippet, hitStart)
		add(before, false)
		if !found {
			return runs
		}
		hit, after, _ := strings.Cut(rest, hitEnd)
		add(hit, true)
		snippet = after
	}
}

// statementRow is a statement in a list.
type statementRow struct {
	ID, Href, Passage string
	Kind              sayso.Kind
	Speaker           named
	Source            string // as written, when it differs from the speaker's name
	Cue               string
	Words             []lit
	Addressee         string
	Level             string // "headline" or "caption" when the words stand there
	Said              date
	Undated           bool // the text does not say when: the article's date stands for it
	Outlet            named
	Article           named
	Published         date
	Review            string // its state of review, empty when nobody has seen it
	Entered           string // by whom, of one that the machine does not read
	AsRead            *uncorrected
}

func showStatement(st record.Statement) statementRow {
	row := statementRow{
		ID: st.ID, Href: statementHref(st.ID), Passage: passageHref(st.Article.ID, st.ID),
		Kind: st.Kind, Speaker: showVoice(st), Cue: st.SpanTexts.Cue,
		Words: showWords(st.SpanTexts.Content, st.Snippet), Addressee: st.Addressee,
		Said: showDate(st.Said), Undated: st.Said.Open() && len(st.Said.Candidates) == 0,
		Outlet:    showOutlet(st.Article.Outlet),
		Article:   named{articleName(st.Article.Title, st.Article.Name), articleHref(st.Article.ID)},
		Published: showDate(st.Article.Date),
	}
	if src := st.SpanTexts.Source; st.Speaker.ID != "" && src != st.Speaker.Name {
		row.Source = src
	}
	if st.Level != sayso.ZoneBody {
		row.Level = st.Level.String()
	}
	row.Review, row.Entered, row.AsRead = reviewed(st), st.Entered, asRead(st)
	return row
}

func showStatements(rows []record.Statement) []statementRow {
	out := make([]statementRow, len(rows))
	for i, st := range rows {
		out[i] = showStatement(st)
	}
	return out
}

// articleRow is an article in a list.
type articleRow struct {
	Article    named
	File       string // the name it was added under
	Outlet     named
	Agencies   []string
	Date       date
	Version    int // 0 when it is the only one known
	Statements int
}

func showArticle(a record.Article) articleRow {
	row := articleRow{
		Article: named{articleName(a.Title, a.Name), articleHref(a.ID)}, File: a.Name,
		Outlet: showOutlet(a.Outlet), Agencies: a.Agencies, Date: showDate(a.Date), Statements: a.Statements,
	}
	if a.Version > 1 || !a.Latest {
		row.Version = a.Version
	}
	return row
}

func showArticles(rows []record.Article) []articleRow {
	out := make([]articleRow, len(rows))
	for i, a := range rows {
		out[i] = showArticle(a)
	}
	return out
}

// bar is one bar of a chart of counts.
type bar struct {
	Label named
	Count int
	Width int // 0 to 100, against the longest bar; at least 1 when there is anything to count
	Class string
}

// scale sets the widths of bars.
func scale(bars []bar) []bar {
	longest := 0
	for _, b := range bars {
		longest = max(longest, b.Count)
	}
	for i := range bars {
		if bars[i].Count > 0 {
			bars[i].Width = max(1, bars[i].Count*100/longest)
		}
	}
	return bars
}
