CREATE TABLE body (
  id          @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label       TEXT NOT NULL,
  type        TEXT NOT NULL,
  composition TEXT,
  role        TEXT,
  frequency   TEXT,
  decides     TEXT,
  status      TEXT
);
CREATE INDEX body_by_type ON body (type, id);

CREATE TABLE platform (
  id        @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label     TEXT NOT NULL,
  purpose   TEXT,
  users     TEXT,
  functions TEXT NOT NULL,
  data      TEXT NOT NULL,
  status    TEXT,
  operator  TEXT
);

CREATE TABLE process (
  id     @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label  TEXT NOT NULL,
  steps  TEXT NOT NULL,
  actors TEXT NOT NULL,
  rules  TEXT NOT NULL
);
