-- Every version of every questionnaire that was loaded: an assessment made with an old one still reads.
CREATE TABLE diagnostic_version (
  id        @key@ PRIMARY KEY,
  code      @key@ NOT NULL,
  content   TEXT NOT NULL,
  loaded_at TEXT NOT NULL
);

-- Those proposed today.
CREATE TABLE diagnostic (
  code     @key@ PRIMARY KEY,
  position BIGINT NOT NULL,
  version  @key@ NOT NULL REFERENCES diagnostic_version (id)
);

-- The secret that seals links to results.
CREATE TABLE diagnostic_seal (
  id    BIGINT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Assessments that people keep in their account. The fingerprint tells the same one kept twice.
CREATE TABLE assessment (
  id          @key@ PRIMARY KEY,
  person      @key@ NOT NULL REFERENCES person (id),
  version     @key@ NOT NULL REFERENCES diagnostic_version (id),
  taken_on    @key@ NOT NULL,
  answers     TEXT NOT NULL,
  fingerprint @key@ NOT NULL,
  kept_at     TEXT NOT NULL,
  UNIQUE (person, fingerprint)
);
CREATE INDEX assessment_by_person ON assessment (person, taken_on, id);
