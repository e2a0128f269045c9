-- The registry: every record drawn from a document, whatever its kind, with where it stands.
CREATE TABLE source_record (
  id           @key@ PRIMARY KEY,
  kind         TEXT NOT NULL,
  label        TEXT NOT NULL,
  sort_key     @key@ NOT NULL,
  version      BIGINT NOT NULL,
  changed_at   TEXT NOT NULL,
  digest       TEXT NOT NULL,
  note         TEXT,
  inferred     TEXT,
  aliases      TEXT,
  item_sources TEXT,
  field_order  TEXT
);
CREATE INDEX source_record_by_kind ON source_record (kind, id);
CREATE INDEX source_record_by_label ON source_record (kind, sort_key, id);

CREATE TABLE source_document (
  id        @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label     TEXT NOT NULL,
  title     TEXT NOT NULL,
  type      TEXT NOT NULL,
  publisher TEXT NOT NULL,
  date      TEXT,
  act       TEXT,
  file      TEXT NOT NULL,
  part_of   TEXT,
  lines     TEXT NOT NULL,
  amends    TEXT
);

-- Where a fact stands: the lines as printed in the corpus, and as numbers to look them up.
CREATE TABLE source_citation (
  record     @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  position   BIGINT NOT NULL,
  document   @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  lines      TEXT NOT NULL,
  first_line BIGINT NOT NULL,
  last_line  BIGINT NOT NULL,
  PRIMARY KEY (record, position)
);
CREATE INDEX source_citation_by_line ON source_citation (document, first_line, record);

-- Another value that a document prints for the same field: both are kept, side by side.
CREATE TABLE source_conflict (
  record   @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL,
  field    TEXT NOT NULL,
  value    TEXT NOT NULL,
  document @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  lines    TEXT NOT NULL,
  PRIMARY KEY (record, position)
);
CREATE INDEX source_conflict_by_document ON source_conflict (document);

-- Every mention of one record by another, walked both ways.
CREATE TABLE source_reference (
  record   @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  field    TEXT NOT NULL,
  position BIGINT NOT NULL,
  target   @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (record, field, position)
);
CREATE INDEX source_reference_by_target ON source_reference (target, field, record);

-- Values one filters by: themes, citizen proposal codes.
CREATE TABLE source_term (
  record   @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  field    TEXT NOT NULL,
  position BIGINT NOT NULL,
  value    @key@ NOT NULL,
  PRIMARY KEY (record, field, position)
);
CREATE INDEX source_term_by_value ON source_term (field, value, record);
