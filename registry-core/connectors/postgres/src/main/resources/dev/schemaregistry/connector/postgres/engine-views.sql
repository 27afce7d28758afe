-- One row a view that calls functions which the server does not bring itself. The server notes what a definition depends on, also where
-- its text does not show it: the function behind an operator, a cast that nobody wrote.
SELECT n.nspname, c.relname, string_agg(DISTINCT coalesce(o.oprcode::oid, d.refobjid)::text, ' ') AS calls
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_rewrite w ON w.ev_class = c.oid
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
LEFT JOIN pg_catalog.pg_operator o ON d.refclassid = 'pg_catalog.pg_operator'::regclass AND o.oid = d.refobjid
WHERE c.relkind = 'v'
  AND (o.oid IS NOT NULL OR d.refclassid = 'pg_catalog.pg_proc'::regclass)
  AND coalesce(o.oprcode::oid, d.refobjid) >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schema_registry_watch')
GROUP BY n.nspname, c.relname
ORDER BY n.nspname, c.relname
LIMIT 20001
