package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/lang/en"
	"sayso/record"
)

func (a *app) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show an article, a statement, a speaker or an outlet",
		Long: "show prints an article with its statements marked, one statement with its evidence, a\n" +
			"speaker or an outlet. The ID of an article or statement may be cut short to four\n" +
			"characters or more, if only one begins so.\n\n" +
			"In a text [3: …] is the content of statement 3, {…} its source and <…> its cue.",
		Args: argCount(1, 1, "one ID"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, ids []string) error {
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		s := shower{ctx: cmd.Context(), store: store, app: a}
		shown, err := s.show(ids[0])
		if err == nil && !shown {
			err = s.showPrefix(ids[0])
		}
		return err
	}
	return cmd
}

type shower struct {
	*app
	ctx   context.Context
	store record.Store
}

// show prints everything whose ID is id, and reports whether there was any: a
// speaker and an outlet may share an ID.
func (s shower) show(id string) (bool, error) {
	shown := false
	for _, one := range []func(string) error{s.article, s.statement, s.speaker, s.outlet} {
		switch err := one(id); {
		case err == nil:
			shown = true
		case !errors.Is(err, record.ErrNotFound):
			return shown, err
		}
	}
	return shown, nil
}

// showPrefix prints the one article or statement whose ID begins with prefix.
func (s shower) showPrefix(prefix string) error {
	const shortest = 4
	var found []string
	if len(prefix) >= shortest {
		articles, err := s.store.Articles(s.ctx, record.Query{Limit: -1})
		if err != nil {
			return err
		}
		for _, r := range articles.Rows {
			found = append(found, string(r.ID))
		}
		statements, err := s.store.Statements(s.ctx, record.Query{Review: "all", Limit: -1})
		if err != nil {
			return err
		}
		for _, r := range statements.Rows {
			found = append(found, r.ID)
		}
		found = slices.DeleteFunc(found, func(id string) bool { return !strings.HasPrefix(id, prefix) })
	}
	switch len(found) {
	case 0:
		return fmt.Errorf("%q: no article, statement, speaker or outlet of the record has this ID", prefix)
	case 1:
		_, err := s.show(found[0])
		return err
	}
	slices.Sort(found)
	return fmt.Errorf("%q: %d IDs begin so: %s", prefix, len(found), strings.Join(found[:min(len(found), 8)], " "))
}

// field prints one named value; one that is not known is left out.
func (s shower) field(name, value string) {
	if value != "" {
		fmt.Fprintf(s.stdout, "%-10s %s\n", name, export.Line(value))
	}
}

// dated writes a date with its reason.
func dated(d sayso.Date) string {
	value := d.Value
	if d.Open() {
		value = "open"
		if len(d.Candidates) > 0 {
			value = strings.Join(d.Candidates, " or ")
		}
	}
	if d.Why == "" {
		return value
	}
	return value + " (" + d.Why + ")"
}

// with adds a remark in brackets to a value that is known.
func with(value, remark string) string {
	if value == "" || remark == "" {
		return value
	}
	return value + " (" + remark + ")"
}

func (s shower) article(id string) error {
	read, err := s.store.Document(s.ctx, sayso.ArticleID(id))
	if err != nil {
		return err
	}
	decided, err := s.store.Decisions(s.ctx, record.DecisionQuery{Article: read.ID, Limit: -1})
	if err != nil {
		return err
	}
	d, items := record.Correct(read, decided.Rows)
	s.field("title", d.Title)
	s.field("outlet", with(d.Outlet.Name, d.Outlet.Basis))
	s.field("published", dated(d.Article.Date))
	if items.Published == record.Corrected {
		s.field("as read", dated(read.Date))
	}
	s.field("address", d.URL)
	s.field("report", d.Article.Name)
	s.field("article", id)
	versions, err := s.store.Versions(s.ctx, sayso.ArticleID(id))
	if err != nil {
		return err
	}
	for _, v := range versions {
		if string(v.ID) == id {
			s.field("version", fmt.Sprintf("%d of %d", v.Version, len(versions)))
			s.field("pipeline", v.Pipeline)
		}
	}
	s.field("original", "sha256 "+d.Original.String())

	page, err := s.store.Statements(s.ctx, record.Query{Article: d.ID, Limit: -1})
	if err != nil {
		return err
	}
	all := make([]numbered, len(page.Rows))
	for i := range page.Rows {
		all[i] = numbered{i + 1, &page.Rows[i].Statement}
	}
	whole := sayso.Span{End: int32(len(d.Text))}
	marks := append(greyed(d.Zones), marksOf(all)...)
	fmt.Fprintf(s.stdout, "\n%s\n\n", strings.TrimRight(render(pieces(d.Text, whole, marks), colourful(s.stdout)), "\n"))
	for i, r := range page.Rows {
		who := r.Speaker.Name
		if who == "" {
			who = "nobody named"
		}
		if r.Review != record.Open {
			who = with(who, string(r.Review))
		}
		fmt.Fprintf(s.stdout, "%4d  %s  %-8s  %s\n", i+1, r.ID, r.Kind, export.Line(who))
	}
	return nil
}

