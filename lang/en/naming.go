package en

import (
	"bytes"
	"fmt"
	"io/fs"

	"sayso"
	"sayso/link"
	"sayso/naming"
)

// NamingFile is the model of what names what, in a set of models.
const NamingFile = "naming.model"

// NamingModel returns the learnt weights of namings from a set of models.
func NamingModel(set fs.FS) (*link.NamingModel, error) {
	b, err := fs.ReadFile(set, NamingFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	m, err := link.ReadNamingModel(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", NamingFile, err)
	}
	return m, nil
}

// NamingWords returns the English that finding namings takes.
func NamingWords() *naming.Words {
	w := &naming.Words{
		Actors:   map[string]sayso.EntityType{},
		Endings:  []string{"ist", "nik", "ite", "crat", "ee"},
		NotActor: set(notActors),
		Members:  set(`member representative group cell element remnant faction part some unit fighter member supporter`),
		Part:     "of",
		Ranks:    set(rankWords),
		Joints:   set(`of in from to`),
		Sides:    set(sides),
	}
	for n := range set(roles) {
		w.Actors[n] = sayso.EntityPerson
	}
	for _, x := range []struct { // of a noun that stands in several the last counts
		typ  sayso.EntityType
		list string
	}{{sayso.EntityPerson, individuals + " " + persons}, {sayso.EntityOrganisation, organisationHeads + " " + bodies}, {sayso.EntityGroup, collectives}} {
		for n := range set(x.list) {
			w.Actors[n] = x.typ
		}
	}
	return w
}

// collectives: nouns of which one names several who act together.
const collectives = `side party faction group grouping cell gang mob crowd clan tribe militia opposition resistance coalition alliance bloc
caravan movement force contingent regiment battalion brigade division unit squad patrol garrison crew staff minority majority
community people public population youth family elite establishment troop`

// individuals: nouns for who acts or is acted upon, beside the offices that coreference knows; several are a group.
const individuals = `thief robber pirate looter bandit outlaw vandal fugitive saboteur collaborator sympathiser sympathizer backer instigator
agitator provocateur ringleader puppet lackey crony henchman hooligan newcomer intruder deputy warlord
militant terrorist extremist rebel insurgent fighter jihadist jihadi islamist gunman attacker assailant bomber hijacker
kidnapper mercenary guerrilla separatist secessionist loyalist nationalist radical hardliner fanatic zealot soldier
serviceman civilian resident villager local inhabitant citizen refugee migrant immigrant asylum-seeker deportee evacuee
protester demonstrator rioter marcher striker activist campaigner supporter opponent critic follower ally partner enemy
adversary foe rival settler occupier invader aggressor worker employee employer unionist voter constituent taxpayer lawmaker
legislator politician official diplomat negotiator mediator delegate representative envoy expert analyst observer monitor
inspector investigator prosecutor lawyer judge juror witness victim survivor hostage prisoner detainee inmate convict suspect
defendant accused perpetrator culprit criminal thug smuggler trafficker dealer hacker spy agent informant informer traitor
defector deserter veteran conscript volunteer rescuer medic doctor nurse patient journalist reporter blogger editor publisher
scientist scholar academic researcher student pupil teacher parent child woman man relative mourner worshipper believer
convert pilgrim cleric priest monk nun missionary youngster teenager pensioner consumer customer client passenger driver
commuter tourist visitor guest fan spectator player athlete farmer fisherman miner trader merchant investor shareholder
creditor lender banker tycoon oligarch billionaire dissident freethinker reformer reformist conservative liberal progressive
socialist communist marxist fascist populist monarchist royalist republican democrat moderate centrist leftist rightist
anarchist`

// persons: more nouns for one person than the offices that coreference knows.
const persons = `dictator strongman tyrant despot autocrat ruler monarch warlord kingpin mastermind hero martyr patriot
statesman maverick tycoon mogul businessman businesswoman lawyer boss counterpart predecessor successor nominee appointee
incumbent challenger contender frontrunner candidate whistleblower leaker hostage-taker killer murderer shooter`

// bodies: more nouns for bodies that act.
const bodies = `regime junta leadership administration company firm corporation giant conglomerate charity nonprofit watchdog regulator tribunal panel taskforce opposition caliphate`

// sides: those who act that news names before what is theirs.
const sides = `government regime opposition junta rebel militant insurgent terrorist jihadist jihadi islamist extremist separatist
guerrilla militia loyalist mercenary army military police resistance`

// notActors: nouns with the ending of a person's that name none.
const notActors = `list mist twist fist wrist gist heist waist coffee fee degree guarantee knee tree site suite white
invite opposite website favorite favourite termite granite composite satellite appetite spree pedigree decree referee`
