package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net"
	"net/http"
	"strings"
)

// Account is somebody who may see the pages and decide.
type Account struct {
	Name  string
	Token string // the secret that signs them in
}

// cookieName is the cookie that says who is signed in.
const cookieName = "sayso"

// sign returns a code that only this server can make, for the purpose and words.
func (s *site) sign(purpose, words string) string {
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte(purpose + "\x00" + words))
	return hex.EncodeToString(m.Sum(nil))
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// who returns the name of the person who asks and may decide, and false when nobody
// has signed in who must. The name is empty where nobody may decide.
func (s *site) who(r *http.Request) (name string, ok bool) {
	name, ok = s.signedIn(r)
	if s.readOnly {
		name = ""
	}
	return name, ok
}

func (s *site) signedIn(r *http.Request) (name string, ok bool) {
	if len(s.accounts) == 0 {
		return s.reviewer, true
	}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.account(token)
	}
	if name, ok := s.feedReader(r); ok {
		return name, true
	}
	c, err := r.Cookie(cookieName)
	if err != nil {
		return "", false
	}
	code, id, _ := strings.Cut(c.Value, ".")
	for _, a := range s.accounts {
		if id == accountID(a) && same(code, s.sign("cookie", id)) {
			return a.Name, true
		}
	}
	return "", false
}

// accountID names an account without telling anything of its token.
func accountID(a Account) string {
	sum := sha256.Sum256([]byte(a.Name))
	return hex.EncodeToString(sum[:8])
}

// account returns the name of the account with that token. Every token is
// compared, in the same time.
func (s *site) account(token string) (name string, ok bool) {
	sum := sha256.Sum256([]byte(token))
	for _, a := range s.accounts {
		if want := sha256.Sum256([]byte(a.Token)); subtle.ConstantTimeCompare(sum[:], want[:]) == 1 {
			name, ok = a.Name, true
		}
	}
	return name, ok
}

// remote is the address that a request comes from, without the port.
func remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// signInPage is the data of the page that asks for a token.
type signInPage struct {
	layout
	Back    string
	Problem string
}

func (s *site) signInPage(w http.ResponseWriter, r *http.Request) error {
	if len(s.accounts) == 0 {
		return s.unknownPage(w, r)
	}
	return s.askToken(w, r, http.StatusOK, back(r.URL.Query().Get("back")), "")
}

func (s *site) askToken(w http.ResponseWriter, r *http.Request, status int, back, problem string) error {
	p := signInPage{layout: s.layout("Sign in", ""), Back: back, Problem: problem}
	p.OwnSearch = true
	return s.render(w, r, status, "signin", p)
}

func (s *site) signIn(w http.ResponseWriter, r *http.Request) error {
	if len(s.accounts) == 0 {
		return s.unknownPage(w, r)
	}
	// Nobody is to be signed in by another site, under a name that is not theirs.
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return errForeignForm
	}
	if err := readForm(w, r); err != nil {
		return err
	}
	to := back(r.PostFormValue("back"))
	if !s.signIns.allow(remote(r), s.now()) {
		return s.askToken(w, r, http.StatusTooManyRequests, to, "Too many attempts from here. Wait a minute.")
	}
	name, ok := s.account(strings.TrimSpace(r.PostFormValue("token")))
	if !ok {
		return s.askToken(w, r, http.StatusForbidden, to, "That is no token of this server.")
	}
	id := accountID(Account{Name: name})
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: s.sign("cookie", id) + "." + id, Path: "/", HttpOnly: true,
		Secure: r.TLS != nil, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (s *site) signOut(w http.ResponseWriter, r *http.Request) error {
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}

// back returns an address of this server to go on to; whatever else it is given
// becomes the first page.
func back(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") {
		return "/"
	}
	return address
}
