CREATE TABLE plan_node (
  id                  @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label               TEXT NOT NULL,
  plan                @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  level               TEXT NOT NULL,
  code                TEXT,
  position            BIGINT NOT NULL,
  parent              @key@ REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  horizon             TEXT,
  horizon_class       TEXT,
  commitment          TEXT,
  budget_eur          BIGINT,
  lead                TEXT,
  partners            TEXT NOT NULL,
  summary             TEXT,
  cited_only          INTEGER,
  ambiguous_proposals TEXT
);
CREATE INDEX plan_node_by_plan ON plan_node (plan, id);
CREATE INDEX plan_node_by_parent ON plan_node (parent, position);

-- A link printed wrong in a document is a claim with a review state: its target is kept as printed.
CREATE TABLE plan_link (
  id          @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label       TEXT NOT NULL,
  from_id     @key@ NOT NULL REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  to_id       @key@ REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  type        TEXT NOT NULL,
  printed     TEXT,
  review      TEXT NOT NULL,
  to_probable @key@ REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  to_printed  TEXT
);
CREATE INDEX plan_link_by_from ON plan_link (from_id, type);
CREATE INDEX plan_link_by_to ON plan_link (to_id, type);
CREATE INDEX plan_link_by_probable ON plan_link (to_probable);
CREATE INDEX plan_link_by_review ON plan_link (review, id);
