-- One row an operator that users or extensions brought, of schemas our role may use.
SELECT n.nspname,
       o.oprname,
       o.oprleft,
       o.oprright,
       o.oprresult,
       o.oprcode::oid AS function
FROM pg_catalog.pg_operator o
JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oid >= 16384 AND o.oprcode <> 0 AND o.oprright <> 0
  AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> 'information_schema'
  AND has_schema_privilege(n.oid, 'USAGE')
ORDER BY o.oid
LIMIT 20001
