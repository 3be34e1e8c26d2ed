package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// QuantitySentence is one line of a corpus of quantities in the form of
// NewsQuant (Almasian et al., "CQE: A Comprehensive Quantity Extractor", EMNLP
// 2023), or of a prediction for it: a sentence and its quantities, which have no
// place in it.
type QuantitySentence struct {
	ID, Text   string
	Quantities []Quantity
}

// Quantity is a value, its unit and how it is given.
type Quantity struct {
	Value  string // "12.5", or "1-2" for a range
	Unit   string // normalised; "-" for none
	Change string // "=" exactly, "~" about, ">" more, "<" less, "up" and "down" by so much
}

// ReadQuantities reads JSON Lines: {"id", "text", "quantities": [{"value",
// "normalized_unit", "change"}]}. In a prediction the list may be called
// "figures", a unit that is not given is "-", and a change that is not given is
// none. Blank lines are skipped; of two lines with one ID the later holds, where
// the first stood. An error names the line.
func ReadQuantities(r io.Reader) ([]QuantitySentence, error) {
	var out []QuantitySentence
	at := map[string]int{}
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			s, err := readQuantitySentence(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			if k, known := at[s.ID]; known {
				out[k] = s
			} else {
				at[s.ID] = len(out)
				out = append(out, s)
			}
		}
		if err != nil {
			return out, nil
		}
	}
}

func readQuantitySentence(line []byte) (QuantitySentence, error) {
	type quantity struct {
		Value  json.RawMessage `json:"value"`
		Unit   *string         `json:"normalized_unit"`
		Change string          `json:"change"`
	}
	var raw struct {
		ID         *string     `json:"id"`
		Text       string      `json:"text"`
		Quantities *[]quantity `json:"quantities"`
		Figures    []quantity  `json:"figures"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return QuantitySentence{}, fmt.Errorf(`want {"id", "text", "quantities"}: %w`, err)
	}
	if raw.ID == nil {
		return QuantitySentence{}, errors.New(`no "id"`)
	}
	s := QuantitySentence{ID: *raw.ID, Text: raw.Text}
	list := raw.Figures
	if raw.Quantities != nil {
		list = *raw.Quantities
	}
	for i, q := range list {
		v := ""
		if err := json.Unmarshal(q.Value, &v); err != nil {
			if v, err = dumpNumber(string(q.Value)); err != nil {
				return s, fmt.Errorf(`%s: quantity %d: "value" is %s, want a string or a number`, s.ID, i+1, q.Value)
			}
		}
		unit := "-"
		if q.Unit != nil {
			unit = *q.Unit
		}
		s.Quantities = append(s.Quantities, Quantity{Value: v, Unit: unit, Change: q.Change})
	}
	return s, nil
}

// QuantityScore counts the quantities that agree: in value; in value and unit;
// in value and change. Each level is matched on its own and one to one, so that
// no level gives credit twice.
type QuantityScore struct {
	Gold, System        int
	Value, Unit, Change int
}

// ScoreQuantities scores predictions against gold as the Python scorer of the
// corpus does. A sentence without a prediction has none; a prediction for a
// sentence that gold lacks is an error.
func ScoreQuantities(gold, predicted []QuantitySentence) (QuantityScore, error) {
	var s QuantityScore
	known := map[string]bool{}
	for _, g := range gold {
		known[g.ID] = true
	}
	by := map[string][]Quantity{}
	for _, p := range predicted {
		if !known[p.ID] {
			return s, fmt.Errorf("prediction for %q, which gold does not have", p.ID)
		}
		by[p.ID] = p.Quantities
	}
	for _, g := range gold {
		p := by[g.ID]
		s.Gold += len(g.Quantities)
		s.System += len(p)
		s.Value += matched(g.Quantities, p, func(Quantity, Quantity) bool { return true })
		s.Unit += matched(g.Quantities, p, func(a, b Quantity) bool {
			lower := strings.ToLower(a.Unit) // as the Python scorer compares; EqualFold joins more
			return lower == strings.ToLower(b.Unit)
		})
		s.Change += matched(g.Quantities, p, func(a, b Quantity) bool { return a.Change == b.Change })
	}
	return s, nil
}

// matched counts the gold quantities that find a prediction of their own, in
// order, with the same value and also.
func matched(gold, predicted []Quantity, also func(a, b Quantity) bool) int {
	used := make([]bool, len(predicted))
	n := 0
	for _, g := range gold {
		v := quantityValue(g.Value)
		for j, p := range predicted {
			if !used[j] && v.equal(quantityValue(p.Value)) && also(g, p) {
				used[j] = true
				n++
				break
			}
		}
	}
	return n
}

// value is a number, the ends of a range, or text that is neither.
type value struct {
	numbers []float64
	text    string
}

var quantityRange = regexp.MustCompile(`^(-?[0-9.]+(?:[eE][+-]?[0-9]+)?)-(-?[0-9.]+(?:[eE][+-]?[0-9]+)?)$`)

func quantityValue(s string) value {
	s = strings.Map(asciiDigit, strings.TrimFunc(s, unicode.IsSpace))
	if m := quantityRange.FindStringSubmatch(s); m != nil {
		from, ok := pythonFloat(m[1])
		if to, too := pythonFloat(m[2]); ok && too {
			return value{numbers: []float64{from, to}}
		}
		return value{text: s}
	}
	if v, ok := pythonFloat(s); ok {
		return value{numbers: []float64{v}}
	}
	return value{text: s}
}

// asciiDigit returns the ASCII digit of a decimal digit of any script, other
// characters as they are. The digits of a script stand in a row from zero.
func asciiDigit(r rune) rune {
	if r < unicode.MaxASCII || !unicode.Is(unicode.Nd, r) {
		return r
	}
	for _, in := range unicode.Nd.R16 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	return r
}

// equal allows numbers a relative difference of 1e-5 of v's and an absolute one
// of 1e-8.
func (v value) equal(o value) bool {
	if len(v.numbers) != len(o.numbers) || v.text != o.text {
		return false
	}
	for i, a := range v.numbers {
		if b := o.numbers[i]; !(math.Abs(a-b) <= 1e-8+1e-5*math.Abs(a)) {
			return false
		}
	}
	return true
}

var pythonNumber = regexp.MustCompile(`(?i)^[+-]?(?:(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:e[+-]?[0-9](?:_?[0-9])*)?|inf|infinity|nan)$`)

// pythonFloat reads what Python's float() reads.
func pythonFloat(s string) (float64, bool) {
	if !pythonNumber.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	return v, err == nil || math.IsInf(v, 0)
}

// Print writes what the Python scorer prints.
func (s QuantityScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "gold %d system %d\n", s.Gold, s.System)
	for _, l := range []struct {
		name string
		n    int
	}{{"value", s.Value}, {"value+unit", s.Unit}, {"value+change", s.Change}} {
		p, r, f1 := Ratio{RecallPart: float64(l.n), RecallOf: float64(s.Gold), PrecisionPart: float64(l.n), PrecisionOf: float64(s.System)}.PRF()
		fmt.Fprintf(&b, "%-13s P %.1f R %.1f F1 %.1f\n", l.name, 100*p, 100*r, 100*f1)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
