-- The append-only record of every change. Each row's hash covers the former row's hash, so that a
-- change, a removal or an insertion in the past shows. The payload is apart from what is hashed (only
-- its digest is), so that personal data in it can be erased without breaking the chain.
CREATE TABLE journal (
  seq            BIGINT PRIMARY KEY,
  at             TEXT NOT NULL,
  actor          TEXT NOT NULL,
  operation      TEXT NOT NULL,
  subject_kind   TEXT NOT NULL,
  subject        @key@ NOT NULL,
  payload_digest TEXT NOT NULL,
  payload        TEXT,
  previous_hash  TEXT NOT NULL,
  hash           TEXT NOT NULL
);
CREATE INDEX journal_by_subject ON journal (subject, seq);
CREATE INDEX journal_by_operation ON journal (operation, seq);

-- Work to do after a commit. A job is claimed by pushing `locked_until` forward; a worker that dies
-- leaves it to be claimed again.
CREATE TABLE job (
  id           @identity@,
  kind         TEXT NOT NULL,
  dedup_key    TEXT UNIQUE,
  payload      TEXT NOT NULL,
  run_at       TEXT NOT NULL,
  locked_until TEXT NOT NULL,
  attempts     BIGINT NOT NULL,
  last_error   TEXT,
  failed_at    TEXT
);
CREATE INDEX job_by_time ON job (run_at, id);
