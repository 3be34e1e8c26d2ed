package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/export"
)

func (a *app) evalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Score what is read against hand-made answer keys",
	}
	needsCommand(cmd, "what to score against")
	cmd.AddCommand(a.evalSeedsCommand(), a.evalTokensCommand(), a.evalCorefCommand(), a.evalFiguresCommand(), a.evalUDCommand(), a.evalNerCommand(), a.evalTimexCommand(), a.evalEventsCommand(), a.evalGeoCommand(), a.evalLinkCommand(), a.evalNamingCommand(), a.evalGrowthCommand(), a.evalAttributionCommand(), a.evalAccountsCommand())
	return cmd
}

func (a *app) evalSeedsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "seeds KEY FOLDER",
		Short: "Score against the answer key KEY to the reports in FOLDER",
		Long: "seeds reads the reports that the answer key names and scores what is found in them:\n" +
			"statements, their kinds, speakers and dates, boilerplate, publication dates.",
		Args: argCount(2, 2, "KEY and FOLDER"),
	}
	pred := cmd.Flags().String("pred", "", "score this `FILE`, printed by extract --offsets codepoints, and read no report")
	misses := cmd.Flags().Bool("misses", false, "print what was missed, spurious, or given the wrong speaker")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		key, err := readFile(args[0], "an answer key", corpus.ReadKey)
		if err != nil {
			return err
		}
		if info, err := os.Stat(args[1]); err != nil || !info.IsDir() {
			return fmt.Errorf("%s: no such folder, want the one with the reports of the key", args[1])
		}
		var predictions corpus.Predictions
		failed := 0
		if *pred != "" {
			predictions, err = readFile(*pred, "what extract printed", corpus.ReadPredictions)
		} else {
			opt, _ := reader("auto") // which is one of the formats
			var paths []string
			for _, d := range key.Documents {
				paths = append(paths, filepath.Join(args[1], d.File))
			}
			// The prediction is what extract prints, letter for letter.
			var lines bytes.Buffer
			failed, err = a.extract(cmd.Context(), paths, opt, export.Codepoints, func(line []byte) error {
				lines.Write(line)
				return nil
			})
			if err == nil {
				predictions, err = corpus.ReadPredictions(&lines)
			}
		}
		if err != nil {
			return err
		}
		scores, err := corpus.ScoreSeeds(key, os.DirFS(args[1]), predictions)
		if err != nil {
			return err
		}
		if err := scores.Print(a.stdout, *misses); err != nil {
			return err
		}
		if failed > 0 {
			return errFailed
		}
		return nil
	}
	return cmd
}

// readFile reads the file name with read; an error names the file. what says
// what it should be.
func readFile[T any](name, what string, read func(r io.Reader) (T, error)) (T, error) {
	f, err := os.Open(name)
	if err != nil {
		var none T
		if errors.Is(err, os.ErrNotExist) {
			return none, fmt.Errorf("%s: no such file, want %s", name, what)
		}
		return none, fmt.Errorf("%s: %w", name, cause(err))
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return v, err
}
