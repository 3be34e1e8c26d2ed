// Package pace tells a slow program from a slow machine: tests hold what odd input
// takes against what sound input of the same size takes there and then.
package pace

import (
	"testing"
	"time"
)

// Hold fails t when do takes longer than least and more than times as long as sound
// does on input of the same size, which is run only where do took that long: on a
// busy machine, or under the race detector, least says nothing by itself.
func Hold(t testing.TB, what string, least time.Duration, times int, do, sound func()) {
	t.Helper()
	took := measure(do)
	if took <= least {
		return
	}
	// The better of two: whatever else the machine does then must not excuse do.
	if usual := min(measure(sound), measure(sound)); took > time.Duration(times)*usual {
		t.Errorf("%s took %v, sound input of its size %v: want no more than %v, or %d times that", what, took, usual, least, times)
	}
}

func measure(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
