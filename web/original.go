package web

import (
	"net/http"
	"strconv"
	"unicode/utf8"

	"sayso"
)

// original hands out archived bytes as they are. They come from strangers: they
// are a download, never named or typed so that a browser would run them.
func (s *site) original(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("digest")
	d, err := sayso.ParseDigest(id)
	if err != nil {
		return &pageError{http.StatusBadRequest, "The address does not fit", "An original is named by the 64 hexadecimal digits of its SHA-256."}
	}
	body, err := s.store.Original(r.Context(), d)
	if err != nil {
		return lookup(err, "original", id)
	}
	mime, ext := "application/octet-stream", ".bin"
	if utf8.Valid(body) {
		mime, ext = "text/plain; charset=utf-8", ".txt"
	}
	h := w.Header()
	h.Set("Content-Disposition", `attachment; filename="original-`+d.String()[:16]+ext+`"`)
	s.sendInert(w, r, mime, d, body)
	return nil
}

// articleText shows an article's text alone, so that anyone can check the
// offsets of its statements.
func (s *site) articleText(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	doc, err := s.store.Document(r.Context(), sayso.ArticleID(id))
	if err != nil {
		return lookup(err, "article", id)
	}
	body := []byte(doc.Text)
	s.sendInert(w, r, "text/plain; charset=utf-8", sayso.DigestOf(body), body)
	return nil
}

// sendInert writes bytes that must never run, in a sandbox of their own.
func (s *site) sendInert(w http.ResponseWriter, r *http.Request, mime string, d sayso.Digest, body []byte) {
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Content-Type", mime)
	h.Set("ETag", `"`+d.String()+`"`)
	if r.Header.Get("If-None-Match") == `"`+d.String()+`"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(body) // only a reader who has gone can make this fail
}
