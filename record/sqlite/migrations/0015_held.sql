-- The ways in which namings are written, by numbers that stand for them in packed rows.
-- The number of a way is the smallest of those of its words.
CREATE TABLE wording (
    key   INTEGER PRIMARY KEY,
    way   TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (way, words)
);
INSERT INTO wording (way, words) SELECT DISTINCT way, words FROM naming_count ORDER BY 1, 2;

-- Namings as packed.go packs them, beside the tables of 0013_packed.sql.
CREATE TABLE packed_naming (part INTEGER PRIMARY KEY, rows BLOB NOT NULL);

-- Which parts of packed tables were written last, so that a process which holds them reads
-- no others again. Kinds are the places of packings in packed.go.
CREATE TABLE packed_change (
    kind    INTEGER NOT NULL,
    part    INTEGER NOT NULL,
    changed INTEGER NOT NULL, -- a number that grows with every change of any part
    PRIMARY KEY (kind, part)
) WITHOUT ROWID;
CREATE INDEX packed_changed ON packed_change (changed, kind, part);
CREATE TRIGGER packed_statement_change AFTER INSERT ON packed_statement BEGIN
    INSERT OR REPLACE INTO packed_change VALUES (0, new.part, 1 + coalesce((SELECT max(changed) FROM packed_change), 0));
END;
CREATE TRIGGER packed_place_change AFTER INSERT ON packed_place BEGIN
    INSERT OR REPLACE INTO packed_change VALUES (1, new.part, 1 + coalesce((SELECT max(changed) FROM packed_change), 0));
END;
CREATE TRIGGER packed_figure_change AFTER INSERT ON packed_figure BEGIN
    INSERT OR REPLACE INTO packed_change VALUES (2, new.part, 1 + coalesce((SELECT max(changed) FROM packed_change), 0));
END;
CREATE TRIGGER packed_event_change AFTER INSERT ON packed_event BEGIN
    INSERT OR REPLACE INTO packed_change VALUES (3, new.part, 1 + coalesce((SELECT max(changed) FROM packed_change), 0));
END;
CREATE TRIGGER packed_naming_change AFTER INSERT ON packed_naming BEGIN
    INSERT OR REPLACE INTO packed_change VALUES (4, new.part, 1 + coalesce((SELECT max(changed) FROM packed_change), 0));
END;
