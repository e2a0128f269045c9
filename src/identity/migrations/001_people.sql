-- People who have an account. An erased person keeps the row and its identifier, which the journal and
-- other modules refer to, without anything that says who it was.
CREATE TABLE person (
  id                  @key@ PRIMARY KEY,
  email               TEXT,
  email_key           @key@ UNIQUE,
  name                TEXT NOT NULL,
  password_hash       TEXT,
  created_at          TEXT NOT NULL,
  password_changed_at TEXT NOT NULL,
  disabled_at         TEXT,
  erased_at           TEXT
);

CREATE TABLE person_role (
  person     @key@ NOT NULL REFERENCES person (id),
  role       @key@ NOT NULL,
  granted_at TEXT NOT NULL,
  PRIMARY KEY (person, role)
);
CREATE INDEX person_role_by_role ON person_role (role);

-- Open sessions. The token itself is only in the person's browser: a copy of this table opens nothing.
CREATE TABLE person_session (
  id         @key@ PRIMARY KEY,
  token_hash @key@ NOT NULL UNIQUE,
  person     @key@ NOT NULL REFERENCES person (id),
  csrf       TEXT NOT NULL,
  browser    TEXT NOT NULL,
  system     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen  TEXT NOT NULL,
  expires_at @key@ NOT NULL
);
CREATE INDEX person_session_by_person ON person_session (person, created_at);
CREATE INDEX person_session_by_end ON person_session (expires_at);

-- Failed sign-ins of the last hour. Account and address are keyed hashes, the address a short one.
CREATE TABLE sign_in_attempt (
  id      @identity@,
  account @key@ NOT NULL,
  remote  @key@ NOT NULL,
  at      @key@ NOT NULL
);
CREATE INDEX sign_in_attempt_by_account ON sign_in_attempt (account, at);
CREATE INDEX sign_in_attempt_by_remote ON sign_in_attempt (remote, at);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at);

-- The key of those hashes; it goes with the last attempt.
CREATE TABLE sign_in_attempt_key (
  id    BIGINT PRIMARY KEY,
  value TEXT NOT NULL
);

-- A person may ask for everything that was recorded of what they did.
CREATE INDEX journal_by_actor ON journal (actor, seq);
