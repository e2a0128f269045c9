-- Nor does what a visitor's saved search does change a public page.
DROP INDEX journal_public;
CREATE INDEX journal_public ON journal (seq) WHERE subject_kind NOT IN ('person', 'alert');
