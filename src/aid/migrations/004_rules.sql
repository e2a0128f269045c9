-- The facts that the rules of schemes may ask for, as loaded; the last one serves.
CREATE TABLE rule_vocabulary (
  number    BIGINT PRIMARY KEY,
  text      TEXT NOT NULL,
  loaded_at TEXT NOT NULL
);

-- Grows with each change of what the public sees of schemes or of the vocabulary: compiled rules
-- are kept for as long as it stays.
CREATE TABLE scheme_counter (
  value BIGINT NOT NULL
);
INSERT INTO scheme_counter (value) VALUES (1);
