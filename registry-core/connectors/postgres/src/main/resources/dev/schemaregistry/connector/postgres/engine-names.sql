-- The names of the types of the given OIDs; the schema of those that the server brings itself is left out.
SELECT t.oid, CASE WHEN t.oid >= 16384 OR n.nspname <> 'pg_catalog' THEN n.nspname ELSE '' END AS namespace, t.typname
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.oid = ANY (?::oid[])
