package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"

	"sayso"
	"sayso/ingest/page"
)

// maxJSON is the size of the largest JSON Feed that is read. Its keys may stand in
// any order, so that it must be held in memory.
const maxJSON = 64 << 20

// headKeys are the keys of a JSON Feed that hold for its items, in the order in
// which they are archived.
var headKeys = [...]string{"version", "title", "home_page_url", "language", "author", "authors"}

// isJSON reports whether r holds JSON.
func isJSON(r *bufio.Reader) bool {
	b, _ := r.Peek(64)
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))), []byte("{"))
}

// jsonCutter cuts a JSON Feed, which it reads whole.
type jsonCutter struct {
	r     *bufio.Reader
	max   int64
	read  bool
	items []json.RawMessage
	head  map[string]json.RawMessage
	err   error // where the feed breaks off
	begun int
}

func (c *jsonCutter) Items() int { return c.begun }

func (c *jsonCutter) Next() ([]byte, error) {
	if !c.read {
		c.read = true
		c.readAll()
	}
	if c.begun == len(c.items) {
		err := c.err
		if c.err = io.EOF; err == nil {
			err = io.EOF
		}
		return nil, err
	}
	raw := c.items[c.begun]
	c.begun++
	var b bytes.Buffer
	b.WriteByte('{')
	for _, key := range headKeys {
		if v := c.head[key]; v != nil {
			fmt.Fprintf(&b, "%q:%s,\n", key, v)
		}
	}
	fmt.Fprintf(&b, "%q:[\n%s\n]}\n", "items", raw)
	if int64(b.Len()) > c.max {
		return nil, fmt.Errorf("item %d: larger than %d bytes, the limit for one report", c.begun, c.max)
	}
	return b.Bytes(), nil
}

// readAll reads the feed as far as it is whole.
func (c *jsonCutter) readAll() {
	b, err := io.ReadAll(io.LimitReader(c.r, maxJSON+1))
	if err == nil && len(b) > maxJSON {
		err = fmt.Errorf("larger than %d bytes, the limit for a JSON Feed", maxJSON)
	}
	if err != nil {
		c.err = err
		return
	}
	body := bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	dec := json.NewDecoder(bytes.NewReader(body))
	if err := c.object(dec); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		c.err = fmt.Errorf("the feed breaks off at byte %d, behind item %d: %w", dec.InputOffset()+int64(len(b)-len(body)), len(c.items), err)
	}
}

// object reads the members of the feed.
func (c *jsonCutter) object(dec *json.Decoder) error {
	if _, err := dec.Token(); err != nil {
		return err
	}
	c.head = map[string]json.RawMessage{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		if key == "items" {
			if err := c.array(dec); err != nil {
				return err
			}
			continue
		}
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return err
		}
		for _, k := range headKeys {
			if k == key && len(v) <= maxHead {
				c.head[k] = v
			}
		}
	}
	_, err := dec.Token()
	return err
}

// array reads the items.
func (c *jsonCutter) array(dec *json.Decoder) error {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		if err == nil {
			err = errors.New(`"items" is no array`)
		}
		return err
	}
	for dec.More() {
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return err
		}
		c.items = append(c.items, v)
	}
	_, err := dec.Token()
	return err
}

// readJSON reads the item of a JSON Feed of one.
func readJSON(text string) (*page.Page, error) {
	f, err := (&jsonfeed.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("not readable as JSON Feed: %w", err)
	}
	if len(f.Items) == 0 || f.Items[0] == nil {
		return nil, errors.New("a JSON Feed without an item")
	}
	i := f.Items[0]
	p := &page.Page{Title: page.Words(i.Title), Language: page.LanguageTag(i.Language)}
	if p.Language == "" {
		p.Language = page.LanguageTag(f.Language)
	}
	p.URL = address(i.ID, f.HomePageURL, i.URL, i.ExternalURL)
	p.Outlet = sayso.Outlet{Name: page.Words(f.Title), Basis: "title of the feed"}
	for _, people := range [][]*jsonfeed.Author{i.Authors, {i.Author}, f.Authors, {f.Author}} {
		for _, a := range people {
			if a != nil {
				p.Authors = append(p.Authors, author(a.Name)...)
			}
		}
		if len(p.Authors) > 0 {
			break
		}
	}
	p.Dates = stated([][2]string{{i.DatePublished, "date_published"}})
	p.Modified = updates(i.DateModified)
	return p, fill(p, []content{{i.ContentHTML, false}, {i.ContentText, true}, {i.Summary, true}})
}
