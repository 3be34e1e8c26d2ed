// Package ingest reads reports: bytes in, articles out. It sniffs the format,
// decodes to UTF-8, finds the zones of a page and the date it was published,
// and keeps the original bytes beside the article that was read from them.
package ingest

import (
	"context"

	"sayso"
)

// Read is one report as it was found: the article and the bytes it was read
// from, or the error that stopped its reading. Err names the report.
type Read struct {
	Article  *sayso.Article
	Original []byte
	Err      error
}
var _ = context.Background
