package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// statementPage is the data of one statement with its evidence.
type statementPage struct {
	layout
	Row      statementRow
	Context  []contextBlock
	Roles    []roleRow
	Resolved string // how the source was taken to mean the speaker
	// Unresolved says that the text names a source whose speaker is not known.
	Unresolved bool
	Occasion   string
	Chain      []chainRow
	Within     *statementRow
	Contains   []statementRow
	Score      string
	ArticleID  sayso.ArticleID
	Text       string // address of the text the offsets count in
	Digest     string
	Original   string
	Pack       string // address of the report’s evidence pack
	Pipeline   string
	Old        bool   // a newer version of the article is in the record
	Stable     string // the statement's own address
	Citation   string
	AsRead     *uncorrected
	Decisions  []decisionRow
	Desk       *desk
	Seen       string     // see desk
	Told       *countLink // how many tell the same, nil when nobody else does
	Same       string     // address of the page that says what else tells the same
}

// contextBlock is a paragraph the evidence stands in; Skip says that text was
// left out before it.
type contextBlock struct {
	block
	Skip bool
}

// roleRow is one role of the statement: the words and where they stand.
type roleRow struct {
	Label string
	Role  role
	Spans []spanRow
}

type spanRow struct {
	Words      string
	Start, End int32
}

type chainRow struct {
	Role string
	Name string // empty when the page does not say
	At   string // the words that name it
}

func (s *site) statement(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	row, err := s.store.Statement(ctx, id)
	if err != nil {
		return lookup(err, "statement", id)
	}
	if row.ID != id { // an upgrade gave it other edges
		http.Redirect(w, r, statementHref(row.ID), http.StatusSeeOther)
		return nil
	}
	doc, rows, err := s.reading(ctx, row.Article.ID, "all")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rows, func(o record.Statement) bool { return o.ID == row.ID })
	if i < 0 {
		return fmt.Errorf("statement %s is not among those of its article %s", row.ID, doc.ID)
	}
	st := doc.Statements[i]
	marks := statementMarks(doc, i, row.ID, false)
	p := statementPage{
		layout: s.layout(headline(row), "statements"), Row: showStatement(row),
		Context: passages(doc, marks), Roles: roles(doc.Text, marks), Resolved: resolved(doc, st),
		Unresolved: len(st.Source) > 0 && row.Speaker.ID == "",
		Occasion:   row.Occasion, Chain: chain(doc.Text, st.Chain), Score: showScore(st.Score),
		ArticleID: doc.ID, Text: articleHref(doc.ID) + "/text",
		Digest: doc.Original.String(), Original: originalHref(doc.Original), Pack: packHref(doc.ID), Pipeline: row.Article.Pipeline,
		Old: !row.Article.Latest, Stable: statementHref(row.ID), Citation: citation(row),
	}
	told, err := s.store.Told(ctx, doc.ID)
	if err != nil {
		return err
	}
	p.Told, p.Same = toldLink(told[row.ID]), sameHref(row.ID)
	if w := int(st.Within); w > 0 && w <= len(rows) {
		shown := showStatement(rows[w-1])
		p.Within = &shown
	}
	for j, other := range doc.Statements {
		if int(other.Within) == i+1 && j != i && rows[j].Review.Counts() {
			p.Contains = append(p.Contains, showStatement(rows[j]))
		}
	}
	if p.AsRead = asRead(row); row.Entered != "" || row.AsRead != nil && row.AsRead.Speaker != row.Speaker.Name {
		p.Resolved = "a reviewer says so"
	}
	if p.Decisions, err = s.decisionsOn(ctx, row.ID); err != nil {
		return err
	}
	if p.Desk = s.desk(r); p.Desk != nil {
		p.Seen = seen(p.Decisions)
	}
	return s.render(w, r, http.StatusOK, "statement", p)
}

func showScore(score float32) string { return fmt.Sprintf("%.2f", score) }

// titleRunes is how much of a statement its page's title shows.
const titleRunes = 80

// headline names a statement in one line.
func headline(row record.Statement) string {
	words := strings.Join(strings.Fields(row.SpanTexts.Content), " ")
	if r := []rune(words); len(r) > titleRunes {
		words = strings.TrimSpace(string(r[:titleRunes])) + "…"
	}
	return showVoice(row).Name + ": " + words
}

// passages returns the paragraphs that hold any of marks.
func passages(doc *sayso.Document, marks []mark) []contextBlock {
	var out []contextBlock
	skipped := false
	for _, b := range cutBlocks(doc.Text, doc.Zones, marks) {
		if b.Gap {
			continue
		}
		if !slices.ContainsFunc(marks, func(m mark) bool { return m.At.Overlaps(b.Zone.Span) }) {
			skipped = true
			continue
		}
		out = append(out, contextBlock{b, skipped && len(out) > 0})
		skipped = false
	}
	return out
}

var roleLabels = []struct {
	role  role
	label string
}{
	{roleSource, "Source"}, {roleCue, "Cue"}, {roleContent, "Content"},
	{roleAddressee, "Addressee"}, {roleOccasion, "Occasion"}, {roleSaid, "Date words"},
}

// roles lists the words of marks by role, in the order of a statement.
func roles(text string, marks []mark) []roleRow {
	var out []roleRow
	for _, rl := range roleLabels {
		row := roleRow{Label: rl.label, Role: rl.role}
		for _, m := range marks {
			if m.Role == rl.role && sound(text, m.At) {
				row.Spans = append(row.Spans, spanRow{m.At.Of(text), m.At.Start, m.At.End})
			}
		}
		if len(row.Spans) > 0 {
			out = append(out, row)
		}
	}
	return out
}

// resolved says by which rule the words of the source were taken to mean the
// speaker. It is empty when the document does not record one.
func resolved(doc *sayso.Document, st sayso.Statement) string {
	if st.Speaker == 0 {
		return ""
	}
	for _, m := range doc.Mentions {
		if m.Entity != st.Speaker || m.Why == "" || !sound(doc.Text, m.Span) {
			continue
		}
		if slices.ContainsFunc(st.Source, m.Span.Overlaps) {
			return m.Why
		}
	}
	return ""
}

func chain(text string, links []sayso.Link) []chainRow {
	var out []chainRow
	for _, l := range links {
		out = append(out, chainRow{l.Role, l.Name, wordsOf(text, l.At, " … ")})
	}
	return out
}

// citation is a line that names the statement, its report and the bytes it
// stands on, ready to be pasted.
func citation(row record.Statement) string {
	var b strings.Builder
	words := strings.TrimRight(strings.Join(strings.Fields(row.SpanTexts.Content), " "), ",")
	fmt.Fprintf(&b, "%s, %s speech: “%s”, ", showVoice(row).Name, row.Kind, words)
	outlet := row.Article.Outlet.Name
	if outlet == "" {
		outlet = "an unnamed outlet"
	}
	fmt.Fprintf(&b, "in %s, “%s”, %s", outlet, articleName(row.Article.Title, row.Article.Name), showDate(row.Article.Date).Label)
	if row.Article.URL != "" {
		fmt.Fprintf(&b, ", %s", row.Article.URL)
	}
	fmt.Fprintf(&b, ". Statement %s, article %s, bytes ", row.ID, row.Article.ID)
	for i, c := range row.Statement.Content {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d–%d", c.Start, c.End)
	}
	fmt.Fprintf(&b, ", original SHA-256 %s", row.Article.Original)
	if row.Entered != "" {
		fmt.Fprintf(&b, ", entered by hand by %s", row.Entered)
	}
	b.WriteString(".")
	return b.String()
}
