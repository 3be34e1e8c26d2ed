-- What belongs together across reports: reprints and stories are groups of
-- articles, utterances groups of statements. Of each kind there is a table of its
-- items with their groups and what is compared of them, one of the keys they are
-- found by, and one of their ties, which has every tie from both its ends.

ALTER TABLE article ADD COLUMN linked INTEGER NOT NULL DEFAULT 0; -- 1 when it is in the tables below
CREATE INDEX article_unlinked ON article (key) WHERE linked <> latest;

CREATE TABLE reprint (
    item INTEGER PRIMARY KEY REFERENCES article,
    grp  INTEGER,
    doc  BLOB NOT NULL
);
CREATE INDEX reprint_grp ON reprint (grp);
CREATE TABLE reprint_key (key INTEGER, item INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID;
CREATE TABLE reprint_tie (item INTEGER, other INTEGER, weight REAL NOT NULL, back REAL NOT NULL, marks INTEGER NOT NULL,
    PRIMARY KEY (item, other)) WITHOUT ROWID;

CREATE TABLE story (
    item INTEGER PRIMARY KEY REFERENCES article,
    grp  INTEGER,
    doc  BLOB NOT NULL
);
CREATE INDEX story_grp ON story (grp);
CREATE TABLE story_key (key INTEGER, item INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID;
CREATE TABLE story_tie (item INTEGER, other INTEGER, weight REAL NOT NULL, back REAL NOT NULL, marks INTEGER NOT NULL,
    PRIMARY KEY (item, other)) WITHOUT ROWID;

CREATE TABLE utterance (
    item INTEGER PRIMARY KEY REFERENCES statement,
    grp  INTEGER,
    doc  BLOB NOT NULL
);
CREATE INDEX utterance_grp ON utterance (grp);
CREATE TABLE utterance_key (key INTEGER, item INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID;
CREATE TABLE utterance_tie (item INTEGER, other INTEGER, weight REAL NOT NULL, back REAL NOT NULL, marks INTEGER NOT NULL,
    PRIMARY KEY (item, other)) WITHOUT ROWID;

-- The groups of two articles or more, with what lists order them by.
CREATE TABLE story_group (
    id       INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,
    outlets  INTEGER NOT NULL,
    origins  INTEGER NOT NULL,  -- independent ones
    first    INTEGER NOT NULL   -- the earliest article
);
CREATE INDEX story_group_list ON story_group (outlets DESC, articles DESC, id);
CREATE TABLE utterance_group (
    id         INTEGER PRIMARY KEY,
    statements INTEGER NOT NULL,
    articles   INTEGER NOT NULL,
    outlets    INTEGER NOT NULL,
    origins    INTEGER NOT NULL,
    first      INTEGER NOT NULL   -- the statement of the earliest article
);
CREATE INDEX utterance_group_list ON utterance_group (outlets DESC, articles DESC, id);

CREATE TABLE link_counter (kind TEXT PRIMARY KEY, last INTEGER NOT NULL);  -- the greatest number a group ever had
INSERT INTO link_counter VALUES ('reprint', 0), ('story', 0), ('utterance', 0);

-- Merges and splits: what was in a group came to be in another, when an article
-- was added or made way for its newer version.
CREATE TABLE link_change (
    key     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    was     INTEGER NOT NULL,
    now     INTEGER NOT NULL
);
CREATE INDEX link_change_was ON link_change (kind, was);
