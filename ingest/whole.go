package ingest

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// The parts of a .zip file's records that tell where its ends are.
const (
	localHeaderSize = 30 // without name and extra field, whose lengths stand at 26 and 28
	endRecordSize   = 22 // without the comment
	endMagic        = "PK\x05\x06"
)

var errPartial = errors.New("zip: cut off or damaged: the directory that was found is not the whole file's")

// whole checks that the directory of z spans all size bytes of in. The reader of
// archive/zip takes the last directory it sees, which in a file that was cut
// off may be that of an archive inside it.
func whole(z *zip.Reader, in io.ReaderAt, size int64) error {
	var end [len(endMagic)]byte
	if _, err := in.ReadAt(end[:], size-endRecordSize-int64(len(z.Comment))); err != nil || string(end[:]) != endMagic {
		return errPartial
	}
	if len(z.File) == 0 {
		if size == endRecordSize+int64(len(z.Comment)) {
			return nil
		}
		return errPartial
	}
	var first [localHeaderSize]byte
	if _, err := in.ReadAt(first[:], 0); err != nil {
		return errPartial
	}
	data := localHeaderSize + int64(binary.LittleEndian.Uint16(first[26:])) + int64(binary.LittleEndian.Uint16(first[28:]))
	if !slices.ContainsFunc(z.File, func(m *zip.File) bool {
		at, err := m.DataOffset()
		return err == nil && at == data
	}) {
		return errPartial
	}
	return nil
}
