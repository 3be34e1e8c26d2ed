package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strconv"

	"github.com/spf13/cobra"

	"sayso/record"
	"sayso/web"
)

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the record in a browser on this computer",
		Args:  argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	listen := cmd.Flags().String("listen", "127.0.0.1:8080", "`ADDRESS` of this computer to listen on, host:port")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := loopback(*listen); err != nil {
			return err
		}
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		return a.serve(cmd.Context(), store, *listen, "--listen 127.0.0.1:0", nil)
	}
	return cmd
}

// loopback refuses an address that others can reach: the pages know no users
// yet, so whoever reaches them reads the whole record.
func loopback(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return usagef("--listen %q: want host:port, such as 127.0.0.1:8080", address)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil {
		return usagef("--listen %q: port %q: want a number from 0 to 65535", address, port)
	} else if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return usagef("--listen %q: this version serves this computer only, because its pages have no sign-in yet: want 127.0.0.1:%d or [::1]:%d", address, n, n)
	}
	return nil
}

// serve shows store until ctx ends. It prints the address, then calls ready
// with it. free is the flag that takes a free port.
func (a *app) serve(ctx context.Context, store record.Store, address, free string, ready func(url string)) error {
	log := slog.New(slog.NewTextHandler(a.con.w, &slog.HandlerOptions{Level: slog.LevelWarn}))
	al, err := newAligner(store)
	if err != nil {
		return err
	}
	handler, err := web.New(store, web.Options{Version: version(), Log: log, Align: al.align})
	if err != nil {
		return err
	}
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		var op *net.OpError // which says the address once more
		if errors.As(err, &op) {
			err = op.Err
		}
		return fmt.Errorf("%s: the pages cannot be shown there (%w): want a port that no program uses, or %s for any free one", address, err, free)
	}
	url := "http://" + ln.Addr().String() + "/"
	fmt.Fprintln(a.stdout, url)
	_, terminal := terminalWidth(a.stdout)
	a.sayHowToStop(terminal)
	if ready != nil {
		ready(url)
	}
	return web.Serve(ctx, ln, handler)
}

// sayHowToStop tells whoever sits at a terminal how to stop the server: on
// standard error, or on standard output, below the address, when that alone is
// the terminal.
func (a *app) sayHowToStop(stdoutIsTerminal bool) {
	const how = "Ctrl-C stops it"
	switch {
	case a.con.terminal:
		a.con.note(how)
	case stdoutIsTerminal:
		fmt.Fprintln(a.stdout, how)
	}
}
