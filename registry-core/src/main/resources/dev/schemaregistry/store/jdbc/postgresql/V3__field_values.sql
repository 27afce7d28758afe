-- Which values the fields of a table hold, where the source's settings allow to keep them. No schema: it has no version. A row without
-- values tells that there was nothing to keep.
CREATE TABLE field_values (
  source_id   TEXT    NOT NULL,
  table_name  TEXT    NOT NULL,
  values_json TEXT    NOT NULL,  -- a JSON document: values by field
  looked_at   BIGINT  NOT NULL,
  PRIMARY KEY (source_id, table_name),
  FOREIGN KEY (source_id, table_name) REFERENCES table_meta (source_id, table_name) ON DELETE CASCADE
);

UPDATE registry_meta SET value = '3' WHERE name = 'schema_version';
