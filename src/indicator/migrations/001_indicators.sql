-- One row is one figure as one document prints it. Rows of one `series` measure the same thing.
-- Values and targets are JSON literals: a number, or a text such as "1/3".
CREATE TABLE indicator (
  id             @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label          TEXT NOT NULL,
  value          TEXT,
  qualifier      TEXT,
  unit           TEXT,
  observed_on    TEXT,
  target         TEXT,
  target_date    TEXT,
  baseline       TEXT,
  territory      TEXT,
  source_printed TEXT,
  about          @key@ REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  series         @key@
);
CREATE INDEX indicator_by_about ON indicator (about);
CREATE INDEX indicator_by_series ON indicator (series);
CREATE INDEX indicator_by_territory ON indicator (territory, id);
