-- What a source's engine knows beyond what it brings itself: types, functions, operators and casts of users and extensions. No schema:
-- it has no version, and only the current state is kept.
CREATE TABLE source_catalogs (
  source_id    TEXT   PRIMARY KEY REFERENCES data_sources (id) ON DELETE CASCADE,
  fingerprint  TEXT   NOT NULL,
  catalog_json TEXT   NOT NULL,  -- a JSON document
  seen_at      BIGINT NOT NULL
);

UPDATE registry_meta SET value = '5' WHERE name = 'schema_version';
