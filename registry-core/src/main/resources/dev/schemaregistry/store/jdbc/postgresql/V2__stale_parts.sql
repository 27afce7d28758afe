-- Of which parts of a source the registry shows what it knew before: a JSON document, null for none.
ALTER TABLE data_sources ADD COLUMN stale_parts TEXT;

-- What only one kind of source tells of a table, such as the members of a channel: a JSON object of texts, null for none.
ALTER TABLE table_statistics ADD COLUMN others TEXT;

UPDATE registry_meta SET value = '2' WHERE name = 'schema_version';
