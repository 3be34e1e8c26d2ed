package webtest

import (
	"net/url"
	"testing"
)

// Visit looks at pages of the server at baseURL as Run does. It skips t when no Chromium
// is installed.
func Visit(t *testing.T, baseURL string, paths ...string) {
	t.Helper()
	b := open(t)
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		b.visit(t, base, path)
	}
	for _, c := range b.taken() {
		t.Errorf("the browser complains: %s", c)
	}
}
