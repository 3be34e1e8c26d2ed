package ingest

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path"
)

// descriptor reports whether p names a file that is open in this process
// already, as the shell's process substitution does. A pipe of that kind has its
// writer; opening any other waits for one, perhaps for ever.
func descriptor(p string) bool {
	p = path.Clean(p)
	dir := path.Dir(p)
	return p == "/dev/stdin" || dir == "/dev/fd" || dir == "/proc/self/fd"
}

// kindOf says what a file is that is neither regular nor a folder.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "no regular file"
}

// pipe is a file that is opened when it is first read.
type pipe struct {
	path string
	f    *os.File
}

func (p *pipe) Read(b []byte) (int, error) {
	if p.f == nil {
		f, err := os.Open(p.path)
		if err != nil {
			return 0, cause(err)
		}
		p.f = f
	}
	return p.f.Read(b)
}

// abandoned reads from r until ctx ends. A read that waits at that time, which
// nothing can call back, is left to itself.
type abandoned struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	done chan int
	err  error // of the last read, set before done is sent to
}

func (a *abandoned) Read(b []byte) (int, error) {
	if err := a.ctx.Err(); err != nil {
		return 0, err
	}
	if a.done == nil {
		a.done = make(chan int, 1)
		a.buf = make([]byte, peekBytes)
	}
	into := a.buf[:min(len(a.buf), len(b))]
	go func() {
		n, err := a.r.Read(into)
		a.err = err
		a.done <- n
	}()
	select {
	case n := <-a.done:
		return copy(b, into[:n]), a.err
	case <-a.ctx.Done():
		return 0, a.ctx.Err()
	}
}
