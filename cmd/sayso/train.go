package main

import "github.com/spf13/cobra"

func (a *app) trainCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Build a model from corpora on disk",
	}
	needsCommand(cmd, "what to train")
	cmd.AddCommand(a.trainTokensCommand())
	return cmd
}
