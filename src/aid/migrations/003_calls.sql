-- Calls of schemes. Instants are in UTC, empty where there is none.
CREATE TABLE scheme_call (
  scheme       @key@ NOT NULL REFERENCES scheme (id),
  number       BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  label        TEXT NOT NULL,
  kind         TEXT NOT NULL,
  opens        TEXT NOT NULL,
  closes       @key@ NOT NULL,
  hour_stated  BIGINT NOT NULL,
  cancelled    BIGINT NOT NULL,
  of_documents BIGINT NOT NULL,
  details      TEXT NOT NULL,      -- JSON: summary, jury, calendar, tracks
  changed_at   TEXT NOT NULL,
  PRIMARY KEY (scheme, number)
);
CREATE INDEX scheme_call_by_closing ON scheme_call (closes);
