-- Of which parts of a source the registry shows what it knew before: a JSON document, null for none.
ALTER TABLE data_sources ADD COLUMN stale_parts TEXT;

UPDATE registry_meta SET value = '2' WHERE name = 'schema_version';
