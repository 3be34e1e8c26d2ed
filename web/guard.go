package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// policy lets a page load its own style sheet, script and icon and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers every answer carries, refuses whoever has not signed in
// where one must, other methods than the pages need, and hosts that are not ours, and turns a
// panic into a 500 page. The host check keeps a foreign page from reading the record
// by pointing its own name at the loopback address (DNS rebinding); where one must sign in, the
// cookie, which is of one host alone, does that.
func (s *site) guard(next http.Handler, hosts []string) http.Handler {
	allowed := map[string]bool{"localhost": true}
	for _, h := range hosts {
		allowed[strings.ToLower(strings.Trim(h, "[]"))] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // the origin of our own forms is looked at
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache")

		defer func() {
			if p := recover(); p != nil {
				s.fail(w, r, fmt.Errorf("internal error: %v", p))
			}
		}()
		name, known := s.who(r)
		open := strings.HasPrefix(r.URL.Path, "/static/") || r.URL.Path == "/sign-in"
		switch {
		case len(s.accounts) == 0 && !allowed[hostName(r.Host)] && !loopback(hostName(r.Host)):
			s.fail(w, r, &pageError{http.StatusForbidden, "Not this host",
				"This server answers only to its own names. Open it by the address it printed when it started, or name this host when starting it."})
		case !known && isAPI(r):
			h.Set("WWW-Authenticate", "Bearer")
			s.fail(w, r, &pageError{http.StatusUnauthorized, "Not signed in", "Send the token of an account as a bearer token."})
		case !known && isFeed(r):
			h.Set("WWW-Authenticate", `Basic realm="feeds", charset="UTF-8"`)
			s.fail(w, r, &pageError{http.StatusUnauthorized, "Not signed in", "Feed readers sign in with the name and the password that the page Searches tells."})
		case !known && !open && r.Method == http.MethodGet:
			http.Redirect(w, r, "/sign-in?back="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		case !known && !open:
			s.fail(w, r, &pageError{http.StatusUnauthorized, "Not signed in", "Nothing was written. Sign in and send it again."})
		case r.Method == http.MethodPost && (name != "" || open) && !isAPI(r):
			next.ServeHTTP(w, r)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			allow := "GET, HEAD"
			if name != "" && !isAPI(r) {
				allow += ", POST"
			}
			h.Set("Allow", allow)
			s.fail(w, r, &pageError{http.StatusMethodNotAllowed, "Read only",
				"These pages can be read but not written to."})
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// loopback reports whether host is a loopback address in figures, which no name
// server can point elsewhere.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// hostName returns the host of a Host header in lower case, without port and
// without the brackets of an IPv6 address.
func hostName(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	return strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
}
