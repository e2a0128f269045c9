-- Searches that people keep. The address stays as long as the alert does, and nowhere else.
CREATE TABLE alert (
  id           @key@ PRIMARY KEY,
  email        TEXT NOT NULL,
  email_key    @key@ NOT NULL,
  person       @key@ REFERENCES person (id),
  about        TEXT NOT NULL,
  query        TEXT NOT NULL,
  locale       TEXT NOT NULL,
  created_at   @key@ NOT NULL,
  confirmed_at @key@,
  refusals     BIGINT NOT NULL
);
CREATE INDEX alert_by_email ON alert (email_key);
CREATE INDEX alert_by_person ON alert (person);

-- Each letter has links of its own; the tokens in them are in the letters alone.
CREATE TABLE alert_token (
  hash  @key@ PRIMARY KEY,
  alert @key@ NOT NULL REFERENCES alert (id),
  use   TEXT NOT NULL
);
CREATE INDEX alert_token_by_alert ON alert_token (alert);

-- Letters that wait to be taken by the mail server.
CREATE TABLE alert_letter (
  id      @key@ PRIMARY KEY,
  alert   @key@ NOT NULL REFERENCES alert (id),
  kind    TEXT NOT NULL,
  made_at @key@ NOT NULL
);
CREATE INDEX alert_letter_by_alert ON alert_letter (alert);

-- What an alert has told, or knew when it began (no letter): never told again.
CREATE TABLE alert_told (
  alert   @key@ NOT NULL REFERENCES alert (id),
  subject @key@ NOT NULL,
  event   @key@ NOT NULL,
  letter  @key@ NOT NULL,
  PRIMARY KEY (alert, subject, event)
);
CREATE INDEX alert_told_by_letter ON alert_told (letter);
