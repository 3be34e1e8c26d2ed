package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/link"
)

// The gold data that eval link knows.
var linkGold = []string{"stories", "reprints", "translations", "quotes", "tellings", "key"}

func (a *app) evalLinkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "link --what " + strings.Join(linkGold, "|") + " GOLD",
		Short: "Score how reports and statements are linked against gold in JSON Lines",
		Long: "link groups the reports of GOLD and scores the groups against their \"story\" (B³, pairs, adjusted Rand index,\n" +
			"V-measure). With --what translations it scores which sentences that report speech are found to be two\n" +
			"translations of one, of all pairs of a language pair; with quotes, which pairs of quotations are found to be one;\n" +
			"with tellings, which labelled pairs of statements, of corpora in the folder --reports; with key, which utterances of the answer key GOLD are found in the reports in the folder --reports.",
		Args: argCount(1, 1, "GOLD"),
	}
	what := cmd.Flags().String("what", "", "what GOLD holds: "+strings.Join(linkGold, ", "))
	reports := cmd.Flags().String("reports", "", "with --what key and tellings, the `FOLDER` with the reports")
	model := cmd.Flags().String("model", "", "`FILE` of weights to use in place of the program's own")
	folds := cmd.Flags().Int("folds", 0, "with --what tellings, judge each of so many parts by weights learnt from the others, by `N` parts of the stories")
	translations := cmd.Flags().String("translations", "", "with --folds, the `FILE` of sentences in two translations to learn from too")
	quotes := cmd.Flags().String("quotes", "", "with --folds, the `FILE` of pairs of quotations to learn from too")
	half := halfFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains(linkGold, *what) {
			return usagef("--what %q: want %s", *what, strings.Join(linkGold, ", "))
		}
		if err := half.check(); err != nil {
			return err
		}
		l, err := newLinking(*model)
		if err != nil {
			return err
		}
		switch *what {
		case "translations":
			return a.evalTranslations(cmd.Context(), l, args[0], *half)
		case "quotes":
			return a.evalQuotes(l, args[0], *half)
		case "tellings":
			switch {
			case *reports == "":
				return usagef("name the folder with the corpora of the labels with --reports")
			case *folds == 0:
				return a.evalTellings(cmd.Context(), l, args[0], *reports, *half)
			case *folds < 2 || *translations == "" || *quotes == "" || *half != "" || *model != "":
				return usagef("--folds N wants two or more, --translations and --quotes, and neither --half nor --model")
			}
			return a.crossValidate(cmd.Context(), l, args[0], *reports, *translations, *quotes, *folds)
		case "key":
			return a.evalUtterances(cmd.Context(), l, args[0], *reports)
		}
		s, err := a.goldStories(cmd.Context(), args[0], *half)
		if err != nil {
			return err
		}
		groups, err := a.linkArticles(cmd.Context(), l, *what, s.Articles)
		if err != nil {
			return err
		}
		return corpus.ScoreClusters(clusters(s.Story), clusters(groups)).Print(a.stdout)
	}
	return cmd
}

// evalTranslations scores the pairs of sentences that are found to tell one act of
// speech, among all pairs of the two sides of a language pair.
func (a *app) evalTranslations(ctx context.Context, l *link.Settings, name string, h half) error {
	sentences, err := readFile(name, "translations in JSON Lines", corpus.ReadTranslations)
	if err != nil {
		return err
	}
	from, to := h.of(len(sentences))
	var all corpus.Ratio
	for _, p := range parallels(sentences[from:to]) {
		u := link.NewUtterances(l.Words, l.Model, &link.Memory{})
		n := len(p.A)
		var items []int
		for i, t := range slices.Concat(p.A, p.B) {
			items = append(items, i+1)
			if _, err := u.Add(ctx, i+1, t); err != nil {
				return err
			}
		}
		pairs, err := u.Pairs(ctx, items)
		if err != nil {
			return err
		}
		var one corpus.Ratio
		one.RecallOf = float64(n)
		for _, pair := range pairs {
			one.PrecisionOf++
			if pair.B == pair.A+n {
				one.PrecisionPart++
				one.RecallPart++
			}
		}
		if err := a.printRatio(strings.TrimSuffix(string(p.A[0].Article), " a"), one); err != nil {
			return err
		}
		all = all.Plus(one)
	}
	return a.printRatio("all", all)
}

