-- Expressions of time, figures and places of an article. The columns of JSON
-- hold the whole item; the ones beside it are what lists filter and order by.

ALTER TABLE layers ADD COLUMN times TEXT NOT NULL DEFAULT '';  -- JSON, as events
ALTER TABLE layers ADD COLUMN events TEXT NOT NULL DEFAULT '';

CREATE TABLE figure (
    key       INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article,
    ordinal   INTEGER NOT NULL,            -- place in the document's layer, from 1
    latest    INTEGER NOT NULL,            -- its article's
    statement INTEGER REFERENCES statement, -- the innermost one whose content holds it, NULL in the outlet's own voice
    first_day TEXT,                        -- of that statement, else of the article
    last_day  TEXT,
    unit      TEXT NOT NULL,
    low       REAL NOT NULL,               -- the smaller end
    level     TEXT NOT NULL,               -- kind of the zone it stands in; what is not the article is not listed
    folded    TEXT NOT NULL,               -- its words, what it counts and its unit, for searching
    item      TEXT NOT NULL                -- JSON
);
CREATE UNIQUE INDEX figure_list ON figure (article, ordinal);
CREATE INDEX figure_unit ON figure (latest, unit, low);
CREATE INDEX figure_statement ON figure (statement) WHERE statement IS NOT NULL; -- of a speaker

CREATE TABLE place (
    key       INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article,
    ordinal   INTEGER NOT NULL,
    latest    INTEGER NOT NULL,
    statement INTEGER REFERENCES statement,
    geoname   INTEGER,                     -- NULL when the gazetteer does not have it
    level     TEXT NOT NULL,
    item      TEXT NOT NULL
);
CREATE UNIQUE INDEX place_list ON place (article, ordinal);
CREATE INDEX place_geoname ON place (geoname, latest, level, article, statement) WHERE geoname IS NOT NULL;

-- For the days of a timeline.
CREATE INDEX statement_day ON statement (latest, first_day, last_day, said);
