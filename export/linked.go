package export

import (
	"io"
)

// Told is what `link --what utterances` prints for one statement.
type Told struct {
	Article   string `json:"article"` // the report's name as given
	Statement string `json:"statement"`
	Content   []At   `json:"content"`
	Utterance string `json:"utterance"` // statements that tell one act of speech share it
}

// InStory is what `link --what stories` prints for one report.
type InStory struct {
	ID    string `json:"id"`
	Story string `json:"story"` // reports of one event share it
}

// Reprinted is what `link --what reprints` prints for one report.
type Reprinted struct {
	ID      string `json:"id"`
	Reprint string `json:"reprint"` // reports of one origin share it
}

// WriteLine writes v as one line of JSON, with nothing in it that a terminal
// would obey.
func WriteLine(w io.Writer, v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}
