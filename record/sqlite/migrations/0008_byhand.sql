-- Statements that people entered, which the machine does not read.

ALTER TABLE statement ADD COLUMN entered_by TEXT NOT NULL DEFAULT ''; -- by whom; '' for one of the machine's
