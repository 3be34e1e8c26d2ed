package web

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"time"

	"sayso"
)

//go:embed static
var staticFiles embed.FS

// asset is one embedded file as it is served.
type asset struct {
	body  []byte
	mime  string
	stamp string // 16 hexadecimal digits of the body's SHA-256: ETag and part of the address
}

var mimeTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

func loadAssets() (map[string]asset, error) {
	files, err := fs.ReadDir(staticFiles, "static")
	if err != nil {
		return nil, err
	}
	assets := make(map[string]asset, len(files))
	for _, f := range files {
		body, err := staticFiles.ReadFile("static/" + f.Name())
		if err != nil {
			return nil, err
		}
		mime, ok := mimeTypes[path.Ext(f.Name())]
		if !ok {
			return nil, fmt.Errorf("static/%s: no media type for %q", f.Name(), path.Ext(f.Name()))
		}
		assets[f.Name()] = asset{body, mime, sayso.DigestOf(body).String()[:16]}
	}
	return assets, nil
}

// assetURL returns the address of an asset. It changes with the content, so
// that browsers may keep the file for ever.
func (s *site) assetURL(name string) (string, error) {
	a, ok := s.assets[name]
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return "/static/" + name + "?v=" + a.stamp, nil
}

// static serves an embedded file; ServeContent answers If-None-Match and ranges.
func (s *site) static(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets[r.PathValue("name")]
	if !ok {
		return s.unknownPage(w, r)
	}
	h := w.Header()
	h.Set("Content-Type", a.mime)
	h.Set("ETag", `"`+a.stamp+`"`)
	if r.URL.Query().Get("v") == a.stamp {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
	return nil
}
