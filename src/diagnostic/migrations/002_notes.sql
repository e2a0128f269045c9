-- What its author notes as the proof of an answer: a JSON object by key of the question.
ALTER TABLE assessment ADD COLUMN notes TEXT NOT NULL DEFAULT '{}';
