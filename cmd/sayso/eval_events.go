package main

import (
	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/export"
	"sayso/record"
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

// foundEvents are the events of d, each with its date, which ends in "/" where it
// is the beginning of what goes on.
func foundEvents(d *sayso.Document) []corpus.FoundEvent {
	o := export.NewOffsets(d.Text, export.Codepoints)
	at := func(s sayso.Span) [2]int { return [2]int{o.At(s.Start), o.At(s.End)} }
	var out []corpus.FoundEvent
	for i := range d.Events {
		e := &d.Events[i]
		if e.Again != 0 {
			continue
		}
		f := corpus.FoundEvent{Span: at(e.Span)}
		if t, ok := e.Time.At(d.Times); ok {
			f.At = at(t.Span)
		}
		if v := record.EventDate(d, e).Value; v != "" {
			if e.Bound == sayso.TimeSince {
				v += "/"
			}
			f.Date = &v
		}
		out = append(out, f)
	}
	return out
}
