-- What people decided of pairs of statements, told as one utterance or not, and what
-- of it holds: it follows from the decisions and is made anew with them.

CREATE INDEX decision_tie ON decision (key) WHERE kind IN ('same', 'apart');

CREATE TABLE joint (               -- statements that are one utterance's, by block
    statement TEXT PRIMARY KEY,    -- ID
    block     INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX joint_block ON joint (block);

CREATE TABLE apart (               -- a statement that is not one utterance's with another
    statement TEXT NOT NULL,       -- ID
    other     TEXT NOT NULL,
    PRIMARY KEY (statement, other)
) WITHOUT ROWID;
CREATE INDEX apart_other ON apart (other);

CREATE TABLE at_odds (             -- decisions that contradict each other
    decision INTEGER PRIMARY KEY REFERENCES decision
);
