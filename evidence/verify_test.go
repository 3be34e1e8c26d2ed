package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/evidence"
)

type file struct {
	name string
	data []byte
}

// files returns those of a pack with one article, in which change may alter what
// article.json says.
func files(t *testing.T, change func(*evidence.Article)) []file {
	t.Helper()
	text := []byte("“No déjà vu,” said 😀 Ann to us in Bo.")
	passage := func(words string) []evidence.Passage {
		i := bytes.Index(text, []byte(words))
		return []evidence.Passage{{Start: i, End: i + len(words), StartCP: len([]rune(string(text[:i]))), EndCP: len([]rune(string(text[:i+len(words)]))), Exact: words}}
	}
	digest := sayso.DigestOf(text)
	id := sayso.NewArticleID(digest)
	span := func(p []evidence.Passage) []sayso.Span {
		return []sayso.Span{{Start: int32(p[0].Start), End: int32(p[0].End)}}
	}
	st := evidence.Statement{Source: passage("😀 Ann"), Cue: passage("said"), Content: passage("No déjà vu,"), Addressee: passage("us")}
	st.ID = (&sayso.Statement{Cue: span(st.Cue), Content: span(st.Content)}).ID(id)
	a := evidence.Article{ID: string(id), Original: evidence.File{SHA256: digest.String(), Bytes: len(text)},
		Text: evidence.File{SHA256: digest.String(), Bytes: len(text), Codepoints: evidence.Count(text)}, Verbatim: true, Format: "text",
		Statements: []evidence.Statement{st}}
	if change != nil {
		change(&a)
	}
	about, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	manifest := fmt.Sprintf(`{"format":"sayso evidence pack","version":1,"statements":1,"articles":[{"id":"%s","statements":1}]}`, id)
	dir := "articles/" + string(id) + "/"
	return []file{{"README.txt", []byte("Read me.\n")}, {"SPEC.md", evidence.Spec}, {"verifier/verify.go", evidence.Verifier()},
		{dir + "original.bin", text}, {dir + "text.txt", text}, {dir + "article.json", about}, {dir + "page.html", []byte("<p>")},
		{"index.html", []byte("<html>")}, {"manifest.json", []byte(manifest)}}
}

