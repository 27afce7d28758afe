-- One row an index of a user's table or materialized view. Field numbers are 0 where an expression stands.
SELECT i.indrelid,
       ic.relname,
       i.indisunique,
       i.indisvalid,
       i.indnkeyatts,
       i.indkey::text AS fields,
       i.indoption::text AS options,
       m.amname,
       pg_get_expr(i.indpred, i.indrelid) AS predicate,
       pg_get_indexdef(i.indexrelid) AS definition,
       CASE WHEN i.indexprs IS NOT NULL THEN
           (SELECT array_agg(pg_get_indexdef(i.indexrelid, p::int, false) ORDER BY p)
            FROM generate_series(1, i.indnatts) p WHERE i.indkey[p - 1] = 0) END AS expressions,
       CASE WHEN i.indclass::oid[] && (SELECT array_agg(o.oid) FROM pg_catalog.pg_opclass o WHERE NOT o.opcdefault) THEN
           (SELECT string_agg(o.opcname, ', ' ORDER BY u.place)
            FROM unnest(i.indclass) WITH ORDINALITY u(opclass, place)
            JOIN pg_catalog.pg_opclass o ON o.oid = u.opclass
            WHERE NOT o.opcdefault) END AS operator_classes,
       k.contype AS constraint_type
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
JOIN pg_catalog.pg_am m ON m.oid = ic.relam
JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
WHERE c.relkind IN ('r', 'm', 'p')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'schema_registry_watch')
