package en

import (
	"strings"

	"sayso"
	"sayso/coref"
)

func corefWords() *coref.Words {
	w := &coref.Words{
		Roles:        set(roles),
		RoleGender:   map[string]coref.Gender{},
		Covers:       map[string]map[string]bool{},
		RoleModifier: set(rankWords),
		Honorifics: map[string]coref.Gender{"mr": coref.Male, "mrs": coref.Female, "ms": coref.Female, "miss": coref.Female,
			"sir": coref.Male, "lady": coref.Female, "lord": coref.Male, "madame": coref.Female, "dr": coref.GenderUnknown, "prof": coref.GenderUnknown,
			"gen": coref.GenderUnknown, "col": coref.GenderUnknown, "maj": coref.GenderUnknown, "capt": coref.GenderUnknown, "lt": coref.GenderUnknown,
			"sen": coref.GenderUnknown, "rep": coref.GenderUnknown, "gov": coref.GenderUnknown, "adm": coref.GenderUnknown, "rev": coref.GenderUnknown},
		Counterpart:  "counterpart",
		Nations:      map[string]string{},
		Bodies:       set(`nato eu un kremlin`),
		Institution:  "government",
		Pronouns:     set(`he she they it i we you his her their its him them my our me us mine ours your`),
		Relatives:    set(`who which that whom whose`),
		GivenNames:   map[string]coref.Gender{},
		Particles:    set(`de da di del della der den van von bin ibn ben al el ul bint la le du dos das y af av zu abu`),
		NameStop:     set(nameStop),
		NotNames:     set("i o mr mrs ms dr " + weekdayNames + " " + monthNames),
		Determiners:  set(`the a an this that these those some`),
		Indefinite:   set(`a an one another some`),
		Possessives:  set(`his her their its our my your`),
		Genitive:     "'s",
		Conjunctions: set(`and & or`),
		Breaks:       set(`of for to from in on at with by who whom which that attending speaking during after before following near under against about as`),
		Heads:        map[string]sayso.EntityType{},
		Locative:     set(`in`),
		PluralEnding: "s",
	}
	for line := range strings.Lines(covers) {
		general, special, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok {
			w.Covers[general] = set(special)
		}
	}
	for r := range set(`spokesman chairman king prince congressman statesman businessman policeman father husband brother son lawman`) {
		w.RoleGender[r] = coref.Male
	}
	for r := range set(`spokeswoman chairwoman queen princess congresswoman businesswoman policewoman mother wife sister daughter`) {
		w.RoleGender[r] = coref.Female
	}
	for line := range strings.Lines(nations) {
		words := strings.Split(strings.TrimSpace(line), " ")
		for _, x := range words {
			w.Nations[strings.ReplaceAll(x, "_", " ")] = strings.ReplaceAll(words[0], "_", " ")
		}
	}
	for n := range set(maleNames) {
		w.GivenNames[n] = coref.Male
	}
	for n := range set(femaleNames) {
		w.GivenNames[n] = coref.Female
	}
	for typ, list := range map[sayso.EntityType]string{
		sayso.EntityOrganisation: organisationHeads, sayso.EntityDocument: documentHeads, sayso.EntityGroup: groupHeads, sayso.EntityPlace: placeHeads,
	} {
		for n := range set(list) {
			w.Heads[n] = typ
		}
	}
	return w
}

const rankWords = `special deputy vice former acting prime foreign defence defense interior finance chief senior presidential state general secretary assistant permanent official military high first national opposition government house parliamentary then newly elected ex-`

const roles = `president premier minister chancellor king queen prince princess emir sultan sheikh leader ruler chief head chairman
chairwoman chairperson chair director governor mayor secretary envoy ambassador mediator negotiator representative delegate diplomat
spokesman spokeswoman spokesperson official commander general colonel captain major admiral marshal lieutenant officer senator
congressman congresswoman lawmaker legislator deputy mp judge prosecutor lawyer attorney analyst expert professor researcher
economist editor author journalist reporter correspondent activist commissioner coordinator adviser advisor aide candidate
politician statesman father mother wife husband brother sister son daughter member doctor nurse teacher farmer resident witness
refugee pilot soldier fighter bishop archbishop pope imam rabbi patriarch priest founder owner manager executive ceo veteran
fisherman mechanic engineer student survivor volunteer speaker whip historian`

// covers: a general role and the roles that it may stand for.
const covers = `leader: president premier minister chancellor king queen prince emir sultan chief head chairman chairwoman chair commander ruler governor secretary
politician: president premier minister chancellor senator mp deputy lawmaker leader governor mayor congressman congresswoman
statesman: president premier chancellor minister
official: minister secretary spokesman spokeswoman spokesperson envoy ambassador adviser aide head director chief deputy commissioner coordinator governor mayor commander
diplomat: envoy ambassador mediator negotiator minister representative secretary commissioner
envoy: mediator negotiator representative ambassador
mediator: envoy negotiator
negotiator: envoy mediator representative delegate
representative: envoy delegate spokesman spokeswoman
spokesperson: spokesman spokeswoman
spokesman: spokesperson
spokeswoman: spokesperson
premier: minister
chief: head director chairman commander secretary
head: chief director chairman president
commander: general colonel captain major admiral marshal
general: commander
officer: colonel captain major lieutenant commander general
lawmaker: senator mp deputy congressman congresswoman legislator member
legislator: senator mp deputy lawmaker
academic: professor researcher historian
scholar: professor researcher historian
delegate: member representative negotiator
monarch: king queen
`

const organisationHeads = `government ministry ministries army military police council committee commission parliament assembly senate congress
cabinet court agency service observatory union party front movement group coalition alliance organisation organization office
department bank company institute university centre center foundation association league federation network mission delegation
command forces force staff embassy bureau authority authorities administration board team secretariat kremlin pentagon congregation
militia brigade corps guard guards rivers nations newspaper daily television tv radio broadcaster channel gazette herald tribune press`

const documentHeads = `report statement declaration communique communiqué document documents letter decree resolution agreement text study survey poll
memo memorandum treaty accord ruling filing indictment protocol annex draft charter constitution law leaflet map transcript`

const groupHeads = `leaders officials sources delegates delegations ministers presidents diplomats lawmakers residents witnesses analysts experts critics
supporters activists representatives members negotiators journalists reporters observers families people locals villagers rebels
militants fighters spokesmen both sides parties delegations foreign-ministers envoys mediators doctors monitors sides men women
families parents survivors commanders`

const placeHeads = `province river sea valley city town village region island bay mountains mountain lake street square bridge airport port lock
crossing border zone territory district county republic kingdom`

const nameStop = `the a an this that these those he she it they we i you his her their its our my your in on at by with from for of about
against between among during following after before since through under over within without despite amid and or but nor if when
while as because although though until unless so then there here what who why how where which however meanwhile also earlier later
now today yesterday tomorrow according asked speaking commenting both some many most all several few one two three four five six
seven eight nine ten not no yes more less such apart instead moreover furthermore therefore thus still even once again first second
third last next another any each every let only just perhaps to up new old other`
