// Package wordvec learns what words are used alike: a short vector for each word,
// from the words that stand around it. Words that mean nearly the same stand in
// like company, and so do opposites and members of one series ("Monday",
// "Tuesday"): the likeness is one sign among others, never a proof.
//
// The vectors are positive pointwise mutual information with smoothed contexts,
// shortened by a truncated singular value decomposition (Levy, Goldberg and Dagan
// 2015), which randomised subspace iteration finds (Halko, Martinsson and Tropp
// 2011).
package wordvec
