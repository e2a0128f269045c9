CREATE TABLE citizen_proposal (
  id     @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label  TEXT NOT NULL,
  code   @key@ NOT NULL,
  series TEXT NOT NULL
);
CREATE INDEX citizen_proposal_by_code ON citizen_proposal (code);
