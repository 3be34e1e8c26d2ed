package en

// nations holds a line for each state or body: its name, and the demonyms,
// capitals and seats that stand for it in news English. An underscore is a space.
const nations = `afghanistan afghan kabul
albania albanian tirana
algeria algerian algiers
argentina argentine argentinian
armenia armenian yerevan
australia australian canberra
austria austrian vienna
azerbaijan azerbaijani azeri baku
bahrain bahraini manama
bangladesh bangladeshi dhaka
belarus belarusian minsk
belgium belgian
bolivia bolivian
bosnia bosnian sarajevo
brazil brazilian brasilia
britain british uk england english london
bulgaria bulgarian sofia
burundi burundian
cambodia cambodian
cameroon cameroonian
canada canadian ottawa
chad chadian
chile chilean
china chinese beijing
colombia colombian bogota
congo congolese kinshasa
croatia croatian zagreb
cuba cuban havana
cyprus cypriot nicosia
czechia czech prague
denmark danish copenhagen
ecuador ecuadorian
egypt egyptian cairo
estonia estonian tallinn
ethiopia ethiopian addis_ababa
eu european brussels
finland finnish helsinki
france french paris
georgia georgian tbilisi
germany german berlin
ghana ghanaian
greece greek athens
guatemala guatemalan
haiti haitian
hungary hungarian budapest
iceland icelandic
india indian delhi
indonesia indonesian jakarta
iran iranian tehran
iraq iraqi baghdad
ireland irish dublin
israel israeli
italy italian rome
japan japanese tokyo
jordan jordanian amman
kazakhstan kazakh astana
kenya kenyan nairobi
kosovo kosovar pristina
kuwait kuwaiti
kyrgyzstan kyrgyz bishkek
latvia latvian riga
lebanon lebanese beirut
libya libyan tripoli
lithuania lithuanian vilnius
malaysia malaysian
mali malian bamako
mexico mexican
moldova moldovan chisinau
mongolia mongolian
montenegro montenegrin
morocco moroccan rabat
myanmar burmese
nato
netherlands dutch
nepal nepalese
nicaragua nicaraguan
niger nigerien
nigeria nigerian abuja
norway norwegian oslo
oman omani muscat
pakistan pakistani islamabad
palestine palestinian ramallah
peru peruvian
philippines philippine filipino manila
poland polish warsaw
portugal portuguese lisbon
qatar qatari doha
romania romanian bucharest
russia russian kremlin moscow
rwanda rwandan kigali
saudi_arabia saudi riyadh
senegal senegalese
serbia serbian belgrade
singapore singaporean
slovakia slovak bratislava
slovenia slovenian ljubljana
somalia somali mogadishu
spain spanish madrid
sudan sudanese khartoum
sweden swedish stockholm
switzerland swiss bern
syria syrian damascus
taiwan taiwanese taipei
tajikistan tajik dushanbe
thailand thai bangkok
tunisia tunisian tunis
turkey turkish ankara
turkmenistan turkmen
uganda ugandan kampala
ukraine ukrainian kyiv kiev
un united_nations
united_arab_emirates emirati
united_states american us u.s washington
uzbekistan uzbek tashkent
venezuela venezuelan caracas
vietnam vietnamese hanoi
yemen yemeni
zambia zambian
zimbabwe zimbabwean harare`

const maleNames = `aaron abdul abdullah adam adrian ahmad ahmed alan albert alejandro aleksandr alexander alexei ali allan amir anders andre
andrei andrew angelo anthony anton antonio ariel arthur ashraf bashar ben benjamin bernard bill bob boris brandon brian bruce carl
carlos charles charlie chris christian christopher chuck craig dan daniel david denis dennis diego dmitri dmitry dominic don donald
doug edward emmanuel eric erik ernesto evan fadi farid felipe fernando francis francisco francois frank fred frederick gabriel gary
geir geoffrey george gerald giovanni giuseppe glenn gordon greg gregory guillermo gustavo hamid hans harold harry hasan hassan henri
henry hugo hussein ian ibrahim igor ilya imran ivan jack jacob jacques jake james jan jason javier jean jeff jeffrey jeremy jerry jim
joe joel joachim john johan jon jonathan jorge jose joseph josh joshua juan juergen julian justin karl keith ken kenneth kevin khaled
khalid klaus kofi konstantin larry lars leo leon leonid louis luca lucas luis luke mahmoud manuel marc marco mario mark martin matthew
maxim michael michel miguel mike mikhail mohamed mohammad mohammed mohammad muhammad murat mustafa nathan neil nicholas nick nicolas
nikolai nikolas oleg oliver omar oscar osama pablo patrick paul pavel pedro peter philip phil pierre piotr rami ray raymond recep
ricardo richard rob robert roberto rodrigo roger roman ron ronald roy russell ryan salim sam samuel saul scott sean sebastian sergei
sergey sergio simon staffan stanislav stefan stephen steve steven stuart sultan tariq ted terry thomas tim timothy tom tony toomas
valery victor viktor vincent vladimir volodymyr walter wang wayne william xavier yasser yuri yusuf zoran`

const femaleNames = `abigail aisha alexandra alice alicia alison amanda amina amy ana andrea angela anita ann anna anne annette barbara beatrice
beth betty brenda camila carla carmen carol caroline catherine cecilia charlotte christina christine claire clara claudia cynthia
daniela deborah debra diana diane donna dorothy ekaterina elena elizabeth ellen emily emma erica eva evelyn fatima federica fiona
fatma frances gabriela gina gloria grace hanna hannah heather helen helena hillary ines ingrid irene irina isabel isabella jacqueline
jane janet jennifer jessica jill joan joanna josephine joyce judith judy julia julie karen kate katherine kathleen kelly kim
kimberly kirsten lara laura layla leila lena leslie linda lisa louise lucia lucy ludmila lydia madeleine margaret maria mariam marie
marina marta martha mary maryam megan melanie melissa mercedes michelle mira miriam monica nadia nancy natalia natalie natasha nicole
nina nora olga olivia pamela patricia paula rachel rebecca renata rita rosa rose ruth sabine samantha sandra sara sarah sharon shirley
silvia sofia sonia sophie stephanie susan svetlana sylvia tamara tatiana teresa theresa ursula valentina valerie vanessa vera veronica
victoria virginia yasmin yulia zainab`
