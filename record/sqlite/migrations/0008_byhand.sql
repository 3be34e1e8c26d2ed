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
