-- What public pages show changes with the entries that are not about somebody's account: the last of
-- them is asked for at each request.
CREATE INDEX journal_public ON journal (seq) WHERE subject_kind <> 'person';
