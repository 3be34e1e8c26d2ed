// Package corpus reads gold corpora and scores what the program reads against
// them. It knows no annotator: a prediction is what `extract` prints.
//
// So far there is one corpus, a hand-made answer key to a handful of reports
// (ReadKey, ScoreSeeds). Its scorer prints, character for character, what the
// key's own Python scorer prints; where the two languages differ (what a letter
// is, how a value is printed), Python's way is followed and said so.
package corpus
