-- Schemes: what the documents describe, then what officers write and publish, in numbered versions.
CREATE TABLE scheme (
  id            @key@ PRIMARY KEY,
  shown         BIGINT NOT NULL,   -- version that the public sees; 0: none
  shown_state   TEXT NOT NULL,     -- its state; empty: none
  label         TEXT NOT NULL,     -- of the version shown, or of the last one
  sort_key      @key@ NOT NULL,    -- the same, folded
  last          BIGINT NOT NULL
);
CREATE INDEX scheme_by_label ON scheme (sort_key, id);

CREATE TABLE scheme_version (
  scheme       @key@ NOT NULL REFERENCES scheme (id),
  number       BIGINT NOT NULL,
  state        @key@ NOT NULL,
  revision     BIGINT NOT NULL,
  content      TEXT NOT NULL,
  author       @key@ NOT NULL,
  second       TEXT NOT NULL,
  reason       TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  changed_at   @key@ NOT NULL,
  proposed_at  TEXT NOT NULL,
  published_at TEXT NOT NULL,
  ended_at     TEXT NOT NULL,
  PRIMARY KEY (scheme, number)
);
CREATE INDEX scheme_version_by_state ON scheme_version (state, changed_at);

-- Whoever wrote or proposed a version: they may not publish it.
CREATE TABLE scheme_writer (
  scheme @key@ NOT NULL,
  number BIGINT NOT NULL,
  person @key@ NOT NULL,
  PRIMARY KEY (scheme, number, person),
  FOREIGN KEY (scheme, number) REFERENCES scheme_version (scheme, number)
);

-- What the catalogue filters by, of the version shown.
CREATE TABLE scheme_facet (
  scheme @key@ NOT NULL REFERENCES scheme (id),
  field  @key@ NOT NULL,
  value  @key@ NOT NULL,
  PRIMARY KEY (field, value, scheme)
);
CREATE INDEX scheme_facet_by_scheme ON scheme_facet (scheme);
