package en

import (
	_ "embed"
	"fmt"
	"strings"

	"sayso/knowledge"
)

//go:embed knowledge.txt
var knowledgeFile string

// Knowledge returns the public facts that the program comes with. Load once and
// keep it.
func Knowledge() (*knowledge.Base, error) {
	var given [][]string
	for line := range strings.Lines(givenNames) {
		given = append(given, strings.Fields(line))
	}
	b, err := knowledge.Read(strings.NewReader(knowledgeFile), knowledge.Words{
		Honorifics: set(honorifics), Given: given,
		Articles: set("al el ar as ash at az ad an"), Servants: set("abd abdel abdul abdal abdur abdol"),
	})
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	return b, nil
}

const honorifics = `mr mrs ms miss dr prof professor sir dame lord lady president vice former then prime minister premier chancellor
foreign defense defence interior finance secretary senator sen rep representative congressman congresswoman governor gov mayor
general gen lt col colonel maj major capt captain sgt adm admiral king queen prince princess sheikh sheik shaikh ayatollah
imam rabbi pope cardinal archbishop bishop rev reverend father judge justice ambassador envoy spokesman spokeswoman russian
american us turkish iranian syrian israeli french german british chinese korean ukrainian`

// givenNames holds a line for each given name that news spells in several ways, or
// shortens.
const givenNames = `mohammed mohamed muhammad mohammad mohamad muhammed mohamud
ahmed ahmad achmed
hussein hussain husain hossein husayn
hassan hasan
yasser yasir yaser
yousef yusuf youssef yusef
joseph joe
khaled khalid
omar umar
mustafa mostafa moustafa
ibrahim ebrahim
abdullah abdallah
said saeed saeid sayed
walid waleed
nouri nuri
osama usama
alexander aleksandr alexandr aleksander alex sasha
alexei aleksei alexey aleksey
andrei andrey andriy
dmitry dmitri dmitriy dimitri
sergei sergey serhiy serge
nikolai nikolay nikolaj
mikhail michail
michael mike
yevgeny evgeny yevgeniy evgeni eugene
yuri yury iouri
vladimir volodymyr
viktor victor
igor ihor
oleg oleh
pyotr petr petro
donald don
william bill will
robert bob rob bobby
richard dick rick
james jim jimmy
thomas tom
charles charlie chuck
edward ed ted
anthony tony antony
benjamin ben binyamin
steven stephen steve
jeffrey jeff geoffrey
gregory greg
daniel dan danny
christopher chris
matthew matt
timothy tim
kenneth ken
ronald ron
nicholas nick nicolas
elizabeth liz beth
katherine catherine kathy cathy kate
susan sue
deborah debbie debra
`
