package ingest

import (
	"bufio"
	"errors"
	"io"
	"strconv"

	"sayso"
	"sayso/ingest/feed"
	"sayso/ingest/page"
)

// feed reads a feed: each item is a report, as full as the feed has it.
func (w *walker) feed(name string, r *bufio.Reader) error {
	c := feed.NewCutter(r, w.max)
	for {
		original, err := c.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			err = w.fail(name, err)
		default:
			err = w.report(partName(name, strconv.Itoa(c.Items())), original, formatFeed)
		}
		if err != nil {
			return err
		}
	}
}

// partName names a part of a file that has no name of its own.
func partName(name, part string) string { return name + "#" + part }

// item fills a from one item of a feed.
func (e *engine) item(a *sayso.Article, original []byte) error {
	p, err := feed.Read(original)
	if errors.Is(err, page.ErrNoText) {
		return errNoText
	}
	if err != nil {
		return err
	}
	if err := e.fill(a, p); err != nil {
		return err
	}
	if a.Date.Open() && a.Date.Candidates == nil && len(p.Modified) > 0 {
		a.Date.Why = "the feed's item states only when it was updated: " + clip(p.Modified[0])
	}
	return nil
}
