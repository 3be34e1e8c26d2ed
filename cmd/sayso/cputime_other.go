//go:build !unix

package main

import "time"

// cpuTime returns 0: this system is not asked how much processor time was taken.
func cpuTime() time.Duration { return 0 }
