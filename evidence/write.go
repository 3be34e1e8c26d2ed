package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// Writer writes a pack file by file. Its output depends on nothing but the files.
type Writer struct {
	w       io.Writer
	entries []entry
	names   map[string]bool
	sums    strings.Builder
	at      int64
}

// NewWriter returns a writer of a pack to w. Nothing is complete before Close.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w, names: map[string]bool{}} }

var errTooLarge = errors.New("more than an evidence pack holds, 65,534 files or 4 GiB: choose fewer statements by the filters")

// Add appends a file. Names are of ASCII letters, digits and ". _ - /".
func (w *Writer) Add(name string, data []byte) error {
	if err := w.add(name, data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	w.sums.WriteString(hex.EncodeToString(sum[:]) + "  " + name + "\n")
	return nil
}

func (w *Writer) add(name string, data []byte) error {
	if len(name) > maxName || !goodName.MatchString(name) || w.names[name] {
		return fmt.Errorf("evidence pack: file %q: not a name, or there already", name)
	}
	if len(data) > maxFile {
		return fmt.Errorf("evidence pack: file %q: %d bytes, want %d at most", name, len(data), maxFile)
	}
	e := entry{name: name, crc: crc32.ChecksumIEEE(data), size: int64(len(data)), header: w.at}
	if len(w.entries) == maxFiles || e.data()+e.size > 1<<32-1-1<<24 { // a directory takes 16 MiB at most
		return errTooLarge
	}
	w.names[name] = true
	w.entries = append(w.entries, e)
	for _, b := range [][]byte{e.local(), data} {
		if _, err := w.w.Write(b); err != nil {
			return err
		}
	}
	w.at = e.data() + e.size
	return nil
}

// Close appends the digests of the files and the zip's directory, and returns
// the digest of the pack. It does not close the writer beneath.
func (w *Writer) Close() (digest string, err error) {
	sums := []byte(w.sums.String())
	sum := sha256.Sum256(sums)
	digest = hex.EncodeToString(sum[:])
	if err := w.add(sumsName, sums); err != nil {
		return "", err
	}
	if err := w.add(rootName, []byte(digest+"  "+sumsName+"\n")); err != nil {
		return "", err
	}
	_, err = w.w.Write(directory(w.entries, w.at))
	return digest, err
}

// Count returns the code points of a text as a File has them.
func Count(text []byte) *int {
	n := starts(text)
	return &n
}

// Counter returns a function that counts the code points of text before a byte,
// which must begin a character or be the end.
func Counter(text []byte) func(at int) int { return newCounter(text).at }
