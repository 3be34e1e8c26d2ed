package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "sayso"
	root   = "../.."
)

// file is one Go file: its package (as the tables write it) and its syntax.
type file struct {
	pkg, name string
	test      bool
	set       *token.FileSet
	ast       *ast.File
}

// parse reads one Go file of package pkg.
func parse(pkg, name string, src any) (file, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
	return file{pkg, name, strings.HasSuffix(name, "_test.go"), set, f}, err
}

// tree parses every Go file of the module, whatever system it is built for.
func tree(t *testing.T) []file {
	t.Helper()
	var files []file
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != root && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		f, err := parse(packageOf(path.Dir(filepath.ToSlash(rel))), p, nil)
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no Go files found")
	}
	return files
}

func packageOf(dir string) string {
	if dir == "." {
		return "root"
	}
	return dir
}

// table reads lines of a name and what it may do.
func table(s string) map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(s) {
		if f := strings.Fields(line); len(f) > 0 {
			m[f[0]] = f[1:]
		}
	}
	return m
}

// covers reports whether one of patterns names pkg.
func covers(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		below, wild := strings.CutSuffix(p, "/*")
		return p == pkg || p == "*" || wild && (pkg == below || strings.HasPrefix(pkg, below+"/"))
	})
}

// rule returns the line of the table for name: its own, or the nearest "x/*"
// above it.
func rule(m map[string][]string, name string) (key string, line []string, ok bool) {
	if line, ok = m[name]; ok {
		return name, line, true
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if line, ok = m[dir+"/*"]; ok {
			return dir + "/*", line, true
		}
	}
	return "", nil, false
}

// faults returns what f breaks of the import rules.
func faults(f file) []string {
	_, may, listed := rule(table(imports), f.pkg)
	if !listed {
		return []string{fmt.Sprintf("%s: package %s is not in the table of imports", f.name, f.pkg)}
	}
	var out []string
	for _, spec := range f.ast.Imports {
		p, _ := strconv.Unquote(spec.Path.Value) // the parser accepted it
		if p == module || strings.HasPrefix(p, module+"/") {
			of := packageOf(strings.TrimPrefix(strings.TrimPrefix(p, module), "/"))
			if p == module {
				of = "root"
			}
			allowed := covers(may, of)
			if f.test {
				allowed = of != "cmd/sayso"
			}
			if !allowed {
				out = append(out, fmt.Sprintf("%s: package %s may not import %s", f.name, f.pkg, of))
			}
			continue
		}
		_, who, isGuarded := rule(table(guarded), p)
		nobody := slices.Equal(who, []string{"nobody"})
		if isGuarded && (nobody || !f.test && !covers(who, f.pkg)) {
			out = append(out, fmt.Sprintf("%s: package %s may not use %s", f.name, f.pkg, p))
		}
	}
	return out
}

// words returns the string literals of f that are nothing but English words of
// the kind that belongs in lang/.
func words(f file) []string {
	if f.test || !covers(strings.Fields(wordless), f.pkg) {
		return nil
	}
	sample := strings.Fields(english)
	var out []string
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil // names of a format, not words of a language
		case *ast.BasicLit:
			if n.Kind != token.STRING {
				return false
			}
			s, _ := strconv.Unquote(n.Value)
			list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \t\n,;|/()?:", r) })
			other := slices.ContainsFunc(list, func(w string) bool { return !slices.Contains(sample, w) })
			joint := s != strings.Trim(s, " ,;:.(")
			if len(list) > 0 && !other && !joint {
				out = append(out, fmt.Sprintf("%s: %q is a word of English: it belongs in lang/en", f.set.Position(n.Pos()), s))
			}
		}
		return true
	})
	return out
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range tree(t) {
		key, _, _ := rule(table(imports), f.pkg)
		seen[key] = true
		for _, fault := range faults(f) {
			t.Error(fault)
		}
	}
	for pkg := range table(imports) {
		if !seen[pkg] {
			t.Errorf("the table of imports lists %s, which is not there", pkg)
		}
	}
}

func TestNoEnglishOutsideLang(t *testing.T) {
	for _, f := range tree(t) {
		for _, w := range words(f) {
			t.Error(w)
		}
	}
}

// The rules catch what they are there to catch, and nothing beside it.
func TestTheRulesBite(t *testing.T) {
	for _, c := range []struct {
		pkg, name, src string
		faults         int
	}{
		{"tokenize", "a.go", `import "sayso"`, 0},
		{"tokenize", "a.go", `import "sayso/record"`, 1},
		{"tokenize", "a_test.go", `import "sayso/record"`, 0},
		{"tokenize", "a_test.go", `import "sayso/cmd/sayso"`, 1},
		{"tokenize", "a_test.go", `import "unsafe"`, 1},
		{"root", "a.go", `import "sayso/tokenize"`, 1},
		{"ingest/warc", "a.go", `import ("sayso"; "sayso/ingest"; "os")`, 0},
		{"ingest/warc", "a.go", `import "net/http"`, 1},
		{"ingest/warc", "a.go", `import "net/http/httputil"`, 1},
		{"ingest/warc", "a.go", `import "net/url"`, 0},
		{"export", "a.go", `import "os"`, 1},
		{"web", "a.go", `import ("net/http"; "database/sql")`, 1},
		{"record/sqlite", "a.go", `import ("database/sql"; _ "modernc.org/sqlite")`, 0},
		{"nowhere", "a.go", `import "sayso"`, 1},
		{"cmd/sayso", "a.go", `import ("sayso/web"; "os"; "net/http")`, 0},
		{"attribution", "a.go", `var cues = []string{"said", "told"}`, 2},
		{"attribution", "a.go", `var cues = "said says, told|according to"`, 1},
		{"attribution", "a.go", `var why = "he is the nearest person before"`, 0},
		{"attribution", "a.go", `var joint = ", but "`, 0},
		{"attribution", "a.go", "type t struct { Said string `said` }", 0},
		{"attribution", "a_test.go", `var cues = []string{"said"}`, 0},
		{"lang/en", "a.go", `var cues = []string{"said"}`, 0},
	} {
		f, err := parse(c.pkg, c.name, "package x\n"+c.src)
		if err != nil {
			t.Fatal(err)
		}
		if got := append(faults(f), words(f)...); len(got) != c.faults {
			t.Errorf("%s/%s: %s: want %d faults, got %q", c.pkg, c.name, c.src, c.faults, got)
		}
	}
}
