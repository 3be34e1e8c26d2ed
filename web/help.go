package web

import "net/http"

// help explains the words of the pages and lists the keys.
func (s *site) help(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, r, http.StatusOK, "help", s.layout("Words and keys", ""))
}
