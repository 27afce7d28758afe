-- One row a table, view, materialized view, partitioned or foreign table of the users. What an extension owns is left out:
-- it belongs to the extension, changes with its version, and says nothing about the data here.
SELECT c.oid,
       n.nspname,
       c.relname,
       c.relkind,
       c.relpersistence,
       c.relrowsecurity,
       c.relforcerowsecurity,
       c.reltuples,
       c.relpages::bigint * current_setting('block_size')::bigint AS bytes,
       d.description,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
       CASE WHEN c.relkind = 'v' THEN array_to_string(c.reloptions, ', ') END AS options,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       h.parents,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       s.srvname AS foreign_server,
       has_schema_privilege(n.oid, 'USAGE') AS usable,
       has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT') AS readable,
       has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writable,
       pg_has_role(c.relowner, 'USAGE') AS owned
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description d
       ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN (SELECT inhrelid, string_agg(inhparent::text, ' ' ORDER BY inhseqno) AS parents
           FROM pg_catalog.pg_inherits GROUP BY inhrelid) h ON h.inhrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schema_registry_watch')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