func pack(t testing.TB, files []file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := evidence.NewWriter(&b)
	for _, f := range files {
		if err := w.Add(f.name, f.data); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verify(t testing.TB, b []byte, opt evidence.Options) evidence.Result {
	t.Helper()
	r, err := evidence.Verify(context.Background(), bytes.NewReader(b), int64(len(b)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSoundPack(t *testing.T) {
	b := pack(t, files(t, nil))
	r := verify(t, b, evidence.Options{})
	if len(r.Problems) > 0 || r.Articles != 1 || r.Statements != 1 || r.Files != 11 {
		t.Fatalf("%+v", r)
	}
	if r := verify(t, b, evidence.Options{Digest: strings.ToUpper(r.Digest)}); len(r.Problems) > 0 {
		t.Errorf("%+v", r)
	}
	if r := verify(t, b, evidence.Options{Digest: strings.Repeat("0", 64)}); len(r.Problems) != 1 {
		t.Errorf("%+v", r)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b))) // another reader's view
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File[:9] {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(rc)
		if want := files(t, nil)[i]; err != nil || f.Name != want.name || !bytes.Equal(got, want.data) {
			t.Errorf("%s reads back as %s of %d bytes, %v", want.name, f.Name, len(got), err)
		}
	}
}

// No byte of a pack can be altered, none added and none taken away unseen. The
// long files in it are altered at every 97th byte.
func TestEveryByteCounts(t *testing.T) {
	b := pack(t, files(t, nil))
	long := len(evidence.Spec) + len(evidence.Verifier())
	for i := range b {
		if i > 300 && i < long && i%97 != 0 {
			continue
		}
		for _, x := range []byte{1, 0x80} {
			altered := slices.Clone(b)
			altered[i] ^= x
			if r := verify(t, altered, evidence.Options{}); len(r.Problems) == 0 {
				t.Fatalf("byte %d altered by %#x is not seen", i, x)
			}
		}
		if i%31 == 0 {
			for _, altered := range [][]byte{b[:i], slices.Delete(slices.Clone(b), i, i+1), slices.Insert(slices.Clone(b), i, 'P')} {
				if r := verify(t, altered, evidence.Options{}); len(r.Problems) == 0 {
					t.Fatalf("a pack cut or filled at byte %d is sound", i)
				}
			}
		}
	}
	for _, tail := range []string{"\x00", "PK\x05\x06", string(b)} {
		if r := verify(t, append(slices.Clone(b), tail...), evidence.Options{}); len(r.Problems) == 0 {
			t.Errorf("%d bytes at the end are not seen", len(tail))
		}
	}
}

// tampered are packs whose digests were all made anew after the change, each with
// what its problem must name.
func tampered(t *testing.T) map[string][]byte {
	all := files(t, nil)
	with := func(change func(*evidence.Article)) []byte { return pack(t, files(t, change)) }
	without := func(i int) []byte { return pack(t, slices.Delete(slices.Clone(all), i, i+1)) }
	instead := func(i int, data string) []byte {
		fs := slices.Clone(all)
		fs[i].data = []byte(data)
		return pack(t, fs)
	}
	packs := map[string][]byte{
		"has SHA-256":      instead(3, "“No déjà vu,” said 😀 Ann to us in BO."),
		"text.txt: has":    instead(4, "“So déjà vu,” said 😀 Ann to us in Bo."),
		"not UTF-8":        instead(4, "\xff"),
		"manifest.json":    instead(8, "{}"),
		"statements, the":  instead(8, strings.Replace(string(all[8].data), `"statements":1}`, `"statements":2}`, 1)),
		"page.html":        without(6),
		"original.bin":     without(3),
		"verify.go":        without(2),
		"that no pack has": pack(t, append(slices.Clone(all), file{"articles/extra.txt", nil})),
		"the text has":     with(func(a *evidence.Article) { a.Statements[0].Content[0].Exact = "No" }),
		"code points":      with(func(a *evidence.Article) { a.Statements[0].Source[0].StartCP++ }),
		"the ID":           with(func(a *evidence.Article) { a.Statements[0].Cue = nil }),
		"of a text of":     with(func(a *evidence.Article) { a.Statements[0].Content[0].End = 1 << 40 }),
		"at [-1,":          with(func(a *evidence.Article) { a.Statements[0].Source[0].Start = -1 }),
		"0 passages":       with(func(a *evidence.Article) { a.Statements[0].Content = nil }),
		"stands there twice": with(func(a *evidence.Article) {
			a.Statements = append(a.Statements, a.Statements[0])
		}),
		"text_is_original":   with(func(a *evidence.Article) { a.Verbatim = false }),
		"code points, which": with(func(a *evidence.Article) { n := 3; a.Text.Codepoints = &n }),
	}
	return packs
}

func TestRemadePacksAreFoundOut(t *testing.T) {
	for want, b := range tampered(t) {
		r := verify(t, b, evidence.Options{})
		if !slices.ContainsFunc(r.Problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("no problem names %q: %q", want, r.Problems)
		}
	}
	again := func(original []byte, format string) (string, error) { return "something else", nil }
	if r := verify(t, pack(t, files(t, nil)), evidence.Options{Reread: again}); len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "text.txt") {
		t.Errorf("%+v", r)
	}
}

// forged writes zips as other programs do: with names that climb out of their
// folder, files that swell, and files in twice.
func TestForgedZips(t *testing.T) {
	forge := func(method uint16, names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			w, err := z.CreateHeader(&zip.FileHeader{Name: n, Method: method})
			if err != nil {
				t.Fatal(err)
			}
			w.Write(bytes.Repeat([]byte("0"), 1<<20))
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, b := range map[string][]byte{
		"climbing": forge(zip.Store, "../../x", "SHA256SUMS", "SHA256SUMS.sha256"), "packed": forge(zip.Deflate, "README.txt", "SHA256SUMS", "SHA256SUMS.sha256"),
		"twice": forge(zip.Store, "README.txt", "README.txt"), "empty": {}, "no zip": []byte(strings.Repeat("no zip", 100)), "no file": forge(zip.Store),
	} {
		if r := verify(t, b, evidence.Options{}); len(r.Problems) == 0 {
			t.Errorf("%s: sound", name)
		}
	}
}

func TestWriterRefuses(t *testing.T) {
	for _, names := range [][]string{{"../x"}, {"/x"}, {"a//b"}, {"a/.b"}, {"é"}, {""}, {"x", "x"}, {strings.Repeat("x", 201)}} {
		w := evidence.NewWriter(io.Discard)
		var err error
		for _, n := range names {
			err = w.Add(n, nil)
		}
		if err == nil {
			t.Errorf("%q was taken", names)
		}
	}
}

// The verifier in the pack is a program of its own, which Go alone can build, and
// it sees what Verify sees.
func TestStandaloneVerifier(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	dir := t.TempDir()
	source, program := filepath.Join(dir, "verify.go"), filepath.Join(dir, "verify.exe")
	if err := os.WriteFile(source, evidence.Verifier(), 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", program, source)
	build.Dir, build.Env = dir, append(os.Environ(), "GOPROXY=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	check := func(name string, b []byte, sound bool, args ...string) string {
		t.Helper()
		path := filepath.Join(dir, "pack.zip")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(program, append([]string{path}, args...)...).CombinedOutput()
		var exit *exec.ExitError
		if sound != (err == nil) {
			t.Errorf("%s: %v\n%s", name, err, out)
		} else if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 || !bytes.HasPrefix(out, []byte(`"`))) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	b := pack(t, files(t, nil))
	r := verify(t, b, evidence.Options{})
	if out := check("sound", b, true, r.Digest); !strings.Contains(out, r.Digest+": 0 problems") {
		t.Error(out)
	}
	check("another digest", b, false, strings.Repeat("0", 64))
	for i := 0; i < len(b); i += len(b) / 40 {
		altered := slices.Clone(b)
		altered[i] ^= 4
		check(fmt.Sprintf("byte %d", i), altered, false)
	}
	for name, b := range tampered(t) {
		if out := check(name, b, false); !strings.Contains(out, strings.ReplaceAll(name, `"`, `\"`)) {
			t.Errorf("%s is not named: %s", name, out)
		}
	}
}

func FuzzVerify(f *testing.F) {
	var b bytes.Buffer
	w := evidence.NewWriter(&b)
	w.Add("README.txt", []byte("x"))
	w.Close()
	f.Add(b.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) { verify(t, b, evidence.Options{}) })
}
