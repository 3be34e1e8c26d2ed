package main

import (
	"os/exec"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"sayso/lang/en"
	"sayso/web"
)

func (a *app) openCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "open PATH…",
		Short: "Read reports and show them in the browser",
		Long: "open reads reports (" + readable + ")\n" +
			"into the record and shows it in the browser, on this computer only, where it can be\n" +
			"reviewed. " + largest,
		Args: argCount(1, -1, "one PATH or more"),
	}
	path, in := recordFlag(cmd), inFlag(cmd)
	port := cmd.Flags().Uint16("port", 0, "port of 127.0.0.1 to listen on; 0 takes a free one")
	noBrowser := cmd.Flags().Bool("no-browser", false, "print the address and open no browser")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		ctx := cmd.Context()
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		store, t, err := a.read(ctx, *path, paths, opt, en.Pipeline)
		if store != nil {
			defer store.Close()
		}
		switch {
		case err != nil:
			return err
		case t.failed > 0 && t.failed == t.read:
			return errFailed // nothing was read: nothing new to show
		case store == nil:
			return nil
		}
		if !cmd.Flags().Changed("record") {
			a.con.note("the record is %s in this folder", *path)
		}
		show := openBrowser
		if *noBrowser {
			show = nil
		}
		if err := a.serve(ctx, store, "127.0.0.1:"+strconv.Itoa(int(*port)), "--port 0", web.Options{Reviewer: reviewer("")}, show); err != nil {
			return err
		}
		if t.failed > 0 {
			return errFailed
		}
		return nil
	}
	return cmd
}

// openBrowser asks the system to show url. When that fails the address stands
// printed all the same, so nothing is said.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	c := exec.Command(name, args...)
	if c.Start() == nil {
		go c.Wait() // so that no dead process stays behind
	}
}
