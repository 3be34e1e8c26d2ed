package en

import "sayso/events"

// eventWords are the words of happenings worth a line on a timeline.
func eventWords() events.Words {
	nouns, verbs := map[string]string{}, map[string]string{}
	for _, x := range []struct{ kind, nouns, verbs string }{
		{"meeting", "meeting meetings summit summits talks negotiations conference consultations session forum congress gathering round", "met convened"},
		{"agreement", "agreement agreements deal deals accord accords treaty pact truce ceasefire cease-fire memorandum settlement", "agreed signed ratified"},
		{"attack", "attack attacks strike strikes airstrike airstrikes raid raids bombing bombings shelling offensive operation assault explosion blast shooting invasion", "attacked bombed shelled raided invaded struck"},
		{"vote", "vote election elections referendum poll", "voted elected"},
		{"visit", "visit visits trip tour", "visited arrived"},
		{"protest", "protest protests demonstration demonstrations rally rallies march walkout", "protested rallied marched"},
		{"speech", "speech speeches address briefing", ""},
		{"decision", "decision ruling verdict resolution", "ruled"},
		{"disaster", "earthquake quake flood floods crash hurricane storm", "crashed"},
	} {
		for w := range set(x.nouns) {
			nouns[w] = x.kind
		}
		for w := range set(x.verbs) {
			verbs[w] = x.kind
		}
	}
	return events.Words{
		Nouns: nouns, Verbs: verbs, PastSuffix: "ed", Possessive: "'s", Plan: "plan",
		Participles: set(`held sealed signed reached scheduled planned due set made struck brokered concluded convened opened announced`),
		On:          set(`on in at for of during this last next early late`),
		By:          set(`by before until till`),
		Since:       set(`since`),
		Breaks:      set(`that who which whom whose when where while because after before since until although though if`),
		Joins:       set(`and but or`),
		Verbal:      set(irregularPasts + ` said says is are was were be been has have had does did do`),
		To:          "to",
		Ahead:       set(`will 'll would shall scheduled planned due expected set to may might could`),
		Not:         set(`not n't never no if without cancelled canceled called`),
		Definite:    set(`the that those these this`),
		During:      set(`at during in`),
		Undated:     set(`meeting attack visit protest speech`),
		Occasions:   set(`meeting visit protest speech`),
		Light: set(`hold take begin start open end resume continue convene conclude finish happen occur reach sign make strike seal broker
			launch carry conduct attend host give deliver issue host schedule plan set expect announce`),
		Will:   set(`will 'll shall should must`),
		Intend: set(`schedule plan expect due set intend aim pledge vow promise slate agree`),
		In:     set(`in at near outside inside around across throughout`),
		Targets: map[string]map[string]bool{
			"":       set(`of`), // joins a name to the noun it names: "the city of"
			"attack": set(`on against of`), "visit": set(`to of`),
		},
		Host:    set(`host`),
		Agent:   set(`by`),
		Objects: set(`attack visit`),
		InTown:  set(`meeting speech visit`),
		InState: set(`attack vote protest disaster`),
	}
}
