-- What filters ask of rows, packed: sixteen articles a row, so that a filter goes
-- through a whole record by some thousand rows instead of a million. Only the latest
-- versions stand there. Their form is that of packed.go, which fills them.

CREATE TABLE packed_statement (part INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE packed_place (part INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE packed_figure (part INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE packed_event (part INTEGER PRIMARY KEY, rows BLOB NOT NULL);
