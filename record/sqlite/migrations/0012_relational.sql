-- The weights that reports were linked by since all of them were linked anew, by
-- their fingerprints; '' stands for those of a program that kept none.
CREATE TABLE linker (fingerprint TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO linker SELECT '' WHERE EXISTS (SELECT 1 FROM article WHERE linked = 1);
