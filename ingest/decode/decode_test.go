package decode

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

func encode(t *testing.T, label, s string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(label)
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	russian  = "Паром между двумя берегами снова не пришёл, сообщил в среду начальник порта. Никто не удивился, но все расстроились. «Мы ждём весны», — сказал он."
	french   = "Le bac n'est pas arrivé, a déclaré le maire. « C'était prévu », a-t-il ajouté à la fin de la journée, déçu."
	plain    = "Паром между двумя берегами снова не пришёл, сообщил в среду начальник порта. Никто не удивился, но все расстроились."
	japanese = "渡し船は今日も来なかったと港の責任者が水曜日に述べた。春を待つしかない。"
)

// TestGuess decodes text that declares nothing.
func TestGuess(t *testing.T) {
	for label, text := range map[string]string{
		"windows-1251": russian, "koi8-r": plain, "windows-1252": french, "shift_jis": strings.Repeat(japanese, 3), "euc-jp": strings.Repeat(japanese, 3), "iso-2022-jp": japanese, "utf-8": russian,
	} {
		if got, err := Text(encode(t, label, text), ""); err != nil || got != text {
			t.Errorf("%s: got %q, %v", label, got, err)
		}
	}
}

// TestDeclared decodes pages that say what they are in.
func TestDeclared(t *testing.T) {
	for label, text := range map[string]string{"windows-1251": russian, "koi8-r": plain, "windows-1252": french, "shift_jis": japanese, "gb18030": japanese} {
		for _, head := range []string{"<meta charset=" + label + ">", "<meta http-equiv='Content-Type' content='text/html; charset=" + label + "'>", "<?xml version=\"1.0\" encoding=\"" + label + "\"?><html>"} {
			if got, err := HTML(encode(t, label, head+text), ""); err != nil || got != head+text {
				t.Errorf("%s: got %q, %v", head, got, err)
			}
		}
	}
}

// TestLabelled decodes what was sent with the name of an encoding.
func TestLabelled(t *testing.T) {
	for label, text := range map[string]string{"windows-1251": "Паром ушёл", "koi8-r": "Паром ушёл", "iso-8859-2": "Łódź", "shift_jis": "渡し船"} {
		b := encode(t, label, text)
		for name, read := range map[string]func([]byte, string) (string, error){"Text": Text, "HTML": HTML} {
			if got, err := read(b, strings.ToUpper(label)); err != nil || got != text {
				t.Errorf("%s in %s: got %q, %v", name, label, got, err)
			}
			if got, err := read([]byte(text), label); err != nil || got != text {
				t.Errorf("%s in UTF-8, said to be in %s: got %q, %v", name, label, got, err)
			}
			if got, err := read([]byte("ferry"), "no encoding"); err != nil || got != "ferry" {
				t.Errorf("%s in an unknown encoding: got %q, %v", name, got, err)
			}
		}
		page := `<meta charset="windows-1252">`
		if got, err := HTML(encode(t, label, page+text), label); err != nil || got != page+text {
			t.Errorf("a page sent in %s that declares another: got %q, %v", label, got, err)
		}
		declared := `<?xml version="1.0" encoding="` + label + `"?><a b="charset=koi8-u">`
		if got, err := XML(encode(t, label, declared+text)); err != nil || got != declared+text {
			t.Errorf("XML in %s: got %q, %v", label, got, err)
		}
	}
	if got, err := XML([]byte("<a>charset=koi8-r caf\xe9</a>")); err != nil || got != "<a>charset=koi8-r café</a>" {
		t.Errorf("XML that declares nothing: got %q, %v", got, err)
	}
}

// TestNarrow reads what marks can be looked for in as it is, and the rest as UTF-8.
func TestNarrow(t *testing.T) {
	const xml = `<?xml version="1.0" encoding="iso-2022-jp"?><a>` + japanese + "</a>"
	wide := func(label string) string { return string(encode(t, label, xml)) }
	for in, same := range map[string]bool{
		xml[45:]: true, "\ufeff" + xml[45:]: true, string(encode(t, "shift_jis", xml[45:])): true, "": true, "<a>\x00</a>": true,
		wide("iso-2022-jp"): false, wide("utf-16le"): false, wide("utf-16be"): false, "\xff\xfe" + wide("utf-16le"): false, "\xfe\xff" + wide("utf-16be"): false,
	} {
		r, ok := Narrow(bufio.NewReaderSize(strings.NewReader(in), 64<<10))
		got, err := io.ReadAll(r)
		want := in
		if !same {
			want = xml
		}
		if err != nil || ok != same || string(got) != want {
			t.Errorf("%.40q: %v, %q, %v", in, ok, got, err)
		}
	}
}

func TestNotText(t *testing.T) {
	for _, b := range []string{"\x00\x01\x02\x03", "a\x00b", strings.Repeat("\x01\x02x", 9), "\xff\xfe\x00\x00\x00\x00\x00\x00"} {
		if s, err := Text([]byte(b), ""); !errors.Is(err, ErrBinary) {
			t.Errorf("%q: got %q, %v", b, s, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{russian, "\xff\xfea\x00", "\xef\xbb\xbfx", "\x1b$B!!", "<meta charset=shift_jis>\x82"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		label := string(b[:min(len(b), 9)])
		for _, read := range []func([]byte, string) (string, error){Text, HTML, func(b []byte, _ string) (string, error) { return XML(b) }} {
			if s, err := read(b, label); err == nil && !utf8.ValidString(s) {
				t.Fatalf("not valid UTF-8: %q", s)
			}
		}
		if s, err := Text(b, ""); err == nil && utf8.Valid(b) && s != string(b) && !strings.Contains(string(b), "\x1b$") && !strings.HasPrefix(string(b), "\xff") {
			t.Fatalf("%q is UTF-8 and was changed to %q", b, s)
		}
	})
}
