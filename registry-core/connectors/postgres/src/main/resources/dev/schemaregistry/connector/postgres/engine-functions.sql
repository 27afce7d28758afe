-- One row a function, aggregate or procedure that users or extensions brought, of schemas our role may use. What a range type
-- brings along belongs to it and is left out, and so is what returns a trigger.
SELECT p.oid,
       CASE WHEN p.prokind = 'a' AND a.aggkind <> 'n' THEN a.aggkind ELSE p.prokind END AS kind,
       p.proisstrict,
       p.proretset,
       p.provariadic <> 0 AS variadic,
       p.prorettype,
       p.proargtypes::text AS argument_types,
       p.pronargdefaults,
       array_to_string(p.proallargtypes, ' ') AS all_types,
       coalesce(array_to_string(p.proargmodes, ''), '') AS modes,
       p.proargnames AS argument_names,
       coalesce(a.aggnumdirectargs, 0) AS direct_arguments,
       has_function_privilege(p.oid, 'EXECUTE') AS callable,
       p.prosecdef
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.oid >= 16384
  AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
  AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname NOT IN ('information_schema', 'schema_registry_watch')
  AND has_schema_privilege(n.oid, 'USAGE')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i'
                    AND d.refclassid = 'pg_catalog.pg_type'::regclass)
ORDER BY p.oid
LIMIT 20001
