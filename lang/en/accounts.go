package en

import (
	"fmt"

	"sayso/numex"
)

// AccountWords is what comparing the figures of several reports must know of English.
type AccountWords struct {
	Scales  map[string]numex.Scale // by unit, of those that convert
	Tolls   map[string]string      // words that tell of victims, and what these are called
	Victims map[string]bool        // nouns of whom a toll is told, as figures count them
	Anyone  map[string]bool        // those that take in all others
	Common  map[string]bool        // words that say nothing of what is spoken of
	Parts   map[string]bool        // words in a figure, or behind it, by which it is a part of another
	Besides map[string]bool        // words before a figure by which it comes on top of another
}

// Accounts returns the words by which differing accounts are found.
func Accounts() (*AccountWords, error) {
	units, err := unitsOf(unitTable)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	w := &AccountWords{Scales: map[string]numex.Scale{}, Tolls: map[string]string{}, Parts: set(parts), Besides: set(`also another additional other further plus extra`), Anyone: set(anyone), Common: set(common)}
	for _, u := range units {
		if u.Factor > 0 && u.Dimension != "" {
			w.Scales[u.Name] = u.Scale
		}
	}
	for what, words := range map[string]string{"killed": killed, "wounded": wounded, "missing": missing, "displaced": displaced, "shot": "shot shoots shooting"} {
		for word := range set(words) {
			w.Tolls[word] = what
		}
	}
	w.Victims = set(victims + " " + individuals)
	return w, nil
}

// parts: "one of the pilots", "52 more prisoners", "two other people", "a further 30".
const parts = `of more other others another additional further extra remaining every each first second third`

// What befalls people, by the words that stand at a number of them.
const (
	killed    = `killed killing kills kill dead died dies death deaths fatalities fatality slain bodies massacred murdered`
	wounded   = `wounded wounding injured injuring injures injuries hurt hospitalised hospitalized`
	missing   = `missing unaccounted`
	displaced = `displaced homeless homes evacuated fled`
)

// anyone: victims of every sort.
const anyone = `person people victim casualty others citizen resident inhabitant villager`

// common: words of four letters and more that stand in every report.
const common = `about above according across added after again against ahead almost along already also although always among announced
another around asked away because been before began behind being below between both call called came come comes could country days done
down during each earlier early either else even ever every first five five following four from further gave give given going have
having here hour hours however including instead into itself just know known last late later least less like made make makes many
might minutes month months more most much must near nearly never next nine nothing often once only other others over part people
police recent report reported reports right said same saying says second seen seven several shall should since some something soon spokesman
spokeswoman statement still such take taken than that their them themselves then there these they thing things third this those though three
through time times today told took toward towards under until upon very want week weeks well went were what when where whether which
while whole whom whose will with within without would year years yesterday your monday tuesday wednesday thursday friday saturday
sunday january february march april june july august september october november december morning afternoon evening night`

// victims: more nouns for people who are counted.
const victims = `person people man men woman women child children boy girl baby troop troops police policeman officer serviceman firefighter
crew member minor adult teen teenager pupil schoolchild shopper worshipper bystander dead fatality injury death casualty victim others
american briton german french russian syrian israeli palestinian iraqi afghan turk ukrainian australian canadian foreigner national`
