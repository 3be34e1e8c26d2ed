package export

import (
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// parquetGroup is how many rows are held before they are written: the memory an
// export takes.
const parquetGroup = 10_000

// parquetWriter writes rows as Apache Parquet, one column each: words as UTF-8
// strings that may be null, counts and other whole numbers as 64-bit integers, other numbers as doubles,
// lists of words as lists. Columns stand in alphabetical order, which is how the
// library orders the fields of a group.
type parquetWriter struct {
	out     *parquet.GenericWriter[any]
	columns []parquetColumn // in the order of the file
	row1    parquet.Row
	held    int
}

type parquetColumn struct {
	cell int // its index among the cells of a row
	kind cellKind
}

func newParquet(w io.Writer, h header, _ Options) rowWriter {
	group, at := parquet.Group{}, map[string]int{}
	for i, n := range h.names {
		group[n], at[n] = parquetNode(h.kinds[i]), i
	}
	p := &parquetWriter{out: parquet.NewGenericWriter[any](w, parquet.NewSchema("row", group), parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("sayso", "1", ""))}
	for _, f := range group.Fields() {
		i := at[f.Name()]
		p.columns = append(p.columns, parquetColumn{i, h.kinds[i]})
	}
	return p
}

func parquetNode(k cellKind) parquet.Node {
	switch k {
	case cellInt:
		return parquet.Int(64)
	case cellKnownInt:
		return parquet.Optional(parquet.Int(64))
	case cellFloat:
		return parquet.Leaf(parquet.DoubleType)
	case cellList:
		return parquet.List(parquet.String())
	}
	return parquet.Optional(parquet.String())
}

func (p *parquetWriter) row(cells []Cell) error {
	p.row1 = p.row1[:0]
	for column, c := range p.columns {
		var err error
		if p.row1, err = cells[c.cell].parquet(p.row1, c.kind, column); err != nil {
			return err
		}
	}
	if _, err := p.out.WriteRows([]parquet.Row{p.row1}); err != nil {
		return err
	}
	if p.held++; p.held == parquetGroup {
		p.held = 0
		return p.out.Flush()
	}
	return nil
}

// parquet appends the cell to a row. The levels of a value tell whether it is
// there at all and, in a list, whether it begins one (Dremel encoding).
func (c Cell) parquet(row parquet.Row, kind cellKind, column int) (parquet.Row, error) {
	switch {
	case kind == cellInt:
		n, err := strconv.ParseInt(c.text, 10, 64)
		return append(row, parquet.Int64Value(n).Level(0, 0, column)), err
	case kind == cellFloat:
		n, err := strconv.ParseFloat(c.text, 64)
		return append(row, parquet.DoubleValue(n).Level(0, 0, column)), err
	case kind == cellList && len(c.list) == 0:
		return append(row, parquet.Value{}.Level(0, 0, column)), nil
	case kind == cellList:
		for i, s := range c.list {
			row = append(row, parquet.ByteArrayValue([]byte(s)).Level(min(i, 1), 1, column))
		}
		return row, nil
	case c.missing:
		return append(row, parquet.Value{}.Level(0, 0, column)), nil
	case kind == cellKnownInt:
		n, err := strconv.ParseInt(c.text, 10, 64)
		return append(row, parquet.Int64Value(n).Level(0, 1, column)), err
	}
	return append(row, parquet.ByteArrayValue([]byte(c.text)).Level(0, 1, column)), nil
}

func (p *parquetWriter) close() error { return p.out.Close() }
