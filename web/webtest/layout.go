package webtest

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed layout.js
var layoutSource string

// widths of window, in CSS pixels, at which nothing may be cut off and parts
// stand where they are known to stand: WCAG's narrowest, a telephone, a tablet, two screens.
var widths = []int64{320, 390, 768, 1280, 1920}

// box is where a part of a page stands: its name and, in CSS pixels of the page,
// left, top, width and height.
type box struct {
	what string
	at   [4]int
}

func (x box) MarshalJSON() ([]byte, error) {
	return json.Marshal(fmt.Sprintf("%s %d %d %d %d", x.what, x.at[0], x.at[1], x.at[2], x.at[3]))
}

func (x *box) UnmarshalJSON(b []byte) error {
	var line string
	if json.Unmarshal(b, &line) == nil {
		if f := strings.Fields(line); len(f) == 5 {
			x.what = f[0]
			for i := range x.at {
				x.at[i], _ = strconv.Atoi(f[i+1])
			}
			return nil
		}
	}
	// As layout.js gives it.
	row := []any{&x.what, &x.at[0], &x.at[1], &x.at[2], &x.at[3]}
	if err := json.Unmarshal(b, &row); err != nil {
		return fmt.Errorf("a box is a name and four numbers, not %s", b)
	}
	return nil
}

// layout is what layout.js finds.
type layout struct {
	Problems []string
	Boxes    []box
	Fonts    string // widths of words in each font: the same where the same fonts are installed
}

// layouts are the known layouts: by kind of page and width of the window.
type layouts struct {
	Fonts string
	Pages map[string]map[string][]box
}

// readLayouts returns none where there is no such file.
func readLayouts(file string) (known layouts, err error) {
	known.Pages = map[string]map[string][]box{}
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &known)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return known, err
}

func (l layouts) write(file string) error {
	b, err := json.MarshalIndent(l, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, append(b, '\n'), 0o644)
}

// moved says how the boxes differ from the known ones. With other fonts lines break
// elsewhere: then heights are not compared, and widths only roughly.
func moved(known, got []box, sameFonts bool) (differences []string) {
	for i := range max(len(known), len(got)) {
		switch {
		case i >= len(known):
			return append(differences, fmt.Sprintf("%s is new", got[i].what))
		case i >= len(got):
			return append(differences, fmt.Sprintf("%s is gone", known[i].what))
		case known[i].what != got[i].what:
			return append(differences, fmt.Sprintf("%s stands where %s stood", got[i].what, known[i].what))
		}
		for side, name := range []string{"left", "top", "width", "height"} {
			was, is := known[i].at[side], got[i].at[side]
			slack := 2
			if !sameFonts {
				if name == "top" || name == "height" {
					continue
				}
				slack = 24 + was/8
			}
			if is < was-slack || is > was+slack {
				differences = append(differences, fmt.Sprintf("%s of %s is %d px, was %d", name, got[i].what, is, was))
				break
			}
		}
	}
	return differences
}
