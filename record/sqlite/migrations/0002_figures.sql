-- Figures are only ever read with their article: JSON as the other layers. An
-- article added before has none until it is added anew.
ALTER TABLE layers ADD COLUMN figures TEXT NOT NULL DEFAULT '';
