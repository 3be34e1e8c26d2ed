package main

import (
	"context"
	"runtime"
	"sync"

	"sayso/ingest"
)

// ordered runs work over every report that walk finds, on all cores, and hands
// the results to sink on the calling goroutine in the order of the reports. At
// most a few reports a core are in memory. It returns the first error of walk
// or sink; a report that cannot be read is no error but work's to deal with.
func ordered[T any](
	ctx context.Context,
	walk func(ctx context.Context, f func(ingest.Read) error) error,
	work func(ctx context.Context, r ingest.Read) T,
	sink func(T) error,
) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)

	// Each report takes a slot that waits in line while a worker fills it.
	type slot chan T
	type job struct {
		read ingest.Read
		to   slot
	}
	line := make(chan slot, 2*workers)
	jobs := make(chan job)

	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	var walkErr error
	all.Go(func() {
		defer close(line)
		defer close(jobs)
		walkErr = walk(ctx, func(r ingest.Read) error {
			s := make(slot, 1)
			select {
			case line <- s:
			case <-ctx.Done():
				return ctx.Err()
			}
			jobs <- job{r, s} // workers go on until jobs is closed
			return nil
		})
	})
	for range workers {
		all.Go(func() {
			for j := range jobs {
				j.to <- work(ctx, j.read)
			}
		})
	}
	for s := range line {
		if err := sink(<-s); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return walkErr // written before line was closed
}
