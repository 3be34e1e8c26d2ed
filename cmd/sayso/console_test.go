package main

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestConsole(t *testing.T) {
	var b strings.Builder
	c := &console{w: &b, terminal: true}
	p := c.progress("reports", 14)
	p.start, p.last = p.start.Add(-2*time.Second), p.last.Add(-time.Second)
	p.step(", 3 statements")
	p.step(", 4 statements") // too soon to be drawn
	c.fail(errors.New("in/a\x1b[2J.txt: broken"))
	want := "1/14 reports, 0.5/s, 3 statements" +
		"\r" + strings.Repeat(" ", 33) + "\r" + "sayso: in/a␛[2J.txt: broken\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}

	b.Reset()
	c = &console{w: &b}
	p = c.progress("reports", 14)
	p.last = p.last.Add(-time.Second)
	p.step("")
	c.note("%s", counted(1, "report")+", "+counted(2, "report"))
	if want := "sayso: 1 report, 2 reports\n"; b.String() != want {
		t.Errorf("where there is no terminal: got %q, want %q", b.String(), want)
	}
}
