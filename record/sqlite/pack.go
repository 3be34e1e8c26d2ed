package sqlite

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// packer compresses originals. Its buffers are worth keeping: a fresh one costs
// more than packing a report.
type packer struct {
	out bytes.Buffer
	zip *gzip.Writer
}

// pack calls use with b compressed; the bytes are good until use returns.
func (s *Store) pack(b []byte, use func(packed []byte) error) error {
	p, ok := s.packers.Get().(*packer)
	if !ok {
		p = &packer{zip: gzip.NewWriter(nil)}
	}
	defer s.packers.Put(p)
	p.out.Reset()
	p.zip.Reset(&p.out)
	if _, err := p.zip.Write(b); err != nil {
		return err
	}
	if err := p.zip.Close(); err != nil {
		return err
	}
	return use(p.out.Bytes())
}

// unpack gives back the size bytes that packed holds. It reads no more than
// that, whatever packed would swell to.
func unpack(packed []byte, size int64) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, size+1))
	if err != nil {
		return nil, err
	}
	if n != size {
		return nil, fmt.Errorf("unpacks to another size than the %d bytes stored", size)
	}
	if out.Bytes() == nil {
		return []byte{}, nil
	}
	return out.Bytes(), nil
}
