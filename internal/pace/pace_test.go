package pace

import (
	"testing"
	"time"
)

// counting counts the errors of a test.
type counting struct {
	testing.TB
	errors int
}

func (c *counting) Helper()               {}
func (c *counting) Errorf(string, ...any) { c.errors++ }

func TestHold(t *testing.T) {
	nothing := func() {}
	long := func() { time.Sleep(50 * time.Millisecond) }
	for _, c := range []struct {
		name      string
		least     time.Duration
		do, sound func()
		want      int
	}{
		{"long, and sound input is not", time.Millisecond, long, nothing, 1},
		{"long on a slow machine", time.Millisecond, long, long, 0},
		{"not long", time.Hour, long, nothing, 0},
	} {
		var seen counting
		Hold(&seen, c.name, c.least, 20, c.do, c.sound)
		if seen.errors != c.want {
			t.Errorf("%s: %d errors, want %d", c.name, seen.errors, c.want)
		}
	}
}
