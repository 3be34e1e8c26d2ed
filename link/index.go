package link

import "context"

// Index finds the items that have a key: the hash of a shingle or of a term. A
// store may keep it; Memory does so for the length of a run.
type Index interface {
	// Add says that item has keys. Items are numbered in the order they come.
	Add(ctx context.Context, item int, keys []uint64) error
	// Items returns the items that have the key, the latest first, at most limit.
	Items(ctx context.Context, key uint64, limit int) ([]int, error)
}

// Memory is an Index in memory. Its zero value is empty and ready to use; it may
// be used by one goroutine at a time.
type Memory struct{ items map[uint64][]int32 }

// Add implements Index.
func (m *Memory) Add(_ context.Context, item int, keys []uint64) error {
	if m.items == nil {
		m.items = map[uint64][]int32{}
	}
	for _, k := range keys {
		m.items[k] = append(m.items[k], int32(item))
	}
	return nil
}

// Items implements Index.
func (m *Memory) Items(_ context.Context, key uint64, limit int) ([]int, error) {
	have := m.items[key]
	out := make([]int, 0, min(limit, len(have)))
	for i := len(have) - 1; i >= 0 && len(out) < limit; i-- {
		out = append(out, int(have[i]))
	}
	return out, nil
}