func (s shower) statement(id string) error {
	r, err := s.store.Statement(s.ctx, id)
	if err != nil {
		return err
	}
	d, err := s.store.Document(s.ctx, r.Article.ID)
	if err != nil {
		return err
	}
	s.field("statement", r.ID)
	s.field("review", string(r.Review))
	s.field("entered by", r.Entered)
	s.field("as read", strings.Join(export.AsRead(r), "; "))
	s.field("kind", r.Kind.String())
	s.field("speaker", with(r.Speaker.Name, r.Speaker.ID))
	s.field("source", r.SpanTexts.Source)
	s.field("cue", r.SpanTexts.Cue)
	s.field("content", r.SpanTexts.Content)
	s.field("addressee", r.Addressee)
	s.field("occasion", r.Occasion)
	s.field("said", dated(r.Said))
	var hands []string
	for _, l := range r.Chain {
		hands = append(hands, strings.TrimSpace(l.Role+" "+l.Name))
	}
	s.field("chain", strings.Join(hands, " ← "))
	s.field("zone", r.Level.String())
	s.field("bytes", spans(r.Statement.Content))
	s.field("title", r.Article.Title)
	s.field("outlet", r.Article.Outlet.Name)
	s.field("published", dated(r.Article.Date))
	s.field("address", r.Article.URL)
	s.field("report", r.Article.Name)
	s.field("article", string(r.Article.ID))
	s.field("original", "sha256 "+r.Article.Original.String())

	marks := marksOf([]numbered{{1, &r.Statement}})
	fmt.Fprintf(s.stdout, "\n%s\n", strings.TrimSpace(render(pieces(d.Text, passage(d, &r.Statement), marks), colourful(s.stdout))))
	return nil
}

// spans writes byte ranges, "120-151 160-170".
func spans(ss []sayso.Span) string {
	parts := make([]string, len(ss))
	for i, s := range ss {
		parts[i] = fmt.Sprintf("%d-%d", s.Start, s.End)
	}
	return strings.Join(parts, " ")
}

// passage returns the paragraphs that st stands in.
func passage(d *sayso.Document, st *sayso.Statement) sayso.Span {
	hull, _ := sayso.Hull(slices.Concat(st.Source, st.Cue, st.Content))
	whole := hull
	for _, z := range d.Zones {
		if z.Span.Overlaps(hull) {
			whole.Start, whole.End = min(whole.Start, z.Span.Start), max(whole.End, z.Span.End)
		}
	}
	return whole
}

func (s shower) speaker(id string) error {
	r, err := s.store.Speaker(s.ctx, id)
	if err != nil {
		return err
	}
	s.field("speaker", with(r.Name, r.ID))
	s.field("type", r.Type.String())
	s.field("as written", strings.Join(r.AsWritten, "; "))
	s.field("merged", strings.Join(r.Merged, "; "))
	if err := s.known(r.Name); err != nil {
		return err
	}
	s.field("in", fmt.Sprintf("%s of %s of %s", counted(r.Statements, "statement"), counted(r.Articles, "article"), counted(r.Outlets, "outlet")))
	page, err := s.store.Statements(s.ctx, record.Query{Speaker: id, Limit: -1})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.stdout)
	return rowsTable(s.app, export.StatementColumns(), page.Rows)
}

// known prints what the program's own file of public facts says of a name.
func (s shower) known(name string) error {
	base, err := en.Knowledge()
	if err != nil {
		return err
	}
	if facts := base.Facts(name); len(facts) > 0 {
		s.field("known", with(strings.Join(facts, "; "), "from the program's own file as of "+base.Dated+", not from any report"))
	}
	return nil
}

func (s shower) outlet(id string) error {
	r, err := s.store.Outlet(s.ctx, id)
	if err != nil {
		return err
	}
	s.field("outlet", with(r.Name, r.ID))
	if err := s.known(r.Name); err != nil {
		return err
	}
	s.field("in", fmt.Sprintf("%s with %s", counted(r.Articles, "article"), counted(r.Statements, "statement")))
	page, err := s.store.Articles(s.ctx, record.Query{Outlet: id, Limit: -1})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.stdout)
	return rowsTable(s.app, export.ArticleColumns(), page.Rows)
}

// rowsTable prints rows for people.
func rowsTable[R any](a *app, columns []export.Column[R], rows []R) error {
	return export.Write(a.stdout, export.Formats()[0], columns, rows, export.Options{Width: a.width()})
}
