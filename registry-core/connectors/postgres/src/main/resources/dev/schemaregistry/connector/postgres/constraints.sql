-- One row a key, foreign key, check or exclusion constraint of a user's table. For a foreign key to a partitioned table the
-- server keeps a copy for each partition on the same table; those are no constraints of anybody's making and are left out.
SELECT k.conrelid,
       k.conname,
       k.contype,
       array_to_string(k.conkey, ' ') AS fields,
       rn.nspname AS referenced_namespace,
       rc.relname AS referenced_name,
       k.confrelid,
       array_to_string(k.confkey, ' ') AS referenced_fields,
       k.confdeltype,
       k.confupdtype,
       k.confmatchtype,
       k.condeferrable,
       k.condeferred,
       CASE WHEN k.contype = 'u' THEN /*nulls_not_distinct*/ false END AS nulls_not_distinct,
       CASE WHEN k.contype IN ('c', 'x') THEN pg_get_constraintdef(k.oid) END AS definition
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint parent ON parent.oid = k.conparentid
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
LEFT JOIN pg_catalog.pg_class rc ON rc.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schema_registry_watch')
  AND (parent.oid IS NULL OR parent.conrelid <> k.conrelid)
