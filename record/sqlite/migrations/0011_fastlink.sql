-- The items of a key stand in stretches of up to two hundred: one row is read where
-- hundreds were, and each item takes four bytes. A stretch holds the items from its
-- first to the first of the next; the earliest also those before it.

CREATE TABLE reprint_posting (key INTEGER, first INTEGER, items BLOB NOT NULL, PRIMARY KEY (key, first)) WITHOUT ROWID;
CREATE TABLE story_posting (key INTEGER, first INTEGER, items BLOB NOT NULL, PRIMARY KEY (key, first)) WITHOUT ROWID;
CREATE TABLE utterance_posting (key INTEGER, first INTEGER, items BLOB NOT NULL, PRIMARY KEY (key, first)) WITHOUT ROWID;

INSERT INTO reprint_posting SELECT key, min(item), unhex(group_concat(printf('%08x', item), '' ORDER BY item))
    FROM (SELECT key, item, (row_number() OVER (PARTITION BY key ORDER BY item) - 1) / 200 AS stretch FROM reprint_key) GROUP BY key, stretch;
INSERT INTO story_posting SELECT key, min(item), unhex(group_concat(printf('%08x', item), '' ORDER BY item))
    FROM (SELECT key, item, (row_number() OVER (PARTITION BY key ORDER BY item) - 1) / 200 AS stretch FROM story_key) GROUP BY key, stretch;
INSERT INTO utterance_posting SELECT key, min(item), unhex(group_concat(printf('%08x', item), '' ORDER BY item))
    FROM (SELECT key, item, (row_number() OVER (PARTITION BY key ORDER BY item) - 1) / 200 AS stretch FROM utterance_key) GROUP BY key, stretch;

DROP TABLE reprint_key;
DROP TABLE story_key;
DROP TABLE utterance_key;
