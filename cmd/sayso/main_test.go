package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sayso": main})
}

// Each script shows one command succeeding and failing.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"damage": damage},
		Setup: func(e *testscript.Env) error {
			// A script cannot hold bytes that are no text.
			binary := []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\xff\xfe\x03\x00>\x00\x01\x00\x00\x00")
			return os.WriteFile(filepath.Join(e.WorkDir, "binary.bin"), bytes.Repeat(binary, 50), 0o600)
		},
	})
}

// damage FILE OLD NEW replaces OLD by NEW, of the same length, wherever it stands
// in FILE.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || len(args[1]) != len(args[2]) {
		ts.Fatalf("usage: damage FILE OLD NEW, both of one length")
	}
	name := ts.MkAbs(args[0])
	b, err := os.ReadFile(name)
	ts.Check(err)
	if !bytes.Contains(b, []byte(args[1])) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(name, bytes.ReplaceAll(b, []byte(args[1]), []byte(args[2])), 0o600))
}

// execute runs the program in this process.
func execute(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(ctx, args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// report returns the text of one invented report; each number gives another.
func report(n int) string {
	people := []string{"Marta Olsen", "Idris Vane", "Jonas Kettleby", "Anna Rieke"}
	towns := []string{"Harrow Bay", "Lindmoor", "Castle Fenn"}
	who, town := people[n%len(people)], towns[n%len(towns)]
	last := strings.Fields(who)[1]
	return fmt.Sprintf(`%[2]s ferry to sail again, says operator

By Lena Holt

%[2]s, 4 March 2021 - The ferry will sail again within %[3]d days, operator %[1]s said on Thursday.

“We have waited long enough, and so have the %[3]d families of the island,” %[4]s told reporters at the harbour. “Nobody will be left behind.”

The mayor, who had closed the pier, said that it “was never meant to be for good” and that the repairs would cost %[3]d thousand crowns.

According to the union, crews were not asked. %[4]s denied this, adding that letters had gone out in January.

It is the ship's voyage number %[5]d.

Share this page
`, who, town, n%90+3, last, n)
}

// reports writes count reports into a new folder.
func reports(t testing.TB, count int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range count {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("report-%04d.txt", i)), []byte(report(i)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
