//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpuTime returns the processor time that the program has taken so far, its own
// and the system's for it.
func cpuTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
