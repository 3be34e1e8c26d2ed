package main

import "context"

type consoleKey struct{}

// withConsole returns a context in which a record that takes long to open shows it.
func withConsole(ctx context.Context, con *console) context.Context {
	return context.WithValue(ctx, consoleKey{}, con)
}

// upgrading returns what draws, on the console of ctx, how far a record of an older
// sayso has been brought to the schema of this one; nil when there is no console.
func upgrading(ctx context.Context) func(done, total int) {
	con, _ := ctx.Value(consoleKey{}).(*console)
	if con == nil {
		return nil
	}
	progress := con.progress("steps of bringing an older record up to date", 0)
	return func(done, total int) {
		if progress.at(done, total); done >= total {
			con.clear()
		}
	}
}
