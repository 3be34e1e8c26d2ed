package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"sayso/lang/en"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its pipeline",
		Args:  argCount(0, 0, "no argument"),
		RunE: func(*cobra.Command, []string) error {
			p, err := en.Pipeline()
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "sayso %s\npipeline %s\n", version(), p.Fingerprint())
			for _, s := range p.Stages() {
				fmt.Fprintf(a.stdout, "  %s\n", s)
			}
			return nil
		},
	}
}

// version names the build: its version, and its commit where it has none.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v, commit, changed := info.Main.Version, "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = " " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " (changed since)"
		}
	}
	if v == "" {
		v = "(devel)"
	}
	return v + commit + changed
}
