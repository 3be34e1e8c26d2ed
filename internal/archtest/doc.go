// Package archtest holds the architecture as tests that fail: which package may
// import which, who may touch the network, files and the database, and that no
// language's words stand outside lang/. The rules are text tables in rules.go;
// loosening one takes a reason in ARCHITECTURE.md.
package archtest
