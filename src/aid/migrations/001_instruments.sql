CREATE TABLE instrument (
  id             @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label          TEXT NOT NULL,
  type           TEXT NOT NULL,
  type_printed   TEXT NOT NULL,
  beneficiaries  TEXT,
  eligibility    TEXT NOT NULL,
  amounts        TEXT NOT NULL,
  conditionality TEXT NOT NULL,
  operator       TEXT,
  status         TEXT,
  part_of        @key@ REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX instrument_by_type ON instrument (type, id);
