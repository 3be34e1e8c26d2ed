-- Saved searches, and when reports were added, by which their feeds go.

ALTER TABLE article ADD COLUMN added TEXT NOT NULL DEFAULT ''; -- RFC 3339, UTC; '' where nobody said it

CREATE TABLE search (
    key     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    folded  TEXT NOT NULL,              -- the folded name
    name    TEXT NOT NULL,
    list    TEXT NOT NULL,
    filters TEXT NOT NULL,              -- as the query of an address has them
    by      TEXT NOT NULL,
    made    TEXT NOT NULL,              -- RFC 3339, UTC
    removed INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX search_name ON search (folded) WHERE removed = 0;

-- The last article that was there when somebody looked at the rows of a search.
CREATE TABLE look (
    search  INTEGER NOT NULL REFERENCES search,
    who     TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (search, who)
) WITHOUT ROWID;

CREATE TRIGGER revision_search AFTER INSERT ON search BEGIN
    UPDATE revision SET n = n + 1;
END;
CREATE TRIGGER revision_search_changed AFTER UPDATE ON search BEGIN
    UPDATE revision SET n = n + 1;
END;
