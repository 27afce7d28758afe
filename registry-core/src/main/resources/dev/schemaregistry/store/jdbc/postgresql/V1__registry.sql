-- One registry. Times are Unix epoch milliseconds; JSON columns hold the documents that the JSON room writes.

CREATE TABLE registry_meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE data_sources (
  id                TEXT    PRIMARY KEY,
  uri               TEXT    NOT NULL,               -- without any secret
  type              TEXT    NOT NULL,
  version           TEXT    NOT NULL,
  updated_at        BIGINT NOT NULL,
  description       TEXT,
  settings          TEXT    NOT NULL DEFAULT '{}',  -- JSON object
  revision          BIGINT NOT NULL DEFAULT 0,
  fingerprint       TEXT,
  default_namespace TEXT    NOT NULL DEFAULT '',
  engine            TEXT    NOT NULL DEFAULT '',
  health            TEXT    NOT NULL DEFAULT 'NEVER_SEEN',
  health_detail     TEXT    NOT NULL DEFAULT '',
  last_seen         BIGINT,
  last_attempt      BIGINT 
);

-- What every source has now.
CREATE TABLE table_meta (
  source_id   TEXT    NOT NULL REFERENCES data_sources (id) ON DELETE CASCADE,
  table_name  TEXT    NOT NULL,
  schema_json TEXT    NOT NULL,
  version     TEXT    NOT NULL,
  updated_at  BIGINT NOT NULL,
  revision    BIGINT NOT NULL,
  fingerprint TEXT    NOT NULL,
  PRIMARY KEY (source_id, table_name)
);

-- What every source ever had; append-only.
CREATE TABLE table_versions (
  source_id   TEXT    NOT NULL REFERENCES data_sources (id) ON DELETE CASCADE,
  table_name  TEXT    NOT NULL,
  revision    BIGINT NOT NULL CHECK (revision >= 1),
  version     TEXT    NOT NULL,
  bump        TEXT    NOT NULL,
  removed     BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  fingerprint TEXT    NOT NULL,
  schema_json TEXT    NOT NULL,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (source_id, table_name, revision)
);

CREATE INDEX table_versions_removed ON table_versions (source_id, table_name) WHERE removed = 1;

-- The differences that made a version. No change_json: the change is the version's own schema, come or gone.
CREATE TABLE changes (
  source_id   TEXT    NOT NULL,
  table_name  TEXT    NOT NULL,
  revision    BIGINT NOT NULL,
  ordinal     BIGINT NOT NULL,
  kind        TEXT    NOT NULL,
  change_json TEXT,
  PRIMARY KEY (source_id, table_name, revision, ordinal),
  FOREIGN KEY (source_id, table_name, revision)
    REFERENCES table_versions (source_id, table_name, revision) ON DELETE CASCADE
);

-- The outbox. A row about a table goes with its version; a row about a source stays.
CREATE TABLE events (
  sequence    BIGINT PRIMARY KEY,
  at          BIGINT NOT NULL,
  kind        TEXT    NOT NULL,
  source_id   TEXT,
  table_name  TEXT,
  revision    BIGINT,
  entity_name TEXT,
  UNIQUE (source_id, table_name, revision),
  FOREIGN KEY (source_id, table_name, revision)
    REFERENCES table_versions (source_id, table_name, revision) ON DELETE CASCADE
);

-- One row: the last place given out. Its writer holds it until commit, so that places become visible in their order.
CREATE TABLE event_counter (
  id            BIGINT PRIMARY KEY CHECK (id = 1),
  last_sequence BIGINT NOT NULL
);

INSERT INTO event_counter (id, last_sequence) VALUES (1, 0);

CREATE TABLE positions (
  listener TEXT    PRIMARY KEY,
  sequence BIGINT NOT NULL
);

CREATE TABLE table_statistics (
  source_id   TEXT    NOT NULL REFERENCES data_sources (id) ON DELETE CASCADE,
  table_name  TEXT    NOT NULL,
  row_count   BIGINT,
  byte_count  BIGINT,
  observed_at BIGINT NOT NULL,
  PRIMARY KEY (source_id, table_name)
);

CREATE TABLE ontology_mapping (
  entity_name   TEXT PRIMARY KEY,
  source_tables TEXT NOT NULL,               -- JSON list of "source_id.table_name"
  description   TEXT,
  synonyms      TEXT NOT NULL DEFAULT '[]',  -- JSON list
  updated_at    BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE audit (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      BIGINT NOT NULL,
  actor   TEXT    NOT NULL,
  action  TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  detail  TEXT    NOT NULL
);

INSERT INTO registry_meta (name, value) VALUES ('application', 'schema-registry'), ('schema_version', '1');

