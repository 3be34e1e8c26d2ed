package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
)

// written returns the names of documents as "TYPE words".
func written(ds []Named) []string {
	var out []string
	for _, d := range ds {
		for _, n := range d.Names {
			out = append(out, n.Type.String()+" "+n.Span.Of(d.Text))
		}
	}
	return out
}

func TestReadNameColumns(t *testing.T) {
	for _, c := range []struct {
		name, file string
		scheme     NameScheme
		documents  int
		want       []string
	}{
		{"two columns, flat and inner", "# doc one\nThe\tO\t\nBank\tB-Organization\t\nof\tI-Organization\t\nArvena\tI-Organization\tB-Location\n\n" +
			"Danish\tB-NORP\nMay\tB-Date\n# doc two\nReva\tB-Person\nPort\tB-Facility\n",
			NamesFull, 2, []string{"organisation Bank of Arvena", "norp Danish", "person Reva", "place Port"}},
		{"counted, three types", "# newdoc id = one\n# text = Ana Reva left.\n1\tAna\tB-PER\t-\t-\n2\tReva\tI-PER\t-\t-\n3\tleft\tO\t-\t-\n",
			NamesThree, 1, []string{"person Ana Reva"}},
		{"spaces, the tag last, begun anew only where two meet", "-DOCSTART- -X- O O\n\nReva NNP I-NP I-PER\nAna NNP I-NP B-PER\nDanish JJ I-NP I-MISC\nCup NNP I-NP I-MISC\n",
			NamesCoNLL, 1, []string{"person Reva", "person Ana", "misc Danish Cup"}},
	} {
		got, err := ReadNameColumns(strings.NewReader(c.file))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, written(got)); diff != "" || len(got) != c.documents || got[0].Scheme != c.scheme {
			t.Errorf("%s: %d documents, %s\n%s", c.name, len(got), got[0].Scheme, diff)
		}
		for _, d := range got {
			if err := d.Check(); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}
	}
	for _, c := range []struct{ file, want string }{
		{"", "no line holds a token"},
		{"Reva\tB-PER\nleft\n", "line 2: 1 columns"},
		{"Reva\tB-PER\nleft\tverb\n", `line 2: tag "verb"`},
	} {
		if _, err := ReadNameColumns(strings.NewReader(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.file, err, c.want)
		}
	}
}

func TestReadCoreNLPNames(t *testing.T) {
	texts := `{"id":"a","text":"Señor Reva met the Danes."}`
	got, err := ReadCoreNLPNames(strings.NewReader(
		`{"id":"a","sents":[[[0,5,"NNP","Señor","O",2,"x"],[6,10,"NNP","Reva","PERSON",2,"x"],[11,14,"VBD","meet","O",-1,"root"],`+
			`[15,18,"DT","the","O",4,"det"],[19,24,"NNPS","Danes","MISC",2,"dobj"],[24,25,".",".","O",2,"punct"]]]}`), strings.NewReader(texts))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"person Reva", "misc Danes"}, written(got)); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct{ line, want string }{
		{`{"id":"b","sents":[]}`, `line 1: article "b" has no text`},
		{`{"id":"a","sents":[[[0,5,"NNP","Señor","HERO",2,"x"]]]}`, "name tag HERO"},
		{`{"id":"a","sents":[[[0,99,"NNP","Señor","O",2,"x"]]]}`, "beyond the text"},
		{`{"id":"a","sents":[[[0,5]]]}`, "2 fields"},
	} {
		if _, err := ReadCoreNLPNames(strings.NewReader(c.line), strings.NewReader(texts)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.line, err, c.want)
		}
	}
}

// gumSample has a person with a title, an organisation with a joint and a place
// inside, a people, and a pronoun.
const gumSample = `1	President	president	PROPN	NNP	_	4	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref
2	Reva	Reva	PROPN	NNP	_	1	flat	_	Entity=1)
3	had	have	AUX	VBD	_	4	aux	_	_
4	left	leave	VERB	VBN	_	0	root	_	_
5	the	the	DET	DT	_	6	det	_	Entity=(2-organization-new-nnnnn-cf2-2-sgl
6	Bank	bank	PROPN	NNP	_	4	obj	_	_
7	of	of	ADP	IN	_	8	case	_	_
8	Arvena	Arvena	PROPN	NNP	_	6	nmod	_	Entity=(3-place-new-nnnnn-cf3-1-sgl)2)
9	to	to	ADP	IN	_	10	case	_	_
10	Danes	Dane	PROPN	NNPS	_	4	obl	_	Entity=(4-person-new-nnnnn-cf4-1-sgl)
11	her	she	PRON	PRP	_	4	obl	_	Entity=(1-person-giv-nnnnn-cf1-1-ana)

`

func TestGUMNames(t *testing.T) {
	var trees []*Tree
	if err := ReadCoNLLU(strings.NewReader(gumSample), func(t *Tree) error {
		trees = append(trees, t)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	d, err := Document("sample", trees)
	if err != nil {
		t.Fatal(err)
	}
	got := GUMNames(d, trees, GUMWords{Titles: map[string]bool{"president": true}, Joints: map[string]bool{"of": true}})
	if diff := cmp.Diff([]string{"person Reva", "organisation Bank of Arvena"}, written([]Named{got})); diff != "" {
		t.Error(diff)
	}
	Annotate(trees, got.Document)
	if m := trees[0].Words[1].Misc; m != "Name=B-PER|Entity=1)" {
		t.Errorf("misc of a name is %q", m)
	}
	if m := trees[0].Words[6].Misc; m != "Name=I-ORG" {
		t.Errorf("misc inside a name is %q", m)
	}
}

// What a corpus counts as another type, or does not annotate, is scored as it
// does.
func TestNameScores(t *testing.T) {
	at := func(start int32, typ sayso.EntityType) sayso.Name {
		return sayso.Name{Span: sayso.Span{Start: start, End: start + 2}, Type: typ}
	}
	got := []sayso.Name{at(0, sayso.EntityPerson), at(3, sayso.EntityNORP), at(6, sayso.EntityMisc), at(9, sayso.EntityPlace)}
	for _, c := range []struct {
		scheme NameScheme
		key    []sayso.Name
		want   Found
	}{
		{NamesCoNLL, []sayso.Name{at(0, sayso.EntityPerson), at(3, sayso.EntityMisc), at(9, sayso.EntityOrganisation)}, Found{3, 4, 2}},
		{NamesThree, []sayso.Name{at(0, sayso.EntityPerson), at(9, sayso.EntityPlace)}, Found{2, 2, 2}},
		{NamesFull, []sayso.Name{at(3, sayso.EntityMisc), at(6, sayso.EntityMisc)}, Found{2, 4, 1}},
	} {
		var s NameScores
		s.Add(Named{Document: &sayso.Document{Names: c.key}, Scheme: c.scheme}, got)
		if s.All() != c.want {
			t.Errorf("%s: %+v, want %+v", c.scheme, s.All(), c.want)
		}
	}
}
