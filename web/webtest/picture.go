package webtest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// A picture is another one when more than this share of its blocks of blockSide
// pixels differ, each by more than blockSlack of 255 in the mean of one colour.
// Means of blocks forgive what another version of a browser does to the edges of letters.
const (
	blockSide  = 8
	blockSlack = 12
	blockShare = .001
)

// difference is where two pictures differ.
type difference struct {
	share float64         // of the blocks
	at    image.Rectangle // around all of them
	seen  *image.RGBA     // the new picture, what differs in red
}

// unlike compares two pictures. Where one is larger, all that it has more differs.
func unlike(was, is *image.RGBA) difference {
	size := was.Bounds().Union(is.Bounds())
	d := difference{seen: image.NewRGBA(size)}
	draw.Draw(d.seen, size, is, image.Point{}, draw.Src)
	count, all := 0, 0
	for y := 0; y < size.Max.Y; y += blockSide {
		for x := 0; x < size.Max.X; x += blockSide {
			all++
			block := image.Rect(x, y, x+blockSide, y+blockSide).Intersect(size)
			if block.In(was.Bounds()) && block.In(is.Bounds()) && near(mean(was, block), mean(is, block)) {
				continue
			}
			count++
			d.at = d.at.Union(block)
			draw.Draw(d.seen, block, image.NewUniform(color.RGBA{R: 110, A: 110}), image.Point{}, draw.Over)
		}
	}
	d.share = float64(count) / float64(all)
	return d
}

func (d difference) String() string {
	return fmt.Sprintf("differs in %.2f %% of its area, within %v", 100*d.share, d.at)
}

func mean(m *image.RGBA, r image.Rectangle) (sum [3]int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := m.Pix[m.PixOffset(r.Min.X, y):m.PixOffset(r.Max.X, y)]
		for i := 0; i < len(row); i += 4 {
			sum[0] += int(row[i])
			sum[1] += int(row[i+1])
			sum[2] += int(row[i+2])
		}
	}
	for i := range sum {
		sum[i] /= r.Dx() * r.Dy()
	}
	return sum
}

func near(a, b [3]int) bool {
	for i := range a {
		if a[i]-b[i] > blockSlack || b[i]-a[i] > blockSlack {
			return false
		}
	}
	return true
}

// decode returns the picture in a file of PNG.
func decode(file string, b []byte) (*image.RGBA, error) {
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	flat := image.NewRGBA(m.Bounds())
	draw.Draw(flat, flat.Bounds(), m, m.Bounds().Min, draw.Src)
	return flat, nil
}
