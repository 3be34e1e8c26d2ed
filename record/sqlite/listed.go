package sqlite

import (
	"encoding/json"
	"fmt"

	"database/sql"

	"sayso"
	"sayso/record"
)

// listed is a statement on its way into its row: as the machine read it and as it
// is after the decisions about it.
type listed struct {
	record.Listed
	reading record.Reading
}

// fold returns the rows of every statement of the article, and makes w.view what
// there is beside them, after decided, the decisions about the article, anchored in it.
func (w *adding) fold(decided []record.Decided) []listed {
	d := w.doc
	w.view, w.items = record.Correct(d, decided)
	on := map[string][]record.Decided{}
	for _, dec := range decided {
		if dec.Statement != "" && dec.Article == d.ID {
			on[dec.Statement] = append(on[dec.Statement], dec)
		}
	}
	view, by := record.ByHand(d, decided)
	list := record.Listing(view)
	rows := make([]listed, len(list))
	for i, l := range list {
		l.By = by[l.ID]
		rows[i] = listed{l, record.Fold(d, l, on[l.ID])}
		if w.items.Published == record.Corrected && l.By == "" {
			record.Undate(d, &rows[i].reading)
		}
	}
	return rows
}

// counted returns how many of rows count as statements.
func counted(rows []listed) (n int) {
	for _, r := range rows {
		if r.reading.Review.Counts() {
			n++
		}
	}
	return n
}

// statementColumns are those that statementValues returns, in this order.
const (
	statementColumns = `article, ordinal, latest, kind, speaker, named, first_day, last_day, level, entity, within, score,
	source, cue, content, clean, source_at, cue_at, content_at, addressee_at, occasion_at, said, said_reason, chain,
	review, undecided, machine, entered_by`
	statementMarks = `?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?`
)

func (w *adding) statementValues(ordinal int, row *listed) ([]any, error) {
	r := &row.reading
	var typ sayso.EntityType
	if e, ok := r.Statement.Speaker.At(w.doc.Entities); ok {
		typ = e.Type
	}
	named, speaker, err := w.speaker(r.Speaker, typ)
	if err != nil {
		return nil, err
	}
	reason, err := encodeReason(r.Said)
	if err != nil {
		return nil, err
	}
	chain, err := encode(r.Chain, toLink)
	if err != nil {
		return nil, err
	}
	machine, err := w.asRead(row)
	if err != nil {
		return nil, err
	}
	first, last := days(record.DateOf(r.Said, w.view.Date))
	words := record.TextsOf(w.doc.Text, &r.Statement)
	return []any{w.key, ordinal, w.latest && r.Review.Counts(), r.Kind.String(), speaker, named, first, last,
		record.LevelOf(w.doc.Article, r.Content[0]).String(), int32(r.Statement.Speaker), row.Within, float64(r.Score),
		words.Source, words.Cue, words.Content, clean(words.Content), spanList(r.Source), spanList(r.Cue), spanList(r.Content),
		oneSpan(r.Addressee), oneSpan(r.Occasion), r.Said.Value, reason, chain,
		string(r.Review), row.Undecided, machine, row.By}, nil
}

// jsonReading is what the machine read, or somebody entered, of a statement that a
// person corrected.
type jsonReading struct {
	Kind      string     `json:"kind"`
	Entity    int32      `json:"entity,omitempty"`
	Speaker   string     `json:"speaker,omitempty"` // name of the entity
	Source    at         `json:"source,omitempty"`
	Cue       at         `json:"cue,omitempty"`
	Content   at         `json:"content"`
	Addressee at         `json:"addressee,omitempty"`
	Said      string     `json:"said,omitempty"`
	Reason    jsonReason `json:"reason,omitzero"`
	Chain     []jsonLink `json:"chain,omitempty"`
	Words     [4]string  `json:"words"` // of source, cue, content and addressee
}

