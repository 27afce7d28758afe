-- What people said of answers: the question, and whether what it is about was right.
CREATE TABLE feedback (
  id       TEXT   PRIMARY KEY,               -- follows from the question and what it is about
  question TEXT   NOT NULL,
  verdict  TEXT   NOT NULL,
  at       INTEGER NOT NULL
) WITHOUT ROWID;

-- What it is about: a row for each table, and one without a table for each source. No reference to the sources: what is about one
-- that goes is forgotten with an event each.
CREATE TABLE feedback_targets (
  feedback_id TEXT NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
  source_id   TEXT NOT NULL,
  table_name  TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (feedback_id, source_id, table_name)
) WITHOUT ROWID;

CREATE INDEX feedback_targets_subject ON feedback_targets (source_id, table_name);

ALTER TABLE events ADD COLUMN feedback_id TEXT;

UPDATE registry_meta SET value = '4' WHERE name = 'schema_version';

PRAGMA user_version = 4;
