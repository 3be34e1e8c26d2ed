-- Decisions about pairs of statements and about namings are carried over to later
-- versions of an address, too.

CREATE TABLE carried_parts (
    decision  INTEGER NOT NULL REFERENCES decision,
    part      INTEGER NOT NULL,        -- as in anchor
    article   INTEGER NOT NULL REFERENCES article, -- the later version
    statement TEXT NOT NULL,
    standing  TEXT NOT NULL,
    PRIMARY KEY (decision, part, article)
) WITHOUT ROWID;
INSERT INTO carried_parts SELECT decision, 0, article, statement, standing FROM carried;
DROP TABLE carried;
ALTER TABLE carried_parts RENAME TO carried;
CREATE INDEX carried_article ON carried (article);
CREATE INDEX carried_statement ON carried (statement) WHERE statement <> '';

CREATE TABLE naming_carried (          -- the same of naming_anchor
    decision INTEGER NOT NULL REFERENCES decision,
    part     INTEGER NOT NULL,
    article  INTEGER NOT NULL REFERENCES article,
    ordinal  INTEGER NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (decision, part, article)
) WITHOUT ROWID;
CREATE INDEX naming_carried_article ON naming_carried (article);

-- Later versions which decisions of before are to be carried over to once the record is
-- opened by a program that links.
CREATE TABLE carry_due (
    article INTEGER PRIMARY KEY
);
INSERT INTO carry_due SELECT DISTINCT l.key FROM (SELECT decision, digest FROM anchor UNION SELECT decision, digest FROM naming_anchor) n
    JOIN article e ON e.digest = n.digest JOIN article l ON l.url = e.url AND l.url <> '' AND l.version > e.version
    WHERE NOT EXISTS (SELECT 1 FROM carried c WHERE c.decision = n.decision AND c.article = l.key);
