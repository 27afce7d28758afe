-- The functions of the given OIDs. A function counts as its extension's own only where a user can't have written it: what is in C needs
-- a superuser, and the scripts of extensions that others may install run as one. Whoever owns an extension may add functions to it.
SELECT p.oid, n.nspname, p.proname, p.provolatile,
       CASE WHEN o.rolsuper OR (l.lanname IN ('c', 'internal') AND p.prokind <> 'a') THEN e.extname END AS extension
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
JOIN pg_catalog.pg_roles o ON o.oid = p.proowner
LEFT JOIN pg_catalog.pg_depend d
       ON d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
      AND d.refclassid = 'pg_catalog.pg_extension'::regclass
LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
WHERE p.oid = ANY (?::oid[])
