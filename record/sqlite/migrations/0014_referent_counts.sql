-- Namings counted by whom they name, how, where and in whose voice: those of the
-- latest versions of articles. 0 stands for no referent and for no outlet.
CREATE TABLE naming_count (
    referent INTEGER NOT NULL,
    way      TEXT NOT NULL,
    outlet   INTEGER NOT NULL,
    voice    TEXT NOT NULL,
    words    TEXT NOT NULL,
    namings  INTEGER NOT NULL,
    PRIMARY KEY (referent, way, outlet, voice, words)
) WITHOUT ROWID;

-- The same by referent, a cube in which -1 stands for any outlet and '' for any voice;
-- outlets is how many known ones there are in it.
CREATE TABLE referent_count (
    outlet   INTEGER NOT NULL,
    voice    TEXT NOT NULL,
    referent INTEGER NOT NULL,
    namings  INTEGER NOT NULL,
    outlets  INTEGER NOT NULL,
    PRIMARY KEY (outlet, voice, referent)
) WITHOUT ROWID;

-- Namings whose referent was changed and that are counted with the one they had.
CREATE TABLE naming_moved (
    naming   INTEGER PRIMARY KEY,
    referent INTEGER NOT NULL
);

INSERT INTO naming_count SELECT coalesce(n.referent, 0), n.way, coalesce(a.outlet, 0), n.voice, n.words, count(*)
    FROM naming n CROSS JOIN article a ON a.key = n.article WHERE n.latest = 1 GROUP BY 1, 2, 3, 4, 5;
INSERT INTO referent_count SELECT outlet, voice, referent, sum(namings), outlet > 0 FROM naming_count GROUP BY 1, 2, 3;
INSERT INTO referent_count SELECT outlet, '', referent, sum(namings), outlet > 0 FROM referent_count WHERE voice <> '' GROUP BY outlet, referent;
INSERT INTO referent_count SELECT -1, voice, referent, sum(namings), sum(outlets) FROM referent_count WHERE outlet >= 0 GROUP BY voice, referent;

CREATE INDEX referent_order ON referent_count (outlet, voice, outlets DESC, namings DESC, referent) WHERE namings > 0 AND referent > 0;
CREATE INDEX naming_count_empty ON naming_count (referent) WHERE namings = 0;
CREATE INDEX referent_count_empty ON referent_count (referent) WHERE namings = 0;

CREATE TRIGGER naming_moves AFTER UPDATE OF referent ON naming WHEN old.referent IS NOT new.referent AND new.latest = 1 BEGIN
    INSERT OR IGNORE INTO naming_moved VALUES (old.key, coalesce(old.referent, 0));
END;
CREATE TRIGGER naming_count_new AFTER INSERT ON naming_count BEGIN
    INSERT INTO referent_count VALUES (-1, '', new.referent, new.namings, 0), (-1, new.voice, new.referent, new.namings, 0),
        (new.outlet, '', new.referent, new.namings, new.outlet > 0), (new.outlet, new.voice, new.referent, new.namings, new.outlet > 0)
        ON CONFLICT DO UPDATE SET namings = namings + excluded.namings;
END;
CREATE TRIGGER naming_count_changed AFTER UPDATE OF namings ON naming_count WHEN new.namings <> old.namings BEGIN
    INSERT INTO referent_count VALUES (-1, '', new.referent, new.namings - old.namings, 0), (-1, new.voice, new.referent, new.namings - old.namings, 0),
        (new.outlet, '', new.referent, new.namings - old.namings, new.outlet > 0), (new.outlet, new.voice, new.referent, new.namings - old.namings, new.outlet > 0)
        ON CONFLICT DO UPDATE SET namings = namings + excluded.namings;
END;
CREATE TRIGGER referent_count_new AFTER INSERT ON referent_count WHEN new.outlet > 0 AND new.namings > 0 BEGIN
    UPDATE referent_count SET outlets = outlets + 1 WHERE outlet = -1 AND voice = new.voice AND referent = new.referent;
END;
CREATE TRIGGER referent_count_changed AFTER UPDATE OF namings ON referent_count WHEN new.outlet > 0 AND (new.namings > 0) <> (old.namings > 0) BEGIN
    UPDATE referent_count SET outlets = outlets + iif(new.namings > 0, 1, -1) WHERE outlet = -1 AND voice = new.voice AND referent = new.referent;
END;
