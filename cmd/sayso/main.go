// Command sayso turns a pile of news reports into a record of attributed
// statements: who said what, each tied to the passage of the report it stands
// in.
//
// How it speaks: results go to standard output and nothing else does. Standard
// error has what went wrong, one line each, as "sayso: FILE: what"; a summary of
// one line after reading; and, only on a terminal, progress. It exits with 0
// when all was done, 1 when some reports failed or a record is not sound, 2 when
// it was called wrongly, and 130 when it was interrupted.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
