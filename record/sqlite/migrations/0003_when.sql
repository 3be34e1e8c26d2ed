-- Events as rows. What reports told so far stands in layers.events and moves
-- over; their places are not known.

CREATE TABLE event (
    key       INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article,
    ordinal   INTEGER NOT NULL,             -- place in the document's layer, from 1
    latest    INTEGER NOT NULL,             -- its article's
    statement INTEGER REFERENCES statement, -- the innermost one whose content holds it, NULL in the outlet's own voice
    kind      TEXT NOT NULL,
    ahead     INTEGER NOT NULL,             -- 1 for what is told as yet to come
    again     INTEGER NOT NULL,             -- ordinal of the first mention of the same event; 0 for none: lists show only these
    geoname   INTEGER,                      -- where, NULL when open or not in the gazetteer
    first_day TEXT,                         -- of when it happens
    last_day  TEXT,
    level     TEXT NOT NULL,                -- kind of the zone it stands in; what is not the article is not listed
    folded    TEXT NOT NULL,                -- its words and kind and those of its time and place, for searching
    item      TEXT NOT NULL                 -- JSON
);
CREATE UNIQUE INDEX event_list ON event (article, ordinal);
CREATE INDEX event_day ON event (latest, first_day, last_day, ahead, kind);
CREATE INDEX event_statement ON event (statement) WHERE statement IS NOT NULL; -- of a speaker
CREATE INDEX event_place ON event (geoname) WHERE geoname IS NOT NULL;

WITH told AS (
    SELECT l.article, e.key + 1 AS ordinal, e.value AS item, l.text, l.zones,
        CAST(substr(e.value ->> 'at', 1, instr(e.value ->> 'at', '-') - 1) AS INTEGER) AS start,
        CAST(substr(e.value ->> 'at', instr(e.value ->> 'at', '-') + 1) AS INTEGER) AS end,
        coalesce(json_extract(nullif(l.times, ''), '$[' || (json_extract(e.value, '$.time') - 1) || '].value'), '') AS value
    FROM layers l, json_each(l.events) e WHERE l.events <> ''
), dated AS (
    SELECT *, CASE WHEN instr(value, 'T') > 0 THEN substr(value, 1, instr(value, 'T') - 1) ELSE value END AS day FROM told
), bounded AS (
    SELECT *, day GLOB '[0-9][0-9][0-9][0-9]' OR day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'
        OR day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AS plain FROM dated
)
INSERT INTO event (article, ordinal, latest, statement, kind, ahead, again, first_day, last_day, level, folded, item)
SELECT b.article, b.ordinal, a.latest,
    (SELECT s.key FROM statement s, json_each('[[' || replace(replace(s.content_at, ' ', '],['), '-', ',') || ']]') c
        WHERE s.article = b.article AND json_extract(c.value, '$[0]') <= b.start AND json_extract(c.value, '$[1]') >= b.end
        ORDER BY json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]'), s.ordinal LIMIT 1),
    b.item ->> 'kind', coalesce(b.item ->> 'ahead', 0), 0,
    CASE WHEN b.plain THEN b.day || substr('-01-01', length(b.day) - 3) END,
    CASE WHEN b.plain THEN b.day || substr('-12-31', length(b.day) - 3) END,
    coalesce((SELECT z.value ->> 'kind' FROM json_each(nullif(b.zones, '')) z
        WHERE CAST(substr(z.value ->> 'at', 1, instr(z.value ->> 'at', '-') - 1) AS INTEGER) < b.end
        AND CAST(substr(z.value ->> 'at', instr(z.value ->> 'at', '-') + 1) AS INTEGER) > b.start ORDER BY z.key LIMIT 1), 'body'),
    lower(CAST(substr(CAST(b.text AS BLOB), b.start + 1, b.end - b.start) AS TEXT)) || '-' || (b.item ->> 'kind'),
    b.item
FROM bounded b JOIN article a ON a.key = b.article ORDER BY b.article, b.ordinal;

ALTER TABLE layers DROP COLUMN events;
