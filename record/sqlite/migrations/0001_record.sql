-- The record of one pile of reports. Offsets are bytes of layers.text, half-open
-- and written "12-40", several of one role "12-40 55-80". Dates are ISO 8601;
-- first_day and last_day bound them as strings, and are NULL when the date is
-- open. Columns of JSON hold what is only ever read whole.

CREATE TABLE outlet (
    key  INTEGER PRIMARY KEY,
    id   TEXT NOT NULL UNIQUE,  -- the folded name
    name TEXT NOT NULL          -- as first stored
);

CREATE TABLE speaker (
    key  INTEGER PRIMARY KEY,
    id   TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL
);

-- Small columns first: lists read these rows by the thousand.
CREATE TABLE article (
    key          INTEGER PRIMARY KEY,   -- in the order of adding
    id           TEXT NOT NULL UNIQUE,
    digest       BLOB NOT NULL UNIQUE,  -- SHA-256 of the original
    latest       INTEGER NOT NULL,      -- 1 for the latest version of its URL
    version      INTEGER NOT NULL,
    statements   INTEGER NOT NULL,
    outlet       INTEGER REFERENCES outlet,
    date         TEXT NOT NULL,         -- '' when open
    first_day    TEXT,
    last_day     TEXT,
    date_reason  TEXT NOT NULL,         -- JSON: candidates, why, at
    name         TEXT NOT NULL,
    url          TEXT NOT NULL,
    title        TEXT NOT NULL,
    language     TEXT NOT NULL,
    outlet_name  TEXT NOT NULL,         -- as the page writes it
    outlet_basis TEXT NOT NULL,
    agencies     TEXT NOT NULL,         -- JSON: name, at
    byline_at    TEXT NOT NULL,
    place_at     TEXT NOT NULL,
    format       TEXT NOT NULL,
    pipeline     TEXT NOT NULL
);
CREATE INDEX article_list ON article (latest, date DESC, id, statements, outlet, first_day, last_day);
CREATE INDEX article_url ON article (url) WHERE url <> '';
CREATE INDEX article_outlet ON article (outlet, latest, statements);

CREATE TABLE layers (
    article  INTEGER PRIMARY KEY REFERENCES article,
    text     TEXT NOT NULL,
    zones    TEXT NOT NULL,  -- JSON, as the two below
    mentions TEXT NOT NULL,
    entities TEXT NOT NULL
);

CREATE TABLE original (
    article INTEGER PRIMARY KEY REFERENCES article,
    size    INTEGER NOT NULL,
    packed  BLOB NOT NULL    -- gzip
);

CREATE TABLE statement (
    key          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    article      INTEGER NOT NULL REFERENCES article,
    ordinal      INTEGER NOT NULL,  -- place in the document's layer, from 1
    latest       INTEGER NOT NULL,  -- its article's
    kind         TEXT NOT NULL,
    speaker      INTEGER REFERENCES speaker,
    first_day    TEXT,              -- of when it was said, else published
    last_day     TEXT,
    level        TEXT NOT NULL,     -- kind of the zone its content starts in
    entity       INTEGER NOT NULL,  -- place of its speaker in layers.entities, from 1; 0 for none
    within       INTEGER NOT NULL,  -- ordinal of the statement that reports it; 0 for none
    score        REAL NOT NULL,
    source       TEXT NOT NULL,
    cue          TEXT NOT NULL,
    content      TEXT NOT NULL,
    clean        TEXT,              -- content without the characters that snippets are marked by; NULL for the same
    source_at    TEXT NOT NULL,
    cue_at       TEXT NOT NULL,
    content_at   TEXT NOT NULL,
    addressee_at TEXT NOT NULL,
    occasion_at  TEXT NOT NULL,
    said         TEXT NOT NULL,     -- '' when open
    said_reason  TEXT NOT NULL,     -- JSON: candidates, why, at
    chain        TEXT NOT NULL      -- JSON: role, name, at
);
-- Both hold all that the filters ask for, so that counting reads no statement.
CREATE UNIQUE INDEX statement_list ON statement (article, ordinal, latest, first_day, last_day, kind, speaker);
CREATE INDEX statement_speaker ON statement (latest, speaker, article, first_day, last_day, kind, source);

CREATE VIEW statement_clean AS SELECT key, article, coalesce(clean, content) AS content FROM statement;

CREATE VIRTUAL TABLE statement_text USING fts5 (
    content,
    content = 'statement_clean', content_rowid = 'key',
    tokenize = "unicode61 remove_diacritics 2"
);
