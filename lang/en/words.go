// Package en is English: its words, and the pipeline that reads English news.
package en

import (
	"sayso/attribution"
	"sayso/quotation"
)

func quotationWords(cues map[string][]attribution.Form) quotation.Words {
	w := quotation.Words{Reporting: map[string]bool{}, Adverbial: set(`on in at during after before following to by yesterday today ` + weekdayNames), Elisions: set(`em tis twas til cause n round bout cuz`)}
	for form, fs := range cues {
		for _, f := range fs {
			if f.Takes&attribution.TakesQuote != 0 && f.Takes&attribution.TakesClause != 0 && (f.Tense == attribution.Past || f.Tense == attribution.Third) && !f.IsNoun {
				w.Reporting[form] = true
			}
		}
	}
	return w
}

const (
	weekdayNames = "sunday monday tuesday wednesday thursday friday saturday"
	monthNames   = `january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec`
)

func attributionWords(cues map[string][]attribution.Form) *attribution.Words {
	return &attribution.Words{
		Cues:          cues,
		AdjectiveCues: set(`confident convinced certain sure hopeful adamant optimistic sceptical skeptical willing unwilling determined`),
		NounCues: set(`hope confidence concern concerns fear fears doubt doubts belief view opinion optimism regret conviction
statement comment remark claim warning promise pledge assurance assurances message letter report threat admission fact-check
announcement certainty readiness expectation expectations satisfaction disappointment alarm surprise suspicion suspicions`),
		AccordingTo: [][]string{{"according", "to"}},
		InWordsOf:   [2]string{"in", "words"},
		QuotedAs:    set(`quoted cited`),

		Have:          set(`has have had 've having`),
		Be:            set(`is are was were be been being 's 're 'm am`),
		Modal:         set(`will would can could may might must shall should do does did 'll 'd cannot`),
		Negation:      set(`not n't never`),
		Adverbs:       set(`so far afterwards soon also later once again then now today yesterday previously earlier further too still even just first often always already ago meanwhile instead however thus therefore moreover furthermore besides`),
		AdverbSuffix:  "ly",
		VerbSuffixes:  []string{"ed", "es", "s"},
		PresentSuffix: "ing",
		PastSuffix:    "ed",
		Verbs:         set(irregularPasts),
		GoOn: [][]string{{"went", "on", "to"}, {"goes", "on", "to"}, {"going", "on", "to"}, {"continued", "to"}, {"continues", "to"},
			{"wanted", "to"}, {"was", "quick", "to"}},
		That:           set(`that`),
		Interrogatives: set(`whether how why what who where when if which`),
		FreeRelatives:  set(`what whatever everything anything nothing something all much`),
		To:             "to",
		As:             set(`as`),
		By:             "by",

		Nominative:       set(`he she they it we i you`),
		Pronouns:         set(`he she they it we i you him her them us me this`),
		Determiners:      set(`the a an this these those some any no each every both all several many most another other one two three four five six`),
		Possessives:      set(`his her their its our my your`),
		Possessive:       "'s",
		Relatives:        set(`who which`),
		Joiners:          set(`and but then or`),
		Conjunctions:     set(`and or & nor`),
		Subordinators:    set(`because although though while whereas when whenever where if unless since but until till after before so than`),
		Prepositions:     set(`in on at by with from for of about against between among during following after before since through under over within without despite amid amidst ahead via into onto upon toward towards near across around to per like unlike alongside outside inside apart`),
		NounPrepositions: set(`of for to from`),
		Times: set(weekdayNames + " " + monthNames + ` today yesterday tonight tomorrow week month year morning afternoon evening night
day days weeks months years hour hours earlier later ago`),
		TimeModifiers: set(`last this next late early the that past recent same`),
		NotSources:    set(`there what this that these those here how why when where which who so such nobody none`),
		OccasionNouns: set(`conference conferences summit meeting meetings talks interview briefing briefings speech address session
forum rally hearing debate ceremony congress negotiations consultations round event statement press phone telephone call declaration`),
		OccasionVerbs: set(`speaking commenting addressing answering asked following attending writing`),
		CarrierVerbs:  set(`carried quoted cited published broadcast reported aired`),
		ReporterNouns: set(`reporters journalists parliament lawmakers deputies delegates media viewers readers supporters`),
		Existential:   set(`there`),
		NotAddressees: set(`story stories tale tales truth lie lies joke jokes so as`),
		HeadlineNoise: set(`video live exclusive analysis opinion update updated breaking watch photos gallery timeline factbox explainer correction corrected interview report editorial profile q&a comment`),
		NotSaidOn:     set(`since until till by from to through between after before for of about against under despite and or than`),
		SaidAt:        set(`meeting speech visit`),
	}
}

const irregularPasts = `arose ate awoke beat became began bent bet bit bled blew bore bought bound bred broke brought built burnt
burst came cast caught chose clung crept cut dealt drank drew drove dug fed fell felt fled flew forbade forgot forgave
fought found froze gave got grew heard held hid hit hung hurt kept knew laid lay leapt led left lent let lit lost made meant met
overcame overthrew paid put quit ran rang read rode rose sank sat sawn saw sent set shed shook shone shot shrank shut slept slid
sold sought spent split spoke sprang spread stole stood stuck struck stung swam swept swore swung taught tore threw took
understood upheld went wept withdrew withheld woke won wore wound wrote`
