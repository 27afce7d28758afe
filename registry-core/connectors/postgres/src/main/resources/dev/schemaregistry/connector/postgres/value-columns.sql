-- The columns of one table that our role may read, as they are written in a query; nothing for what only computes its rows.
SELECT a.attname,
       quote_ident(a.attname) AS quoted,
       quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS place,
       c.reltuples
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
WHERE n.nspname = ?::text AND c.relname = ?::text AND c.relkind IN ('r', 'm', 'p')
  AND a.attnum > 0 AND NOT a.attisdropped
  AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
ORDER BY a.attnum
