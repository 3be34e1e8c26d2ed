package ingest_test

import "testing"

// "date" is read where "published" states nothing.
func TestDateOfALine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`{"text":"The tide is high, the harbour board said.","date":"2021-03-04"}`, "2021-03-04"},
		{`{"text":"The tide is high, the harbour board said.","date":"2021-03-04","published":"2021-03-05"}`, "2021-03-05"},
		{`{"text":"The tide is high, the harbour board said.","date":null}`, ""},
	} {
		if a := one(t, "p.jsonl", []byte(c.line)); a.Date.Value != c.want {
			t.Errorf("%s: %q, want %q", c.line, a.Date.Value, c.want)
		}
	}
}
