// Package knowledge says what is publicly known of persons and bodies that news
// names: which spellings are one name, who held an office when, which names are
// news agencies and who owns an outlet. All of it is read from a small file that
// the caller gives; nothing is looked up anywhere. What the program says on the
// strength of it is always marked as coming from here.
package knowledge
