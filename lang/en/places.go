package en

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"sayso/gazetteer"
	"sayso/geoparse"
	"sayso/perceptron"
)

// PlacesFile is the model of places in a set of models.
const PlacesFile = "places.model"

// LoadPlaces reads the model of places from a set of models, to find the places
// of the program's own gazetteer. clusters are those of the same set.
func LoadPlaces(set fs.FS, clusters *perceptron.Clusters) (*geoparse.Parser, error) {
	g, err := gazetteer.Embedded()
	if err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(set, PlacesFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	p, err := geoparse.Load(bytes.NewReader(b), g, PlaceWords(), clusters)
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", PlacesFile, err)
	}
	return p, nil
}

// PlaceWords returns the English that finding places takes.
func PlaceWords() *geoparse.Words {
	w := &geoparse.Words{
		Aliases: map[string]string{}, Demonyms: map[string]string{}, Regions: map[string]bool{},
		Expand:     map[string]string{"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "n": "north", "s": "south"},
		GivenNames: set(maleNames + " " + femaleNames),
		Titles: set(strings.NewReplacer("\n", " ").Replace(roles) + ` mr mrs ms miss sir lady lord madame dr prof gen col maj capt lt sgt sen rep
gov adm rev pfc cpl cpt cmdr det insp`),
		Natural: set(`river creek lake bay sea ocean gulf mountain mountains mount hills hill valley island islands peninsula
canyon desert strait coast basin falls beach forest`),
		Districts: set(`county parish province state region district oblast governorate prefecture township borough city town
village municipality territory`),
		Facilities: set(`street avenue road drive lane boulevard highway route interstate parkway st ave rd blvd dr hwy court place
square bridge airport park school hospital church university college museum stadium hotel station center centre hall theatre
theater library cemetery mall plaza building tower house palace prison jail camp base dam plant mosque cathedral zoo`),
		Bodies: set(`university college police department council times news post herald journal tribune association company
corporation inc corp ltd bank league club fc united city football basketball hockey baseball airlines airways ministry
institute committee commission board agency authority court party union army force forces navy guard parliament congress
senate assembly government office sheriff press media radio tv group society foundation federation service`),
		Prepositions: set(`in at from near to into around outside across inside toward towards through throughout of`),
		Directions:   set(`northern southern eastern western central north south east west northeast northwest southeast southwest upper lower`),
		Located:      set(`lie border host house see face straddle sit stretch overlook have witness`),
		Agents:       set(`by`), Between: set(`between`),
		Speech: set(`said says say told tells warned warns accused accuses denied denies insisted insists announced announces
agreed agrees rejected rejects urged urges called calls vowed vows wants wanted condemned condemns claimed claims
hopes believes fears demanded demands refused refuses backs backed supports supported`),
		Possessive: "'s",
		Article:    "the",
	}
	for n := range strings.SplitSeq(regionNames, ",") {
		w.Regions[strings.TrimSpace(n)] = true
	}
	for line := range strings.Lines(placeNames) {
		target, names, _ := strings.Cut(strings.TrimSpace(line), ":")
		aliases, demonyms, _ := strings.Cut(names, "|")
		for n := range strings.SplitSeq(aliases, ",") {
			if n = strings.TrimSpace(n); n != "" {
				w.Aliases[n] = target
			}
		}
		for n := range strings.SplitSeq(demonyms, ",") {
			if n = strings.TrimSpace(n); n != "" {
				w.Demonyms[n] = target
			}
		}
	}
	return w
}

// placeNames is a line a place: the ISO code of a country, or the name of a place
// and the country it is in; its other names in English news; its demonyms.
const placeNames = `AD: | andorran, andorrans
AE: uae, emirates, the emirates | emirati, emiratis
AF: | afghan, afghans
AG: antigua |
AL: | albanian, albanians
AM: | armenian, armenians
AO: | angolan, angolans
AR: | argentine, argentines, argentinian, argentinians
AT: | austrian, austrians
AU: | australian, australians, aussie, aussies
AZ: | azerbaijani, azerbaijanis, azeri, azeris
BA: bosnia, bosnia herzegovina | bosnian, bosnians
BB: | barbadian, barbadians
BD: | bangladeshi, bangladeshis
BE: | belgian, belgians
BF: | burkinabe
BG: | bulgarian, bulgarians
BH: | bahraini, bahrainis
BI: | burundian, burundians
BJ: | beninese
BN: | bruneian
BO: | bolivian, bolivians
BR: | brazilian, brazilians
BS: bahamas, the bahamas | bahamian, bahamians
BT: | bhutanese
BW: | botswanan
BY: | belarusian, belarusians, belarussian
BZ: | belizean
CA: | canadian, canadians
CD: drc, dr congo, congo, democratic republic of congo, congo kinshasa | congolese
CF: |
CG: congo brazzaville |
CH: | swiss
CI: ivory coast, cote divoire | ivorian, ivorians
CL: | chilean, chileans
CM: | cameroonian, cameroonians
CN: prc, mainland china | chinese
CO: | colombian, colombians
CR: | costa rican, costa ricans
CU: | cuban, cubans
CV: cape verde | cape verdean
CY: | cypriot, cypriots
CZ: czech republic | czech, czechs
DE: west germany, east germany | german, germans
DJ: | djiboutian
DK: | danish, dane, danes
DM: | dominican, dominicans
DO: |
DZ: | algerian, algerians
EC: | ecuadorian, ecuadorians, ecuadorean
EE: | estonian, estonians
EG: | egyptian, egyptians
ER: | eritrean, eritreans
ES: | spanish, spaniard, spaniards
ET: | ethiopian, ethiopians
FI: | finnish, finn, finns
FJ: | fijian, fijians
FR: | french, frenchman, frenchmen
GA: | gabonese
GB: uk, britain, great britain | british, briton, britons, brit, brits
GE: | georgian, georgians
GH: | ghanaian, ghanaians
GM: gambia, the gambia | gambian, gambians
GN: | guinean, guineans
GR: | greek, greeks
GT: | guatemalan, guatemalans
GY: | guyanese
HK: |
HN: | honduran, hondurans
HR: | croatian, croatians, croat, croats
HT: | haitian, haitians
HU: | hungarian, hungarians
ID: | indonesian, indonesians
IE: | irish, irishman
IL: | israeli, israelis
IN: | indian, indians
IQ: | iraqi, iraqis
IR: | iranian, iranians, persian
IS: | icelandic, icelander, icelanders
IT: | italian, italians
JM: | jamaican, jamaicans
JO: | jordanian, jordanians
JP: | japanese
KE: | kenyan, kenyans
KG: | kyrgyz
KH: | cambodian, cambodians
KP: dprk | north korean, north koreans
KR: korea | south korean, south koreans, korean, koreans
KW: | kuwaiti, kuwaitis
KZ: | kazakh, kazakhs, kazakhstani
LA: laos | laotian, lao
LB: | lebanese
LK: | sri lankan, sri lankans
LR: | liberian, liberians
LT: | lithuanian, lithuanians
LU: | luxembourgish
LV: | latvian, latvians
LY: | libyan, libyans
MA: | moroccan, moroccans
MD: | moldovan, moldovans
ME: | montenegrin, montenegrins
MG: | malagasy
MK: macedonia, north macedonia | macedonian, macedonians
ML: | malian, malians
MM: burma | burmese
MN: | mongolian, mongolians
MR: | mauritanian, mauritanians
MT: | maltese
MU: | mauritian
MV: the maldives | maldivian, maldivians
MW: | malawian, malawians
MX: | mexican, mexicans
MY: | malaysian, malaysians
MZ: | mozambican
NA: | namibian, namibians
NE: | nigerien
NG: | nigerian, nigerians
NI: | nicaraguan, nicaraguans
NL: holland, the netherlands | dutch, dutchman
NO: | norwegian, norwegians
NP: | nepalese, nepali
NZ: | new zealander, new zealanders, kiwi, kiwis
OM: | omani, omanis
PA: | panamanian, panamanians
PE: | peruvian, peruvians
PG: | papua new guinean
PH: | filipino, filipinos, philippine
PK: | pakistani, pakistanis
PL: | polish, poles
PS: palestine, palestinian territories, occupied territories | palestinian, palestinians
PT: | portuguese
PY: | paraguayan, paraguayans
QA: | qatari, qataris
RO: | romanian, romanians
RS: | serbian, serbians, serb, serbs
RU: russian federation, soviet union, ussr | russian, russians, soviet, soviets
RW: | rwandan, rwandans
SA: ksa | saudi, saudis, saudi arabian
SD: | sudanese
SE: | swedish, swede, swedes
SG: | singaporean, singaporeans
SI: | slovenian, slovenians, slovene, slovenes
SK: | slovak, slovaks, slovakian
SL: | sierra leonean
SN: | senegalese
SO: | somali, somalis, somalian
SR: | surinamese
SS: | south sudanese
SV: | salvadoran, salvadorans
SY: syrian arab republic | syrian, syrians
TD: | chadian, chadians
TH: | thai, thais
TJ: | tajik, tajiks
TL: east timor | timorese
TN: | tunisian, tunisians
TR: turkiye | turkish, turk, turks
TT: trinidad | trinidadian
TW: | taiwanese
TZ: | tanzanian, tanzanians
UA: | ukrainian, ukrainians
UG: | ugandan, ugandans
US: us, usa, america, u s, united states of america | american, americans
UY: | uruguayan, uruguayans
UZ: | uzbek, uzbeks
VA: holy see, vatican, the vatican |
VE: | venezuelan, venezuelans
VN: | vietnamese
WS: | samoan, samoans
XK: | kosovar, kosovars, kosovan
YE: | yemeni, yemenis
ZA: | south african, south africans
ZM: | zambian, zambians
ZW: | zimbabwean, zimbabweans
England, GB: | english, englishman, englishmen
Scotland, GB: | scottish, scot, scots
Wales, GB: | welsh, welshman
Northern Ireland, GB: ulster | northern irish
Europe: | european, europeans
Africa: | african, africans
Asia: | asian, asians
North America: | north american
South America: | south american, south americans
Middle East: mideast, mid east, the middle east | middle eastern
European Union: eu |
Balkans: |
Alabama, US: ala | alabaman
Alaska, US: | alaskan, alaskans
Arizona, US: ariz | arizonan, arizonans
Arkansas, US: ark |
California, US: calif, cal | californian, californians
Colorado, US: colo |
Connecticut, US: conn |
Delaware, US: del |
Florida, US: fla | floridian, floridians
Georgia, US: ga |
Hawaii, US: | hawaiian, hawaiians
Idaho, US: |
Illinois, US: ill |
Indiana, US: ind | hoosier
Iowa, US: | iowan, iowans
Kansas, US: kan | kansan, kansans
Kentucky, US: ky | kentuckian, kentuckians
Louisiana, US: la |
Maine, US: |
Maryland, US: md |
Massachusetts, US: mass |
Michigan, US: mich |
Minnesota, US: minn | minnesotan, minnesotans
Mississippi, US: miss |
Missouri, US: mo |
Montana, US: mont |
Nebraska, US: neb | nebraskan
Nevada, US: nev |
New Hampshire, US: nh |
New Jersey, US: nj |
New Mexico, US: nm |
New York, US: ny | new yorker, new yorkers
North Carolina, US: nc |
North Dakota, US: nd |
Ohio, US: | ohioan, ohioans
Oklahoma, US: okla | oklahoman
Oregon, US: ore | oregonian
Pennsylvania, US: pa, penn |
Rhode Island, US: ri |
South Carolina, US: sc |
South Dakota, US: sd |
Tennessee, US: tenn | tennessean
Texas, US: tex, tx | texan, texans
Utah, US: |
Vermont, US: vt |
Virginia, US: va | virginian, virginians
Washington, US: wash, washington state |
West Virginia, US: w va, wva, wv |
Wisconsin, US: wis |
Wyoming, US: wyo |
Washington D.C., US: dc, washington dc, district of columbia |
New York City, US: nyc |
Los Angeles, US: l a |
Ontario, CA: ont |
Quebec, CA: que |
British Columbia, CA: bc |
Alberta, CA: alta | albertan, albertans
Saskatchewan, CA: sask |
Manitoba, CA: man |
Nova Scotia, CA: ns |
New Brunswick, CA: nb |
New South Wales, AU: nsw |
Queensland, AU: qld |
Crimea, UA: | crimean
Chechnya, RU: | chechen, chechens
`
