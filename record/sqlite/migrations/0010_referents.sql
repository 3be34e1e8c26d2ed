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

-- What people decided of referents. A naming has the referent that is proposed for it
-- and the one that it is of after the decisions; most have one and the same.

ALTER TABLE naming ADD COLUMN proposed INTEGER REFERENCES referent;
ALTER TABLE naming ADD COLUMN said INTEGER NOT NULL DEFAULT 0;          -- 1 when a person says so
UPDATE naming SET proposed = referent WHERE referent IS NOT NULL;
CREATE INDEX naming_proposed ON naming (proposed);
CREATE INDEX naming_fresh ON naming (article) WHERE proposed IS NULL AND latest = 1;
CREATE INDEX naming_decided ON naming (key) WHERE referent IS NOT proposed OR said = 1;

ALTER TABLE referent ADD COLUMN proposed TEXT NOT NULL DEFAULT '';      -- the name that is proposed
ALTER TABLE referent ADD COLUMN made INTEGER NOT NULL DEFAULT 0;        -- 1 when it is not proposed: decisions made it
ALTER TABLE referent ADD COLUMN called INTEGER NOT NULL DEFAULT 0;      -- 1 when a person gave it its name
ALTER TABLE referent ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;   -- namings of which people say that they are of it
UPDATE referent SET proposed = name;
CREATE INDEX referent_decided ON referent (key) WHERE made = 1 OR called = 1 OR confirmed > 0;

CREATE INDEX decision_referent ON decision (key) WHERE kind IN ('one', 'other', 'name');
CREATE TABLE naming_anchor (       -- where the namings that decisions are about stand
    decision INTEGER NOT NULL REFERENCES decision,
    part     INTEGER NOT NULL,     -- place among the decision's namings, from 0
    digest   BLOB NOT NULL,        -- of the original it is about
    ordinal  INTEGER NOT NULL,     -- of the naming, 0 for none
    standing TEXT NOT NULL,
    PRIMARY KEY (decision, part)
) WITHOUT ROWID;
CREATE INDEX naming_anchor_digest ON naming_anchor (digest);
