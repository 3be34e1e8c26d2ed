package en

import (
	_ "embed"
	"fmt"
	"strings"

	"sayso/tokenize"
)

//go:embed ends.model
var endsModel []byte

// TokenWords returns what splitting English into tokens and sentences takes. The
// lists follow what the treebanks EWT and GUM do.
func TokenWords() (tokenize.Words, error) {
	ends, err := tokenize.ReadEnds(endsModel)
	if err != nil {
		return tokenize.Words{}, fmt.Errorf("english: %w", err)
	}
	w := WordsOfTokens()
	w.Ends = ends
	return w, nil
}

// WordsOfTokens returns TokenWords without the model of sentence ends, for
// training one.
func WordsOfTokens() tokenize.Words {
	w := tokenize.Words{
		Abbreviations: set(`mr mrs ms dr prof gen col lt sgt capt maj cmdr adm brig gov sen rep reps pres hon rev fr st jr sr
mt ft jan feb apr jun jul aug sep sept oct nov dec tue tues thu thur thurs fri etc vs inc ltd co corp dept est approx ph.d al cf
a.k.a esp attn drs sts pvt ps assoc ext blvd ave conf mlle mme messrs div eng dist univ assn bros calif conn fla mass mich minn okla ore penn tenn wis
ky ariz ark colo ill kan mont neb nev vt md va que ont`),
		BeforeNumber: set(`no nos art fig figs wash sat sun mon wed mar vol p pp sec ch para ed op v ca jun`),
		Clitics:      []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"},
		Contractions: map[string]int{},
		Elisions:     set(`'em 'tis 'twas 'til 'till 'cause 'cuz 'round 'bout 'n`),
		Prefixes: set(`e non pre anti mid re post co over multi ex sub semi cross neo psycho socio arch counter intra inter
micro mini un super pro proto geo bio hyper mega infra retro de trans ultra`),
		Suffixes: set(`wise esque`),
		Whole:    set(`w/ w/o b/c s/he c/o l/c i/c uh-oh x-ray-like u-haul by-sa cc-by`),
		Units: set(`am pm a.m p.m m km k b bn mm cm kg g hz khz mhz ghz lb lbs oz ft mph kph kw mw mwh kwh gb mb kb tb
ppi hp min mins hr hrs sec secs yr yrs ml cc nm x`),
	}
	for two := range strings.FieldsSeq(contractions) {
		first, second, _ := strings.Cut(two, "+")
		w.Contractions[first+second] = len(first)
	}
	return w
}

// contractions are the words without an apostrophe that are two.
const contractions = `can+not gon+na got+ta wan+na do+nt did+nt does+nt wo+nt ca+nt is+nt was+nt are+nt were+nt could+nt would+nt
should+nt have+nt has+nt had+nt ai+nt i+m i+ve you+re you+ve you+ll they+re they+ve they+ll we+ve he+s that+s what+s there+s here+s
let+s it+ll else+s lem+me gim+me out+ta`
