package ingest

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Walk reads the reports under paths and calls f with each: files, folders and
// what is below them (in the order of their names, hidden files and folders
// passed over), the members of .zip files and of those inside them, .gz files,
// the pages of web archives, and stdin for "-". A named pipe, a device or a socket is an error, but a pipe
// that this process holds open (/dev/fd/3) is read. The order depends on nothing but the names. A report that
// cannot be read, and a path that does not exist, comes as Read.Err and the walk
// goes on. Walk returns the error of f, of ctx, or one about opt.
func Walk(ctx context.Context, paths []string, stdin io.Reader, opt Options, f func(Read) error) error {
	e, err := newEngine(opt)
	if err != nil {
		return err
	}
	w := &walker{engine: e, f: func(r Read) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return f(r)
	}}
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if p == "-" {
			if stdin == nil {
				stdin = strings.NewReader("")
			}
			err = w.stream("-", &abandoned{ctx: ctx, r: stdin}, 0)
		} else {
			err = w.path(ctx, p)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// path reads one path of the command line.
func (w *walker) path(ctx context.Context, p string) error {
	info, err := os.Stat(p)
	if err != nil {
		return w.fail(p, cause(err))
	}
	switch mode := info.Mode(); {
	case mode.IsRegular():
		return w.file(ctx, p, p)
	case mode&fs.ModeNamedPipe != 0 && descriptor(p):
		return w.stream(p, &abandoned{ctx: ctx, r: &pipe{path: p}}, 0)
	case !mode.IsDir():
		return w.fail(p, fmt.Errorf("%s, want a file, a folder, or - for standard input", kindOf(mode)))
	}
	return filepath.WalkDir(p, func(q string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		name := filepath.ToSlash(q)
		if err != nil {
			if ferr := w.fail(name, cause(err)); ferr != nil {
				return ferr
			}
			return nil // WalkDir itself leaves out a folder it cannot read
		}
		if skip, err := passOver(p, q, d); skip {
			return err
		}
		return w.file(ctx, q, name)
	})
}

// passOver reports whether a walk from root leaves q out: folders themselves,
// hidden files and folders, and what is no regular file.
func passOver(root, q string, d fs.DirEntry) (bool, error) {
	hidden := q != root && strings.HasPrefix(d.Name(), ".")
	if d.IsDir() {
		if hidden {
			return true, fs.SkipDir
		}
		return true, nil
	}
	if hidden {
		return true, nil
	}
	if d.Type().IsRegular() {
		return false, nil
	}
	info, err := os.Stat(q) // a link to a file is read, one to a folder is not followed
	return err != nil || !info.Mode().IsRegular(), nil
}

// file reads the file at p under the name name. A .zip file is read in place.
func (w *walker) file(ctx context.Context, p, name string) error {
	f, err := os.Open(p)
	if err != nil {
		return w.fail(name, cause(err))
	}
	defer f.Close()
	in := interruptible{ctx, f}
	info, err := in.Stat()
	if err != nil {
		return w.fail(name, cause(err))
	}
	var magic [4]byte
	if n, _ := in.ReadAt(magic[:], 0); sniffContainer(magic[:n]) == zipFile {
		return w.zip(name, in, info.Size(), 0)
	}
	return w.stream(name, in, 0)
}

// interruptible is a file whose reading ends with ctx: in a large archive there may
// be no report for long at which the walk could end.
type interruptible struct {
	ctx context.Context
	*os.File
}

func (f interruptible) Read(b []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.File.Read(b)
}

func (f interruptible) ReadAt(b []byte, at int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.File.ReadAt(b, at)
}

// cause strips the path from an error of the file system: the report's name is
// told beside it.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("no such file or folder")
	}
	return err
}

// Count returns how many files and members of archives Walk would open, without
// reading them: the total of a progress line. It is 0 when nobody can know, as
// for stdin, and when ctx ends.
func Count(ctx context.Context, paths []string) int {
	n := 0
	for _, p := range paths {
		if p == "-" {
			return 0
		}
		err := filepath.WalkDir(p, func(q string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				n++ // Walk reports it
				return nil
			}
			if skip, err := passOver(p, q, d); skip {
				return err
			}
			n += countFile(q)
			return nil
		})
		if err != nil {
			return 0
		}
	}
	return n
}

// countFile returns how many reports the file at p is at first sight: the
// members of a .zip file, one for any other.
func countFile(p string) int {
	in, err := os.Open(p)
	if err != nil {
		return 1
	}
	defer in.Close()
	info, err := in.Stat()
	var magic [4]byte
	n, _ := in.ReadAt(magic[:], 0)
	if err != nil || sniffContainer(magic[:n]) != zipFile {
		return 1
	}
	z, err := zip.NewReader(in, info.Size())
	if err != nil {
		return 1
	}
	return max(len(members(z)), 1)
}

func (w *walker) fail(name string, err error) error {
	return w.f(Read{Err: fmt.Errorf("%s: %w", name, err)})
}
