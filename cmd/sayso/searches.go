package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/export"
	"sayso/record"
	"sayso/record/sqlite"
)

func (a *app) searchesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "searches",
		Short: "List, save, rename and remove searches",
		Long: "A saved search is a list with its filters under a name. 'sayso list' and 'sayso export' take\n" +
			"it with --search, and the pages show it under Searches, with what is new and with a feed.",
	}
	needsCommand(cmd, "what to do")
	cmd.AddCommand(a.searchesListCommand(), a.searchesAddCommand(), a.searchesRenameCommand(), a.searchesRemoveCommand())
	return cmd
}

func (a *app) searchesListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List saved searches",
		Args:  argCount(0, 0, "no argument"),
	}
	path, format := recordFlag(cmd), formatFlag(cmd, "table")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		f, err := formatNamed(*format)
		if err != nil {
			return err
		}
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		all, err := store.Searches(cmd.Context())
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(s record.Search) bool { return s.Removed })
		return export.Write(a.stdout, f, export.SearchColumns(), all, export.Options{Width: a.width()})
	}
	return cmd
}

func (a *app) searchesAddCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Save a list with its filters under a name",
		Args:  argCount(1, 1, "one NAME"),
	}
	var names []string
	for _, l := range record.Lists() {
		names = append(names, l.Name)
	}
	path, query := recordFlag(cmd), queryFlags(cmd, eventFlags)
	list := cmd.Flags().String("list", "statements", "which `LIST`: "+strings.Join(names, ", "))
	address := addressFlag(cmd)
	as := cmd.Flags().String("as", "", "`NAME` of who saves it (default: the user of this computer)")
	replace := cmd.Flags().Bool("replace", false, "take the place of the search that has the name")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		q, err := query()
		if err != nil {
			return err
		}
		filters, err := overlaid(*list, nil, *address, q)
		if err != nil {
			return err
		}
		search, err := record.Search{Name: args[0], List: *list, Filters: filters.Encode(), By: reviewer(*as), Made: time.Now()}.Seal()
		if err != nil {
			return usageError{err}
		}
		return a.withSearches(cmd.Context(), *path, func(store *sqlite.Store) error {
			_, err := store.SaveSearch(cmd.Context(), search)
			var taken *record.TakenError
			switch {
			case errors.As(err, &taken) && !*replace:
				return fmt.Errorf("%w (%s): want another name, or --replace", err, describedSearch(taken.Search))
			case errors.As(err, &taken):
				search.ID = taken.Search.ID
				if search, err = store.SaveSearch(cmd.Context(), search); err != nil {
					return err
				}
				a.con.note("%q was %s; it is %s now, and keeps its feed", search.Name, describedSearch(taken.Search), describedSearch(search))
				return nil
			case err != nil:
				return err
			}
			a.con.note("%q saved: %s", search.Name, describedSearch(search))
			return nil
		})
	}
	return cmd
}

// describedSearch says what a search is of.
func describedSearch(s record.Search) string {
	if s.Filters == "" {
		return s.List
	}
	return s.List + "?" + s.Filters
}

func (a *app) searchesRenameCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rename NAME NEW",
		Short: "Give a saved search another name",
		Args:  argCount(2, 2, "the NAME or ID of a search, and the NEW name"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.withSearches(cmd.Context(), *path, func(store *sqlite.Store) error {
			search, err := savedSearch(cmd.Context(), store, args[0])
			if err != nil {
				return err
			}
			was := search.Name
			search.Name = args[1]
			if search, err = store.SaveSearch(cmd.Context(), search); err != nil {
				return err
			}
			a.con.note("%q is called %q now", was, search.Name)
			return nil
		})
	}
	return cmd
}

func (a *app) searchesRemoveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "remove NAME",
		Short: "Remove a saved search; the page Searches can bring it back",
		Args:  argCount(1, 1, "the NAME or ID of a search"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.withSearches(cmd.Context(), *path, func(store *sqlite.Store) error {
			search, err := savedSearch(cmd.Context(), store, args[0])
			if err != nil {
				return err
			}
			if err := store.RemoveSearch(cmd.Context(), search.ID); err != nil {
				return err
			}
			a.con.note("%q removed: %s", search.Name, describedSearch(search))
			return nil
		})
	}
	return cmd
}

// withSearches opens the record at path to change its searches.
func (a *app) withSearches(ctx context.Context, path string, change func(*sqlite.Store) error) error {
	store, err := openLinking(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	return change(store)
}

// savedSearch returns the search of that name or ID.
func savedSearch(ctx context.Context, store record.Store, name string) (record.Search, error) {
	search, err := store.Search(ctx, name)
	if errors.Is(err, record.ErrNotFound) || err == nil && search.Removed {
		return search, fmt.Errorf("no search is saved as %q: 'sayso searches list' lists those that are", name)
	}
	return search, err
}

// addressFlag gives cmd the flag that takes filters as addresses have them.
func addressFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("filters", "", "`QUERY` of an address of the pages, what stands behind its question mark; other filters are laid over it")
}

// searchFlags gives cmd the flags that take filters from a saved search and from an
// address, and returns what lays q over them for a list.
func searchFlags(cmd *cobra.Command) func(ctx context.Context, store record.Store, list string, q record.Query) (record.NamingQuery, error) {
	name := cmd.Flags().String("search", "", "`NAME` of a saved search, or its ID; other filters are laid over its own")
	address := addressFlag(cmd)
	return func(ctx context.Context, store record.Store, list string, q record.Query) (record.NamingQuery, error) {
		if *name == "" && *address == "" {
			return record.NamingQuery{Query: q}, nil
		}
		var under record.Filters
		if *name != "" {
			search, err := savedSearch(ctx, store, *name)
			if err != nil {
				return record.NamingQuery{}, err
			}
			if search.List != list {
				return record.NamingQuery{}, usagef("--search %q: it is of %s, not of %s", *name, search.List, list)
			}
			if under, err = search.Filter(); err != nil {
				return record.NamingQuery{}, err
			}
		}
		filters, err := overlaid(list, under, *address, q)
		over := filters.Query()
		over.Limit, over.Offset = q.Limit, q.Offset
		return over, err
	}
}

// overlaid lays the filters of an address, and those of q over them, over filters
// of a list.
func overlaid(list string, under record.Filters, address string, q record.Query) (record.Filters, error) {
	l, err := record.ListNamed(list)
	if err != nil {
		return nil, usageError{err}
	}
	v, err := url.ParseQuery(strings.TrimPrefix(address, "?"))
	if err != nil {
		return nil, usagef("--filters %q: want the query of an address, such as q=bridge&kind=direct: %w", address, err)
	}
	for _, param := range slices.Sorted(maps.Keys(v)) {
		if param != "page" && !l.Takes(param) {
			return nil, usagef("--filters: %q: %s take %s", param, list, strings.Join(l.Filters, ", "))
		}
	}
	filters, problems := record.ReadFilters(v)
	for _, param := range slices.Sorted(maps.Keys(problems)) {
		return nil, usagef("--filters: %q: %s", param, problems[param])
	}
	all := maps.Clone(under)
	if all == nil {
		all = record.Filters{}
	}
	maps.Copy(all, filters)
	maps.Copy(all, record.FiltersOf(record.NamingQuery{Query: q}))
	return all, nil
}
