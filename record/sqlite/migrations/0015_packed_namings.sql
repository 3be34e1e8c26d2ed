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
