package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"sayso/export"
)

// console is standard error: failures and notes as lines, and on a terminal a
// line of progress that rewrites itself. Only one goroutine may use it.
type console struct {
	w        io.Writer
	terminal bool
	drawn    int // characters of the progress line that stands there now
}

func newConsole(w io.Writer) *console {
	_, terminal := terminalWidth(w)
	return &console{w: w, terminal: terminal}
}

// terminalWidth returns the width of w, and false when w is no terminal.
func terminalWidth(w any) (int, bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return width, true
}

// colourful reports whether colours may be written to w.
func colourful(w io.Writer) bool {
	_, terminal := terminalWidth(w)
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// fail names a failure. Its words may come from a report or a file's name, so
// they are made harmless.
func (c *console) fail(err error) { c.note("%s", export.Line(err.Error())) }

// note says something in one line.
func (c *console) note(format string, args ...any) {
	c.clear()
	fmt.Fprintf(c.w, "sayso: "+format+"\n", args...)
}

func (c *console) clear() {
	if c.drawn > 0 {
		fmt.Fprintf(c.w, "\r%s\r", strings.Repeat(" ", c.drawn))
		c.drawn = 0
	}
}

// counted writes n things by their English plural.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// progress is the state of one long piece of work, drawn a few times a second.
type progress struct {
	con         *console
	what        string
	done, total int // total is 0 when it is not known
	start, last time.Time
}

func (c *console) progress(what string, total int) *progress {
	now := time.Now()
	return &progress{con: c, what: what, total: total, start: now, last: now}
}

// at says how many are done, of how many.
func (p *progress) at(done, total int) {
	p.done, p.total = done-1, total
	p.step("")
}

// step counts one more done. more is said after the rate.
func (p *progress) step(more string) {
	p.done++
	now := time.Now()
	if !p.con.terminal || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	line := fmt.Sprintf("%d", p.done)
	if p.total > 0 {
		line += fmt.Sprintf("/%d", max(p.total, p.done))
	}
	line += fmt.Sprintf(" %s, %.1f/s%s", p.what, float64(p.done)/now.Sub(p.start).Seconds(), more)
	p.con.clear()
	fmt.Fprint(p.con.w, line)
	p.con.drawn = utf8.RuneCountInString(line)
}
