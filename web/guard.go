package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy lets a page load its own style sheet, script and icon and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers every answer carries, refuses methods that could write
// and hosts that are not ours, and turns a panic into a 500 page. The host check
// keeps a foreign page from reading the record by pointing its own name at
// the loopback address (DNS rebinding).
func (s *site) guard(next http.Handler, hosts []string) http.Handler {
	allowed := map[string]bool{"localhost": true}
	for _, h := range hosts {
		allowed[strings.ToLower(strings.Trim(h, "[]"))] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache")

		defer func() {
			if p := recover(); p != nil {
				s.fail(w, r, fmt.Errorf("internal error: %v", p))
			}
		}()
		switch {
		case !allowed[hostName(r.Host)] && !loopback(hostName(r.Host)):
			s.fail(w, r, &pageError{http.StatusForbidden, "Not this host",
				"This server answers only to its own names. Open it by the address it printed when it started, or name this host when starting it."})
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
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
