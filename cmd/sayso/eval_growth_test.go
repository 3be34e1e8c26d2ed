package main

import (
	"slices"
	"testing"
	"time"
)

func TestGrowthSteps(t *testing.T) {
	if got, want := growthSteps(20_000), []int{1000, 2000, 5000, 10_000, 20_000}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := growthSteps(1_000_000); got[len(got)-1] != 1_000_000 {
		t.Errorf("%v end before a million", got)
	}
}

// A single slow report moves the mean of the processor, not the median of the clock.
func TestTypical(t *testing.T) {
	all := []spent{{2 * time.Millisecond, time.Millisecond}, {time.Second, 10 * time.Millisecond}, {time.Millisecond, time.Millisecond}}
	if clock, cpu := typical(all); clock != 2 || cpu != 4 {
		t.Errorf("%v ms and %v ms, want 2 and 4", clock, cpu)
	}
	if got := percent(time.Second, 4*time.Second); got != 25 {
		t.Errorf("%v %%, want 25", got)
	}
	if got := percent(time.Second, 0); got != 0 {
		t.Errorf("%v %% of nothing, want 0", got)
	}
}
