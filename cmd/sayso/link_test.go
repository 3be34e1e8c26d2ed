package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// Two copies share a reprint, another report does not; the lines come in the order
// of the reports, the numbers in the order of their dates.
func TestLinkReprints(t *testing.T) {
	text := strings.Repeat("x ", 3)
	for _, w := range strings.Fields("harbour council bridge ferry budget storm teacher valley orchard railway mayor flood clinic quarry lantern market engineer pasture timber canal") {
		text += w + " " + strings.ToUpper(w[:1]) + w[1:] + "ton " + w + "s "
	}
	in := `{"id":"b","text":"` + text + `","date":"2021-05-02"}` + "\n" +
		`{"id":"c","text":"Nobody was hurt when the mill burnt down, the fire brigade said.","date":"2021-05-01"}` + "\n" +
		`{"id":"a","text":"` + text + `","date":"2021-05-01"}` + "\n"
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"link", "--what", "reprints", "--in", "jsonl"}, strings.NewReader(in), &out, &errs); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	want := `{"id":"b","reprint":"2"}` + "\n" + `{"id":"c","reprint":"1"}` + "\n" + `{"id":"a","reprint":"2"}` + "\n"
	if out.String() != want {
		t.Errorf("got %swant %s", out.String(), want)
	}
	if code := run(context.Background(), []string{"link", "--what", "people"}, strings.NewReader(in), &out, &errs); code != exitUsage {
		t.Errorf("exit %d for an unknown thing to link", code)
	}
}
