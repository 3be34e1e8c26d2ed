package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestStatementsListAndFilters(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	for _, c := range []struct {
		target, count string
		speakers      []string // of the first rows
		chips         []string
	}{
		{"/", "1 to 50 of 66 statements", []string{"Ottoline Brask", "Ottoline Brask", "Ottoline Brask", "the engineer"}, nil},
		{"/?page=2", "51 to 66 of 66 statements", []string{"Pim Oster"}, nil},
		{"/?q=herring", "1 statement", []string{"Pim Oster"}, []string{"Words: herring ×"}},
		{"/?speaker=the-engineer", "1 statement", []string{"the engineer"}, []string{"Speaker: the engineer ×"}},
		{"/?speaker=brask&kind=mixed", "2 statements", []string{"Ottoline Brask"}, []string{"Speaker: brask ×", "Kind: mixed ×"}},
		{"/?outlet=inland-courier&kind=indirect", "2 statements", []string{"Pim Oster", "“Critics”"}, []string{"Outlet: Inland Courier ×", "Kind: indirect ×"}},
		{"/?from=2022-05-06", "1 statement", []string{"Ottoline Brask"}, []string{"From: 2022-05-06 ×"}},
		{"/?q=nothing+says+this", "No statements", nil, []string{"Words: nothing says this ×"}},
	} {
		root := view(t, h, c.target, 200)
		if got := words(one(t, root, "#results")); got != c.count {
			t.Errorf("%s: count %q, want %q", c.target, got, c.count)
		}
		got := texts(all(root, "p.speaker"))
		if diff := cmp.Diff(c.speakers, got[:min(len(got), len(c.speakers))]); diff != "" || (len(got) == 0) != (c.speakers == nil) {
			t.Errorf("%s: speakers (-want +got)\n%s", c.target, diff)
		}
		if ul := all(root, "ul.chips"); len(ul) > 0 {
			if diff := cmp.Diff(c.chips, texts(all(ul[0], "li"))); diff != "" {
				t.Errorf("%s: chips (-want +got)\n%s", c.target, diff)
			}
		} else if c.chips != nil {
			t.Errorf("%s: no chips", c.target)
		}
		// The form holds what the address says, so that the view can be changed.
		asked, _ := url.Parse(c.target)
		for _, in := range all(one(t, root, "form.filters"), "input") {
			if got, want := attr(in, "value"), asked.Query().Get(attr(in, "name")); got != want {
				t.Errorf("%s: field %s holds %q, want %q", c.target, attr(in, "name"), got, want)
			}
		}
	}
	if hits := texts(all(view(t, h, "/?q=herring", 200), "mark.hit")); !slices.Equal(hits, []string{"herring"}) {
		t.Errorf("highlights %q, want herring", hits)
	}
}

func TestBadFiltersAreShownInTheForm(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	for target, field := range map[string]string{
		"/?from=yesterday":                       "from",
		"/?to=2022-13":                           "to",
		"/?to=2022-02-30":                        "to",
		"/?kind=shouted":                         "kind",
		"/?q=" + strings.Repeat("x", maxField+1): "q",
		"/?speaker=%ff":                          "speaker",
		"/?outlet=a%00b":                         "outlet",
		"/articles?from=May":                     "from",
	} {
		root := view(t, h, target, 400)
		bad := all(root, "[aria-invalid]")
		if len(bad) != 1 || attr(bad[0], "id") != field {
			t.Errorf("%.40s: %d fields marked, want %s alone", target, len(bad), field)
			continue
		}
		if len(all(root, "#"+attr(bad[0], "aria-describedby"))) != 1 {
			t.Errorf("%.40s: nothing says what is wrong with %s", target, field)
		}
	}
	for _, target := range []string{"/?page=0", "/?page=x", "/speaker/pim-oster?page=-1", "/outlets?page=9999999", "/articles?page=z"} {
		view(t, h, target, 400)
	}
}

func TestPager(t *testing.T) {
	for _, c := range []struct {
		page, rows, total int
		want              pager
	}{
		{1, 0, 0, pager{Page: 1, Pages: 1}},
		{1, 50, 50, pager{First: 1, Last: 50, Total: 50, Page: 1, Pages: 1}},
		{1, 50, 51, pager{First: 1, Last: 50, Total: 51, Page: 1, Pages: 2, Next: "/x?kind=direct&page=2"}},
		{2, 50, 120, pager{First: 51, Last: 100, Total: 120, Page: 2, Pages: 3,
			Start: "/x?kind=direct", Prev: "/x?kind=direct", Next: "/x?kind=direct&page=3"}},
		{3, 20, 120, pager{First: 101, Last: 120, Total: 120, Page: 3, Pages: 3, Start: "/x?kind=direct", Prev: "/x?kind=direct&page=2"}},
		{9, 0, 120, pager{Total: 120, Page: 9, Pages: 3, Start: "/x?kind=direct", Prev: "/x?kind=direct&page=3"}},
	} {
		got := filter{Kind: "direct", Page: c.page}.pager("/x", c.rows, c.total)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("page %d of %d rows (-want +got)\n%s", c.page, c.total, diff)
		}
	}
}

// An address and the filter it stands for say the same thing.
func TestFilterRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.Map(rapid.StringN(0, 20, maxField), func(s string) string {
			return strings.TrimSpace(strings.ReplaceAll(s, "\x00", ""))
		})
		f := filter{
			Text: word.Draw(t, "q"), Speaker: word.Draw(t, "speaker"), Outlet: word.Draw(t, "outlet"),
			Kind: rapid.SampledFrom([]string{"", "direct", "mixed", "indirect"}).Draw(t, "kind"),
			From: rapid.SampledFrom([]string{"", "2022", "2022-05", "2022-02-28"}).Draw(t, "from"),
			To:   rapid.SampledFrom([]string{"", "2024-02-29"}).Draw(t, "to"),
			Page: rapid.IntRange(1, maxPageNum).Draw(t, "page"),
		}
		u, err := url.Parse(f.href("/"))
		if err != nil {
			t.Fatal(err)
		}
		got, problems := parseFilter(u.Query())
		if got != f || len(problems) > 0 {
			t.Fatalf("%s: got %+v (%v), want %+v", u, got, problems, f)
		}
	})
}
