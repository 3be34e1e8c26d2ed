-- What people decided, and what follows from it. The columns of a statement that
-- lists show and filter hold it as it is after all decisions; what the machine read
-- of a corrected one is in machine. statement.latest is 1 for those that count: of
-- the latest version of their URL, neither rejected nor undecided.

ALTER TABLE statement ADD COLUMN review TEXT NOT NULL DEFAULT 'open';
ALTER TABLE statement ADD COLUMN undecided INTEGER NOT NULL DEFAULT 0; -- by the machine
ALTER TABLE statement ADD COLUMN named INTEGER REFERENCES speaker;     -- its speaker before speakers were merged
ALTER TABLE statement ADD COLUMN machine TEXT;                         -- JSON; NULL for one that nobody corrected
UPDATE statement SET named = speaker;
CREATE INDEX statement_review ON statement (review, score);
CREATE INDEX statement_named ON statement (named);

ALTER TABLE speaker ADD COLUMN merged INTEGER REFERENCES speaker;      -- into whom, in the end; NULL for a speaker of its own
CREATE INDEX speaker_merged ON speaker (merged) WHERE merged IS NOT NULL;

CREATE TABLE decision (
    key     INTEGER PRIMARY KEY,   -- in the order of adding
    id      TEXT NOT NULL UNIQUE,
    made    TEXT NOT NULL,         -- RFC 3339, UTC
    by      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    speaker TEXT NOT NULL,         -- ID of the one that is merged or split, '' for other kinds
    undoes  TEXT NOT NULL,         -- ID of another decision, '' for most kinds
    whole   TEXT NOT NULL          -- JSON of the decision
);
CREATE INDEX decision_speaker ON decision (speaker) WHERE speaker <> '';
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER decision_as_made BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;

-- Where decisions stand in the present reading. It follows from the decisions and
-- the documents and is made anew with them.
CREATE TABLE anchor (
    decision  INTEGER NOT NULL REFERENCES decision,
    part      INTEGER NOT NULL,    -- 0 the decision's target, 1 the other statement of an utterance
    digest    BLOB NOT NULL,       -- of the original it is about
    statement TEXT NOT NULL,       -- ID, '' for none
    standing  TEXT NOT NULL,
    PRIMARY KEY (decision, part)
) WITHOUT ROWID;
CREATE INDEX anchor_digest ON anchor (digest);
CREATE INDEX anchor_statement ON anchor (statement) WHERE statement <> '';

CREATE TABLE undone (              -- decisions that are in force no longer
    decision INTEGER PRIMARY KEY REFERENCES decision
);

-- IDs of statements that an upgrade gave other edges or another place.
CREATE TABLE forwarded (
    id TEXT PRIMARY KEY,
    now TEXT NOT NULL               -- the statement's ID since then
) WITHOUT ROWID;
CREATE INDEX forwarded_now ON forwarded (now);
