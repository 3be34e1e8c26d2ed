-- Statements that people entered, which the machine does not read.

ALTER TABLE statement ADD COLUMN entered_by TEXT NOT NULL DEFAULT ''; -- by whom; '' for one of the machine's

-- Where decisions that were made on an earlier version of an address stand in a later
-- one, as anchor has it for the version they were made on.
CREATE TABLE carried (
    decision  INTEGER NOT NULL REFERENCES decision,
    article   INTEGER NOT NULL REFERENCES article, -- the later version
    statement TEXT NOT NULL,
    standing  TEXT NOT NULL,
    PRIMARY KEY (decision, article)
) WITHOUT ROWID;
CREATE INDEX carried_article ON carried (article);
CREATE INDEX carried_statement ON carried (statement) WHERE statement <> '';

-- What the machine reads of an article's date, a place or a figure that a person
-- corrected; the other columns have it as it is after all decisions. A figure that
-- a person says is none has latest = 0.
ALTER TABLE article ADD COLUMN machine_date TEXT;  -- JSON, as date_reason and with the value; NULL for one that nobody corrected
ALTER TABLE place ADD COLUMN machine TEXT;         -- JSON, as item
ALTER TABLE figure ADD COLUMN machine TEXT;
ALTER TABLE figure ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
