package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/evidence"
	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/record"
)

func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify [PACK.zip]",
		Short: "Check the record, or an evidence pack, against its archived originals",
		Long: "verify reads every archived original again, compares its digest and its text, and\n" +
			"cuts every stored passage out of it. Given an evidence pack it checks that instead, and\n" +
			"every byte of the file besides. Each problem is one line on standard output.",
		Args: argCount(0, 1, "one PACK.zip, or none for the record"),
	}
	path := recordFlag(cmd)
	digest := cmd.Flags().String("digest", "", "the `SHA-256` that the pack must have")
	cmd.RunE = func(cmd *cobra.Command, packs []string) error {
		ctx := cmd.Context()
		if len(packs) > 0 {
			return a.verifyPack(ctx, packs[0], *digest)
		}
		if *digest != "" {
			return usagef("--digest is that of a pack: want a PACK.zip")
		}
		store, err := openRecord(ctx, *path)
		if err != nil {
			return err
		}
		defer store.Close()
		progress := a.con.progress("reports", 0)
		problems, err := record.Verify(ctx, store, reread, func(int) { progress.step("") })
		a.con.clear()
		if err != nil {
			return err
		}
		for _, p := range problems {
			where := string(p.Article)
			if p.Statement != "" {
				where += " statement " + p.Statement
			}
			fmt.Fprintf(a.stdout, "%s: %s: %s\n", export.Line(p.Name), where, export.Line(p.What))
		}
		a.con.note("verified %s: %s", counted(progress.done, "report"), counted(len(problems), "problem"))
		if len(problems) > 0 {
			return errFailed
		}
		return nil
	}
	return cmd
}

// reread reads an archived original as it was read when it was added.
func reread(original []byte, format string) (*sayso.Article, error) {
	return ingest.Reread(original, format, ingest.Options{Words: en.PageWords()})
}

// verifyPack checks an evidence pack. Beyond what the verifier within the pack
// does, it reads the texts in the originals again.
func (a *app) verifyPack(ctx context.Context, name, digest string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("%s: cannot be read: %w", name, cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: want a file that holds an evidence pack, this is none", name)
	}
	progress := a.con.progress("files", 0)
	result, err := evidence.Verify(ctx, f, info.Size(), evidence.Options{
		Digest: digest, Progress: progress.at,
		Reread: func(original []byte, format string) (string, error) {
			article, err := reread(original, format)
			if err != nil {
				return "", err
			}
			return article.Text, nil
		},
	})
	a.con.clear()
	if err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	for _, p := range result.Problems {
		fmt.Fprintf(a.stdout, "%s: %s\n", export.Line(name), export.Line(p))
	}
	if len(result.Problems) == 0 {
		a.con.note("verified %s with %s: sound, digest %s", counted(result.Articles, "report"), counted(result.Statements, "statement"), result.Digest)
		return nil
	}
	a.con.note("%s: %s", export.Line(name), counted(len(result.Problems), "problem"))
	return errFailed
}
