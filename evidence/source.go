package evidence

import (
	"bytes"
	_ "embed"
)

// Spec is the specification of a pack, which every pack carries.
//
//go:embed SPEC.md
var Spec []byte

//go:embed verify.go
var verifySource []byte

// Verifier returns the source of a program of one file that verifies packs and
// needs nothing but Go's standard library: verify.go with a head and a main.
func Verifier() []byte {
	_, body, _ := bytes.Cut(verifySource, []byte("\npackage evidence\n"))
	return bytes.Join([][]byte{[]byte(verifierHead), body, []byte(verifierTail)}, nil)
}

const verifierHead = `// A verifier of evidence packs, in one file: see SPEC.md.
//
//	go run verify.go PACK.zip [DIGEST]
//
// It exits with 0 when the pack is sound, with 1 after naming what does not hold,
// and with 2 when it was called wrongly. DIGEST is what the pack's digest must be.
package main

import "os"
`

const verifierTail = `
func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: go run verify.go PACK.zip [DIGEST]")
		os.Exit(2)
	}
	var opt Options
	if len(os.Args) == 3 {
		opt.Digest = os.Args[2]
	}
	f, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	result, err := Verify(context.Background(), f, info.Size(), opt)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, p := range result.Problems {
		fmt.Printf("%+q\n", p) // whatever a stranger wrote, it steers no terminal
	}
	fmt.Printf("%d files, %d articles, %d statements, digest %s: %d problems\n",
		result.Files, result.Articles, result.Statements, result.Digest, len(result.Problems))
	if len(result.Problems) > 0 {
		os.Exit(1)
	}
}
`
