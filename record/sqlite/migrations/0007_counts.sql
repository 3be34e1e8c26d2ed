-- Counts that lists show, kept with every report so that no list has to count a
-- whole record. They cover the latest versions of articles, and of statements those
-- that count.

ALTER TABLE outlet ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outlet ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;

-- The first and the last day that any statement of the article is dated by.
ALTER TABLE article ADD COLUMN from_day TEXT;
ALTER TABLE article ADD COLUMN till_day TEXT;
UPDATE article SET from_day = (SELECT min(first_day) FROM statement WHERE article = article.key),
    till_day = (SELECT max(last_day) FROM statement WHERE article = article.key);
DROP INDEX article_list;
CREATE INDEX article_list ON article (latest, date DESC, id, statements, outlet, first_day, last_day, from_day, till_day);

-- Statements by who makes them, where and how: a cube, in which -1 stands for any
-- speaker, any outlet, '' for any kind, and 0 for no speaker and no outlet.
CREATE TABLE voice (
    speaker    INTEGER NOT NULL,
    outlet     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, outlet, kind)
) WITHOUT ROWID;

-- The ways a speaker is written.
CREATE TABLE spelling (
    speaker    INTEGER NOT NULL,
    source     TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, source)
) WITHOUT ROWID;

-- Statements and events by date and by the kind of statement; '' stands for no date
-- and, of events, for the outlet's own voice.
CREATE TABLE day (
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    kind      TEXT NOT NULL,
    said      INTEGER NOT NULL, -- of which the text tells when they were made
    told      INTEGER NOT NULL,
    held      INTEGER NOT NULL, -- events, first mentions alone
    PRIMARY KEY (first_day, last_day, kind)
) WITHOUT ROWID;

-- Places of the gazetteer.
CREATE TABLE toponym (
    geoname    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    item       TEXT NOT NULL,    -- JSON, of one mention
    named      INTEGER NOT NULL, -- times
    articles   INTEGER NOT NULL,
    statements INTEGER NOT NULL
);

-- Events, first mentions alone, by the place of the gazetteer they are at.
CREATE TABLE venue (
    geoname INTEGER PRIMARY KEY,
    events  INTEGER NOT NULL
);

-- Figures that are listed.
CREATE TABLE unit (
    unit    TEXT PRIMARY KEY,
    figures INTEGER NOT NULL
) WITHOUT ROWID;

-- How often something was written. A table of its own needs a trigger of its own.
CREATE TABLE revision (n INTEGER NOT NULL);
INSERT INTO revision SELECT (SELECT count(*) FROM article) + (SELECT count(*) FROM decision);
CREATE TRIGGER revision_article AFTER INSERT ON article BEGIN
    UPDATE revision SET n = n + 1;
END;
CREATE TRIGGER revision_read_anew AFTER UPDATE OF pipeline ON article BEGIN
    UPDATE revision SET n = n + 1;
END;
CREATE TRIGGER revision_linked AFTER UPDATE OF linked ON article BEGIN
    UPDATE revision SET n = n + 1;
END;
CREATE TRIGGER revision_decision AFTER INSERT ON decision BEGIN
    UPDATE revision SET n = n + 1;
END;
CREATE TRIGGER revision_referent AFTER INSERT ON referent BEGIN
    UPDATE revision SET n = n + 1;
END;
CREATE TRIGGER revision_no_referent AFTER DELETE ON referent BEGIN
    UPDATE revision SET n = n + 1;
END;

INSERT INTO voice WITH dims (s, o, k) AS (VALUES (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1))
    SELECT iif(s, c.speaker, -1), iif(o, c.outlet, -1), iif(k, c.kind, ''), sum(c.n)
    FROM (SELECT coalesce(s.speaker, 0) AS speaker, coalesce(a.outlet, 0) AS outlet, s.kind, count(*) AS n
        FROM statement s JOIN article a ON a.key = s.article WHERE s.latest = 1 GROUP BY 1, 2, 3) c CROSS JOIN dims GROUP BY 1, 2, 3;
INSERT INTO unit SELECT unit, count(*) FROM figure WHERE latest = 1 AND level <> 'boilerplate' GROUP BY unit;
INSERT INTO spelling SELECT speaker, source, count(*) FROM statement
    WHERE latest = 1 AND speaker IS NOT NULL AND source <> '' GROUP BY 1, 2;
INSERT INTO day SELECT first, last, kind, sum(said), sum(told), sum(held) FROM (
    SELECT coalesce(first_day, '') AS first, coalesce(last_day, '') AS last, kind, sum(said <> '') AS said, sum(said = '') AS told, 0 AS held
        FROM statement WHERE latest = 1 GROUP BY 1, 2, 3
    UNION ALL SELECT coalesce(e.first_day, ''), coalesce(e.last_day, ''), coalesce(s.kind, ''), 0, 0, count(*)
        FROM event e LEFT JOIN statement s ON s.key = e.statement
        WHERE e.latest = 1 AND e.again = 0 AND e.level <> 'boilerplate' GROUP BY 1, 2, 3)
    GROUP BY 1, 2, 3;
INSERT INTO venue SELECT geoname, count(*) FROM event
    WHERE latest = 1 AND again = 0 AND level <> 'boilerplate' AND geoname IS NOT NULL GROUP BY geoname;
INSERT INTO toponym SELECT geoname, json_extract(max(item), '$.name'), max(item), count(*), count(DISTINCT article), count(DISTINCT statement)
    FROM place WHERE latest = 1 AND geoname IS NOT NULL AND level <> 'boilerplate' GROUP BY geoname;
UPDATE outlet SET articles = c.articles, statements = c.statements
    FROM (SELECT outlet, count(*) AS articles, sum(statements) AS statements FROM article WHERE latest = 1 GROUP BY outlet) c
    WHERE outlet.key = c.outlet;
UPDATE speaker SET articles = c.articles, statements = c.statements
    FROM (SELECT speaker, count(DISTINCT article) AS articles, count(*) AS statements FROM statement WHERE latest = 1 GROUP BY speaker) c
    WHERE speaker.key = c.speaker;

CREATE INDEX voice_list ON voice (outlet, kind, statements DESC, speaker);
CREATE INDEX outlet_list ON outlet (articles DESC, name, id);
CREATE INDEX speaker_list ON speaker (statements DESC, name, id);
CREATE INDEX toponym_list ON toponym (articles DESC, name, geoname);

-- Figures that are listed, in their order but for those of one value.
DROP INDEX figure_unit;
CREATE INDEX figure_order ON figure (unit, low DESC, article, ordinal, statement, first_day, last_day)
    WHERE latest = 1 AND level <> 'boilerplate';

-- Events that are listed, with all that their filters ask for.
DROP INDEX event_day;
CREATE INDEX event_order ON event (first_day, last_day, kind, ahead, geoname, article, statement)
    WHERE latest = 1 AND again = 0 AND level <> 'boilerplate';
