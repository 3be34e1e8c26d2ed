package sayso

// Event is a happening that the text dates: talks, an agreement, an attack. Who
// tells of it is the innermost statement whose content holds Span, or the outlet
// where none does.
type Event struct {
	Span  Span          // the noun or verb that names it
	Kind  string        // "meeting", "agreement", "attack", …
	Time  Ref[TimeExpr] // when; the expression may itself be open
	Ahead bool          // told as yet to come: "will meet on Friday"
}
