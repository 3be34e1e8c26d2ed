package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/user"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"sayso/lang/en"
	"sayso/record"
	"sayso/record/sqlite"
	"sayso/web"
)

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the record in a browser, and review it there",
		Long: "serve shows the record and takes the decisions of reviewers: whether a statement is\n" +
			"right, whose it is, which words belong to it.\n\n" +
			"It listens to this computer alone, and whoever uses it decides as --as says. For others\n" +
			"name an address with --listen; they sign in with a token: one of --token-file, whose\n" +
			"lines are NAME TOKEN, or the one that is made up and printed. The connection is not\n" +
			"encrypted: put a server that does HTTPS before it on a network that you do not trust.",
		Args: argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	listen := cmd.Flags().String("listen", "127.0.0.1:8080", "`ADDRESS` to listen on, host:port")
	as := cmd.Flags().String("as", "", "`NAME` under which decisions are made (default: the user of this computer)")
	tokens := cmd.Flags().String("token-file", "", "`FILE` of those who may sign in: a line each, NAME TOKEN")
	readOnly := cmd.Flags().Bool("read-only", false, "take no decisions")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		here, err := loopback(*listen)
		if err != nil {
			return err
		}
		opt := web.Options{}
		if *tokens != "" {
			if opt.Accounts, err = readAccounts(*tokens); err != nil {
				return err
			}
		}
		store, err := openLinking(cmd.Context(), *path, sqlite.Options{ReadOnly: true, Ahead: true})
		if err != nil {
			return err
		}
		defer store.Close()
		if err := a.noteWeights(cmd.Context(), store); err != nil {
			return err
		}
		name := reviewer(*as)
		if len(opt.Accounts) == 0 && !here {
			token := rand.Text()
			opt.Accounts = []web.Account{{Name: name, Token: token}}
			a.con.note("sign in with the token %s", token)
		}
		opt.ReadOnly = *readOnly || store.ReadOnly()
		if len(opt.Accounts) == 0 {
			opt.Reviewer = name
		}
		return a.serve(cmd.Context(), store, *listen, "--listen 127.0.0.1:0", opt, nil)
	}
	return cmd
}

// loopback reports whether an address is one that nobody but this computer can
// reach.
func loopback(address string) (bool, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return false, usagef("--listen %q: want host:port, such as 127.0.0.1:8080", address)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return false, usagef("--listen %q: port %q: want a number from 0 to 65535", address, port)
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback(), nil
}

// reviewer is under whose name decisions are made when nobody has signed in.
func reviewer(as string) string {
	if name := strings.Join(strings.Fields(as), " "); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "somebody at this computer"
}

// minToken is how many characters a token must have, so that nobody guesses it.
const minToken = 16

// readAccounts reads a file of tokens.
func readAccounts(name string) ([]web.Account, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: the tokens cannot be read: %w", name, cause(err))
	}
	var accounts []web.Account
	seen := map[string]bool{}
	for i, line := range strings.Split(string(b), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		token := fields[len(fields)-1]
		who := strings.Join(fields[:len(fields)-1], " ")
		switch {
		case who == "" || !utf8.ValidString(line) || len(who) > record.MaxName:
			return nil, fmt.Errorf("%s:%d: want NAME TOKEN", name, i+1)
		case len(token) < minToken:
			return nil, fmt.Errorf("%s:%d: the token of %s is too short: want at least %d characters", name, i+1, who, minToken)
		case seen[who] || seen["\x00"+token]:
			return nil, fmt.Errorf("%s:%d: a name or token for the second time", name, i+1)
		}
		seen[who], seen["\x00"+token] = true, true
		accounts = append(accounts, web.Account{Name: who, Token: token})
	}
	if len(accounts) == 0 {
		return nil, fmt.Errorf("%s: no account: want lines of NAME TOKEN", name)
	}
	return accounts, nil
}

// serve shows store until ctx ends. It prints the address, then calls ready
// with it. free is the flag that takes a free port.
func (a *app) serve(ctx context.Context, store record.Store, address, free string, opt web.Options, ready func(url string)) error {
	opt.Version, opt.Now = version(), time.Now
	opt.Program = program
	opt.Log = slog.New(slog.NewTextHandler(a.con.w, &slog.HandlerOptions{Level: slog.LevelWarn}))
	al, err := newAligner(store)
	if err != nil {
		return err
	}
	opt.Align = al.align
	known, err := en.Knowledge()
	if err != nil {
		return err
	}
	opt.Public = publicFacts(known)
	if opt.Places, err = placesNamed(); err != nil {
		return err
	}
	if opt.AccountWords, err = accountWords(); err != nil {
		return err
	}
	handler, err := web.New(store, opt)
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
