-- The secret that seals links to simulations.
CREATE TABLE simulation_seal (
  id    BIGINT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Simulations that people keep in their account: what they answered, never what it gave. The
-- fingerprint tells the same one kept twice.
CREATE TABLE simulation (
  id          @key@ PRIMARY KEY,
  person      @key@ NOT NULL REFERENCES person (id),
  answered_on @key@ NOT NULL,
  answers     TEXT NOT NULL,
  fingerprint @key@ NOT NULL,
  kept_at     TEXT NOT NULL,
  UNIQUE (person, fingerprint)
);
CREATE INDEX simulation_by_person ON simulation (person, answered_on, id);
