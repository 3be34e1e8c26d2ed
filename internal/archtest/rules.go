package archtest

// imports is one line a package: what it may import of the module. "root" is
// the module's root package, "-" nothing, "*" anything; "x/*" is x and the
// packages below it. A package that is not listed fails, and so does a line
// whose package is gone.
//
// Test files are held to less: they may import anything of the module but
// cmd/sayso, because a test may need a store, a pipeline or a fixture that the
// package itself must not know.
const imports = `
root                   -
ingest                 root ingest/*
ingest/*               root ingest/*
tokenize               root
quotation              root
coref                  root perceptron
timex                  root
events                 root
attribution            root perceptron
link                   root
numex                  root
perceptron             -
wordvec                -
knowledge              -
pos                    root perceptron
depparse               root perceptron
ner                    root perceptron
lang/en                root tokenize quotation coref attribution perceptron pos depparse numex ner timex events gazetteer geoparse link naming wordvec knowledge
record                 root
record/sqlite          root record link
record/recordtest      root record
evidence               -
export                 root record evidence
web                    root record export
web/webtest            -
corpus                 root
gazetteer              -
geoparse               root perceptron gazetteer
naming                 root
cmd/sayso              *
internal/archtest      -
internal/pace          -
`

// guarded is one line for each import from outside the module that only some
// packages may use; "x/*" is x and what lies below it. What is not listed is
// free. Test files are free of these rules, but for the ones nobody may break.
const guarded = `
net                        web web/webtest cmd/sayso
net/http                   web web/webtest cmd/sayso
net/http/*                 web web/webtest cmd/sayso
database/sql               record/sqlite
database/sql/*             record/sqlite
os                         ingest ingest/* record/sqlite web/webtest cmd/sayso
os/exec                    web/webtest cmd/sayso
os/signal                  cmd/sayso
modernc.org/sqlite         record/sqlite
modernc.org/sqlite/*       record/sqlite
github.com/spf13/cobra     cmd/sayso
github.com/mmcdole/gofeed/* ingest/feed
github.com/parquet-go/*    export
github.com/chromedp/*      web/webtest
testing                    record/recordtest web/webtest internal/pace
C                          nobody
unsafe                     nobody
`

// wordless are the packages that read language and so are tempted to hold its
// words: they must get them from lang/ as plain data.
const wordless = `
root ingest ingest/* tokenize quotation coref attribution perceptron pos depparse numex ner timex events gazetteer geoparse link naming wordvec knowledge
`

// english is a sample of the words that lists of cues, pronouns, titles, months
// and page furniture are made of. A string literal of a wordless package that
// consists of nothing but such words is such a list, or a member of one; a
// sentence that happens to hold one, as an error message may, is none, and neither
// is a joint of such a sentence, which begins or ends in a space or a mark.
const english = `
said says say saying told tells tell according added adds stated states claimed claims claim
announced announces warned warns insisted argued denied confirmed noted stressed emphasized
he she they him her them his their who whom whose which it its
the an of that and or but not by in on at to from with
president minister spokesman spokeswoman envoy leader chairman mr mrs ms dr prime foreign
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday
yesterday today tomorrow reporters journalists
share cookies cookie subscribe newsletter copyright advertisement comments related
`
