// Package link ties together what stands in several articles: articles that are
// copies of one (reprints), articles about one event (stories), and statements
// that tell one act of speech (utterances).
//
// Each linker takes items one at a time and keeps groups whose numbers stay as
// items come: a new item is compared with the few that a State proposes, and
// only the groups it touches are cut anew. It knows no language: word
// frequencies, endings and classes come from the caller's Words, learnt weights
// from its Model.
package link
