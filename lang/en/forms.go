package en

import (
	"strconv"
	"strings"
)

// LinkForms returns words of English, in small letters, whose stem no ending
// shows, each with the word it is a form of: the past of strong verbs, plurals,
// and numbers written out, with their digits.
func LinkForms() map[string]string {
	forms := map[string]string{}
	for line := range strings.Lines(strongVerbs + irregularPlurals) {
		f := strings.Fields(line)
		for _, form := range f[1:] {
			forms[form] = f[0]
		}
	}
	for i, w := range strings.Fields(countedWords) {
		forms[w] = strconv.Itoa(i)
	}
	for i, w := range strings.Fields(countedTens) {
		forms[w] = strconv.Itoa(10 * (i + 2))
	}
	return forms
}

// LinkNations returns the words that stand for a state in English news, in small
// letters, each with the state's name: its people, its capital, its government's
// seat.
func LinkNations() map[string]string {
	stand := map[string]string{}
	for line := range strings.Lines(nations) {
		f := strings.Fields(line)
		for _, w := range f {
			if !strings.Contains(w, "_") {
				stand[strings.ReplaceAll(w, ".", "")] = f[0]
			}
		}
	}
	return stand
}

const countedWords = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen`

const countedTens = `twenty thirty forty fifty sixty seventy eighty ninety`

const irregularPlurals = `man men
woman women
child children
person people
foot feet
life lives
wife wives
leaf leaves
crisis crises
`

// strongVerbs holds a line for each verb: its base, and the forms that no ending
// gives.
const strongVerbs = `arise arose arisen
beat beaten
become became
begin began begun
bend bent
bind bound
bite bit bitten
blow blew blown
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
dig dug
do did done does
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got gotten getting
give gave given
go went gone goes
grow grew grown
hang hung
have had has having
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
leave left
lend lent
lie lied lying
lose lost
make made
mean meant
meet met
overcome overcame
overthrow overthrew overthrown
pay paid
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
spend spent
spring sprang sprung
stand stood
steal stole stolen
stick stuck
strike struck
swear swore sworn
sweep swept
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
undertake undertook undertaken
uphold upheld
use used using
wake woke woken
wear wore worn
weep wept
win won
withdraw withdrew withdrawn
withhold withheld
write wrote written
be is are was were been being am
`
