package export

import (
	"bufio"
	"context"
	"io"

	"sayso/record"
)

// statementWriter writes statements of one format, article by article. Nothing
// is complete before close, which does not close the writer beneath.
type statementWriter interface {
	match(m *record.Match) error
	close() error
}

// Statements writes the statements that q selects in format f and returns how
// many they are. One article at a time is in memory, but for a table, which
// must know its widest cell. progress, which may be nil, is told after each
// article how many are written and how many there are.
func Statements(
	ctx context.Context, w io.Writer, f Format, store record.Matcher, q record.Query, o Options, progress func(done, total int),
) (n int, err error) {
	if o.Query = q; q.Limit < 0 { // however it is said: all of them
		o.Query.Limit = 0
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	out := f.statementWriter(buffered, o)
	err = store.EachMatch(ctx, q, f.parts, func(m record.Match) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := out.match(&m); err != nil {
			return err
		}
		if n += len(m.Statements); progress != nil {
			progress(n, m.Total)
		}
		return nil
	})
	if err != nil {
		return n, err
	}
	if err := out.close(); err != nil {
		return n, err
	}
	return n, buffered.Flush()
}

func (f Format) statementWriter(w io.Writer, o Options) statementWriter {
	if f.statements != nil {
		return f.statements(w, o)
	}
	columns := StatementColumns()
	return &statementRows{columns, f.rows(w, headerOf(columns), o), make([]Cell, len(columns))}
}

// statementRows writes statements as rows like any others.
type statementRows struct {
	columns []Column[record.Statement]
	out     rowWriter
	cells   []Cell
}

func (s *statementRows) match(m *record.Match) error {
	for _, st := range m.Statements {
		for i, c := range s.columns {
			s.cells[i] = c.Of(st)
		}
		if err := s.out.row(s.cells); err != nil {
			return err
		}
	}
	return nil
}

func (s *statementRows) close() error { return s.out.close() }