func (a *app) printRatio(name string, r corpus.Ratio) error {
	p, rec, f1 := r.PRF()
	_, err := fmt.Fprintf(a.stdout, "%-8s  gold pairs %d  predicted %d  P %.4f  R %.4f  F1 %.4f\n", name, int(r.RecallOf), int(r.PrecisionOf), p, rec, f1)
	return err
}

// evalQuotes scores pairs of quotations by how they stand to each other. Each is
// judged alone, without anything that competes.
func (a *app) evalQuotes(l *link.Settings, name string, h half) error {
	golden, err := readFile(name, "pairs of quotations in JSON Lines", corpus.ReadQuotes)
	if err != nil {
		return err
	}
	from, to := h.of(len(golden))
	found, all := map[string]int{}, map[string]int{}
	for _, q := range golden[from:to] {
		all[q.Relation]++
		if link.Likeness(l.Words, l.Model, sentence("a", q.A), sentence("b", q.B)) > 0.5 {
			found[q.Relation]++
		}
	}
	for _, relation := range slices.Sorted(maps.Keys(all)) {
		if _, err := fmt.Fprintf(a.stdout, "%-8s  %d of %d found to be one\n", relation, found[relation], all[relation]); err != nil {
			return err
		}
	}
	return nil
}

// evalUtterances scores which statements of different reports are found to tell one
// utterance, of those that the answer key has.
func (a *app) evalUtterances(ctx context.Context, l *link.Settings, keyFile, folder string) error {
	if folder == "" {
		return usagef("name the folder with the reports of the key with --reports")
	}
	key, err := readFile(keyFile, "an answer key", corpus.ReadKey)
	if err != nil {
		return err
	}
	docs, predictions, err := a.readKeyed(ctx, key, folder)
	if err != nil {
		return err
	}
	scores, err := corpus.ScoreSeeds(key, os.DirFS(folder), predictions)
	if err != nil {
		return err
	}
	var tellings []telling
	at := map[string]int{}     // the telling of a statement of the key
	names := map[int]string{}  // the reverse
	report := map[string]int{} // of a statement of the key
	for i, s := range scores {
		k := key.Documents[i]
		for _, st := range k.Statements {
			report[st.ID] = i
		}
		printed := outermost(docs[k.File])
		for _, p := range s.Pairs {
			at[p.Key] = len(tellings) + printed[p.Predicted]
			names[at[p.Key]] = p.Key
		}
		tellings = append(tellings, tellingsOf([]*sayso.Document{docs[k.File]})...)
	}
	told, pairs, err := a.linkUtterances(ctx, l, tellings)
	if err != nil {
		return err
	}
	same := map[[2]string]bool{}
	var b strings.Builder
	for _, u := range key.Utterances {
		found, all := 0, 0
		for i, x := range u.Members {
			for _, y := range u.Members[:i] {
				same[[2]string{x, y}], same[[2]string{y, x}] = true, true
				if report[x] == report[y] {
					continue
				}
				all++
				p, readX := at[x]
				q, readY := at[y]
				if readX && readY && slices.ContainsFunc(told[p], func(g int) bool { return slices.Contains(told[q], g) }) {
					found++
				}
			}
		}
		if all > 0 {
			fmt.Fprintf(&b, "%s  %d of %d pairs of two reports found\n", u.ID, found, all)
		}
	}
	for i, p := range pairs[:min(20, len(pairs))] {
		x, y, verdict := names[p.A], names[p.B], "not in the key"
		if same[[2]string{x, y}] {
			verdict = "in the key"
		}
		fmt.Fprintf(&b, "%2d  %.3f  %s %s  %s\n", i+1, p.Probability, cmp.Or(x, "(no statement of the key)"), cmp.Or(y, "(no statement of the key)"), verdict)
	}
	_, err = io.WriteString(a.stdout, b.String())
	return err
}
