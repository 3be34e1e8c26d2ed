package record

// Merges returns, by speaker ID, the ID of the speaker that each one was merged
// into in the end, after the decisions in force. Speakers whose last decisions are
// at odds, and those that lead into each other in a ring, stay by themselves.
func Merges(decisions []Decided) map[string]string {
	about := map[string][]*Decision{}
	for i := range decisions {
		d := &decisions[i]
		if d.InForce && (d.Kind == MergeSpeakers || d.Kind == SplitSpeaker) {
			id := NameID(d.Value.Speaker)
			about[id] = append(about[id], &d.Decision)
		}
	}
	next := map[string]string{}
	for id, list := range about {
		into, any, same := agreed(list, func(d *Decision) string { return NameID(d.Value.Into) }, equal)
		if any && same && into != "" {
			next[id] = into
		}
	}
	into := make(map[string]string, len(next))
	for id := range next {
		end, steps := id, 0
		for next[end] != "" && steps <= len(next) {
			end = next[end]
			steps++
		}
		if steps <= len(next) {
			into[id] = end
		}
	}
	return into
}