// asRead returns the column machine of a row: NULL for one that nobody corrected.
func (w *adding) asRead(row *listed) (any, error) {
	if len(row.reading.Changed) == 0 {
		return nil, nil
	}
	st := row.Statement
	words := record.TextsOf(w.doc.Text, st)
	j := jsonReading{st.Kind.String(), int32(st.Speaker), row.reading.Was, st.Source, st.Cue, st.Content, spansOf(st.Addressee), st.Said.Value,
		jsonReason{st.Said.Candidates, st.Said.Why, st.Said.At}, nil, [4]string{words.Source, words.Cue, words.Content, st.Addressee.Of(w.doc.Text)}}
	for _, l := range st.Chain {
		j.Chain = append(j.Chain, toLink(l))
	}
	b, err := json.Marshal(j)
	return string(b), err
}

// fromMachine returns what the column machine holds, nil for NULL. What people
// do not correct is taken from the row, st.
func fromMachine(column sql.NullString, st sayso.Statement) (*record.AsRead, error) {
	if !column.Valid {
		return nil, nil
	}
	var j jsonReading
	if err := json.Unmarshal([]byte(column.String), &j); err != nil {
		return nil, fmt.Errorf("machine's reading: %w", err)
	}
	kind, err := sayso.ParseKind(j.Kind)
	if err != nil {
		return nil, fmt.Errorf("machine's reading: %w", err)
	}
	st.Kind, st.Speaker, st.Addressee = kind, sayso.Ref[sayso.Entity](j.Entity), j.Addressee.first()
	st.Source, st.Cue, st.Content = j.Source, j.Cue, j.Content
	st.Said = sayso.Date{Value: j.Said, Candidates: j.Reason.Candidates, Why: j.Reason.Why, At: j.Reason.At}
	st.Chain = nil
	for _, l := range j.Chain {
		link, err := fromLink(l)
		if err != nil {
			return nil, fmt.Errorf("machine's reading: %w", err)
		}
		st.Chain = append(st.Chain, link)
	}
	return &record.AsRead{Statement: st, Speaker: j.Speaker,
		SpanTexts: record.SpanTexts{Source: j.Words[0], Cue: j.Words[1], Content: j.Words[2]}, Addressee: j.Words[3]}, nil
}

// content stores the statements of a new article, and with them their words,
// figures, places, events and namings. It returns those that count.
func (w *adding) content(rows []listed) (*claimers, error) {
	st := w.stmt(w.in.statement)
	for i := range rows {
		values, err := w.statementValues(i+1, &rows[i])
		if err == nil {
			_, err = st.ExecContext(w.ctx, append(values, rows[i].ID)...)
		}
		if err != nil {
			return nil, fmt.Errorf("statement %d: %w", i+1, err)
		}
	}
	return w.rest(rows)
}

// rest stores what follows from the statements: their words in the index, the
// figures, the places, the events and the namings. It returns the statements that count.
func (w *adding) rest(rows []listed) (*claimers, error) {
	if len(rows) > 0 {
		if _, err := w.stmt(w.in.index).ExecContext(w.ctx, w.key); err != nil {
			return nil, err
		}
	}
	claims, err := w.claims(rows)
	if err != nil {
		return nil, err
	}
	for _, store := range []func(*claimers) error{w.figures, w.places, w.events, w.namings} {
		if err := store(claims); err != nil {
			return nil, err
		}
	}
	return claims, nil
}

// claimers are the statements of an article that count, with their keys.
type claimers struct {
	doc  sayso.Document // whose Statements they are
	keys []int64
}

func (w *adding) claims(rows []listed) (*claimers, error) {
	c := &claimers{doc: *w.view}
	c.doc.Statements = nil
	keys := map[string]int64{}
	found, err := w.tx.QueryContext(w.ctx, "SELECT id, key FROM statement WHERE article = ?", w.key)
	err = each(found, err, func(r row) error {
		var id string
		var key int64
		err := r.Scan(&id, &key)
		keys[id] = key
		return err
	})
	for i := range rows {
		if rows[i].reading.Review.Counts() {
			c.doc.Statements, c.keys = append(c.doc.Statements, rows[i].reading.Statement), append(c.keys, keys[rows[i].ID])
		}
	}
	return c, err
}

// of returns the key of the innermost statement whose content holds at, nil for
// none, and the date by which what stands there is found.
func (c *claimers) of(at sayso.Span) (statement any, date string) {
	claim := c.doc.Claim(at)
	if claim == 0 {
		return nil, c.doc.Date.Value
	}
	return c.keys[claim-1], record.DateOf(c.doc.Statements[claim-1].Said, c.doc.Date)
}
