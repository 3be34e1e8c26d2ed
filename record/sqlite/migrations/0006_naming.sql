-- Namings of persons, bodies and groups, and the referents proposed for them.

CREATE TABLE referent (
    key  INTEGER PRIMARY KEY,
    id   TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    why  TEXT NOT NULL
);

CREATE TABLE naming (
    key       INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article,
    ordinal   INTEGER NOT NULL,              -- place in the document's layer, from 1
    latest    INTEGER NOT NULL,              -- its article's
    statement INTEGER REFERENCES statement,  -- the innermost one that it stands in
    voice     TEXT NOT NULL,
    way       TEXT NOT NULL,                 -- its core in small letters
    words     TEXT NOT NULL,                 -- its core as written
    item      TEXT NOT NULL,                 -- JSON
    referent  INTEGER REFERENCES referent,   -- proposed, NULL for none
    why       TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX naming_list ON naming (article, ordinal);
CREATE INDEX naming_referent ON naming (referent, latest, article, voice, way);
