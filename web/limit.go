package web

import (
	"sync"
	"time"
)

// How often one address may write and try to sign in: so many at once, and so
// many a second after that.
const (
	writeBurst  = 120
	writeRate   = 4.0
	signInBurst = 8
	signInRate  = 0.1
)

// limiter counts by address, as a bucket that fills with time and loses one for
// every call. It may be used by many goroutines at once.
type limiter struct {
	burst, rate float64
	mu          sync.Mutex
	buckets     map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

// maxBuckets is how many addresses a limiter remembers before it forgets those
// that are full again.
const maxBuckets = 10_000

func newLimiter(burst, rate float64) *limiter {
	return &limiter{burst: burst, rate: rate, buckets: map[string]bucket{}}
}

// allow reports whether address may go on at the time now.
func (l *limiter) allow(address string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) >= maxBuckets {
		for a, b := range l.buckets {
			if l.filled(b, now) >= l.burst {
				delete(l.buckets, a)
			}
		}
	}
	b, known := l.buckets[address]
	if !known {
		if len(l.buckets) >= maxBuckets {
			return false // a flood from everywhere: those who are known go on
		}
		b = bucket{l.burst, now}
	}
	b = bucket{l.filled(b, now), now}
	ok := b.left >= 1
	if ok {
		b.left--
	}
	l.buckets[address] = b
	return ok
}

func (l *limiter) filled(b bucket, now time.Time) float64 {
	return min(l.burst, b.left+max(0, now.Sub(b.at).Seconds())*l.rate)
}
