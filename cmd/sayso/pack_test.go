package main

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPackOfTheExamples makes the evidence pack of the example reports, builds the
// verifier that lies in it, with nothing else, and lets it look at the pack and
// at copies of it in which one byte is another: one in every file, and between
// them.
func TestPackOfTheExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and reads the examples")
	}
	dir := t.TempDir()
	db, pack := filepath.Join(dir, "examples.db"), filepath.Join(dir, "pack.zip")
	if code, _, errs := execute(t.Context(), "add", "--record", db, "../../examples"); code != exitDone {
		t.Fatal(errs)
	}
	if code, _, errs := execute(t.Context(), "export", "--record", db, "--format", "pack", "-o", pack); code != exitDone {
		t.Fatal(errs)
	}
	if code, out, errs := execute(t.Context(), "verify", pack); code != exitDone || out != "" || !strings.Contains(errs, "verified 16 reports") {
		t.Fatalf("%s%s", out, errs)
	}
	z, err := zip.OpenReader(pack)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var places []int // of a byte in the header and in the middle of every file
	for _, f := range z.File {
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, int(at)-5, int(at)+int(f.UncompressedSize64)/2)
		if f.Name != "verifier/verify.go" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		source, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "verify.go"), source, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	verifier := filepath.Join(dir, "verify.exe")
	build := exec.Command("go", "build", "-o", verifier, "verify.go")
	build.Dir, build.Env = dir, append(os.Environ(), "GOPROXY=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(verifier, pack).CombinedOutput(); err != nil || !strings.Contains(string(out), "16 articles") {
		t.Fatalf("%v\n%s", err, out)
	}
	whole, err := os.ReadFile(pack)
	if err != nil {
		t.Fatal(err)
	}
	altered := filepath.Join(dir, "altered.zip")
	for _, at := range append(places, len(whole)-1, len(whole)-4000) {
		b := slices.Clone(whole)
		b[at] ^= 0x20
		if err := os.WriteFile(altered, b, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(verifier, altered).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(string(out), `"`) {
			t.Errorf("byte %d: %v\n%s", at, err, out)
		}
		if code, out, _ := execute(t.Context(), "verify", altered); code != exitFailed || !strings.Contains(out, "altered.zip: ") {
			t.Errorf("byte %d: verify exits with %d\n%s", at, code, out)
		}
	}
}
