package page

import (
	"encoding/json"
	"html"
	"strings"
)

const maxLDDepth = 12

// ldArticle is what the JSON-LD of a page says of its article. The first article
// counts; one whose headline is that of the page counts more.
type ldArticle struct {
	headline, published, modified, publisher, url string
	authors                                       []string
	found, sure                                   bool
}

// read takes in one script element. A script that is no JSON says nothing.
func (a *ldArticle) read(src, title string) {
	src = strings.TrimSpace(src)
	src = strings.TrimSuffix(strings.TrimPrefix(src, "<![CDATA["), "]]>")
	var v any
	if json.Unmarshal([]byte(src), &v) == nil {
		a.walk(v, title, 0)
	}
}

// walk looks for articles in v: the object itself, the members of an array and
// of "@graph", and what a page is said to be about. Lists of other articles are
// not entered.
func (a *ldArticle) walk(v any, title string, depth int) {
	if depth > maxLDDepth || a.sure {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			a.walk(e, title, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			a.take(v, title)
		}
		a.walk(v["@graph"], title, depth+1)
		a.walk(v["mainEntity"], title, depth+1)
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok && isArticle(s) {
				return true
			}
		}
	}
	return false
}

func (a *ldArticle) take(m map[string]any, title string) {
	headline := text(m["headline"])
	sure := headline != "" && same(headline, title)
	if a.found && !sure {
		return
	}
	*a = ldArticle{
		headline: headline, published: text(m["datePublished"]), modified: text(m["dateModified"]),
		publisher: text(m["publisher"]), url: firstOf(text(m["url"]), text(m["mainEntityOfPage"])),
		authors: authors(m["author"]), found: true, sure: sure,
	}
}

// text returns a JSON-LD value as words: the string itself, or the name or
// address of an object.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case map[string]any:
		for _, key := range []string{"name", "@id", "@value"} {
			if s, ok := v[key].(string); ok {
				return strings.TrimSpace(html.UnescapeString(s))
			}
		}
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return s
			}
			if m, ok := v[0].(map[string]any); ok {
				s, _ := m["name"].(string)
				return s
			}
		}
	}
	return ""
}

func authors(v any) []string {
	var all []string
	if list, ok := v.([]any); ok {
		for i, e := range list {
			if s := clean(text(e)); s != "" && i < 20 {
				all = append(all, s)
			}
		}
		return all
	}
	if s := clean(text(v)); s != "" {
		all = append(all, s)
	}
	return all
}
