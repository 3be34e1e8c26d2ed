package perceptron

// Move adds by to the weight that each of the features has for class: what
// learning to rank needs, where the right answer and the wrong one of an example
// have features of their own.
func (t *Trainer) Move(features []uint32, class int, by float32) {
	for _, f := range features {
		i := t.index.find(f)
		if i < 0 {
			if t.frozen {
				continue
			}
			i = t.index.add(f)
			t.first = append(t.first, 0)
		}
		t.change(i, class, by)
	}
}
