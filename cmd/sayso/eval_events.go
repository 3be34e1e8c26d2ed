package main

import (
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/export"
)

func (a *app) evalEventsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "events KEY FOLDER",
		Short: "Score dated events against the answer key KEY to the reports in FOLDER",
		Long: "events reads the reports that the answer key names and says how many of the key's events were found, and how many\n" +
			"of those with the key's date.",
		Args: argCount(2, 2, "KEY and FOLDER"),
		RunE: func(cmd *cobra.Command, args []string) error {
			key, err := readFile(args[0], "an answer key", corpus.ReadKey)
			if err != nil {
				return err
			}
			docs, _, err := a.readKeyed(cmd.Context(), key, args[1])
			if err != nil {
				return err
			}
			var score corpus.EventScore
			for _, k := range key.Documents {
				score.Add(k.Events, foundEvents(docs[k.File]))
			}
			return score.Print(a.stdout)
		},
	}
}

// foundEvents are the events of d. A date with an open part, and what is no day,
// month or year, is none.
func foundEvents(d *sayso.Document) []corpus.FoundEvent {
	o := export.NewOffsets(d.Text, export.Codepoints)
	at := func(s sayso.Span) [2]int { return [2]int{o.At(s.Start), o.At(s.End)} }
	out := make([]corpus.FoundEvent, len(d.Events))
	for i, e := range d.Events {
		t, _ := e.Time.At(d.Times)
		out[i] = corpus.FoundEvent{Span: at(e.Span), At: at(t.Span)}
		if v, _, _ := strings.Cut(t.Value, "T"); v != "" && strings.Trim(v, "0123456789-") == "" {
			out[i].Date = &v
		}
	}
	return out
}
