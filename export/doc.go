// Package export writes what the program knows for other programs and for
// people: one report as a JSON object (Extract), and rows of the record as a
// table, as JSON Lines or as CSV (Write).
//
// A format is one file with one writer and one line in the table of Formats; a
// kind of row is one list of columns. Each knows nothing of the other.
//
// Texts come from strangers. No format lets a text steer the terminal that
// shows it, and CSV lets none become a formula of the spreadsheet that opens it.
package export
