// Package corpus reads gold corpora and scores what the program reads against
// them. It knows no annotator: a prediction is what `extract` prints.
//
// There are treebanks in the CoNLL-U format (ReadCoNLLU, UDScores), sentences with
// their quantities (ReadQuantities, ScoreQuantities), and a
// hand-made answer key to a handful of reports (ReadKey, ScoreSeeds). The key's scorer prints, character for character, what its
// own Python scorer prints; where the two languages differ (what a letter
// is, how a value is printed), Python's way is followed and said so.
package corpus
