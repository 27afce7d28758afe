-- One row a type that users or extensions brought. Row types of tables and array types are left out.
-- "calls" are the functions that run, beyond those that the server brings itself, when a value is made, compared or checked: its input,
-- its default operator classes, a range's order and canonical form, the conditions of a domain, a cast to JSON.
WITH own AS MATERIALIZED (
    SELECT t.oid, t.typname, n.nspname, t.typtype, t.typcategory, t.typispreferred, t.typcollation, t.typarray, t.typbasetype,
           t.typrelid, t.typinput, t.typmodin, r.rngsubtype, r.rngsubopc, r.rngcanonical, /*multirange*/ 0::oid AS multirange
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
    WHERE t.oid >= 16384 AND t.typisdefined AND t.typtype IN ('b', 'd', 'e', 'r', 'c')
      AND t.typcategory <> 'A' AND (c.oid IS NULL OR c.relkind = 'c')
      AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname NOT IN ('information_schema', 'schema_registry_watch')),
class AS MATERIALIZED (
    SELECT o.opcintype AS type, o.opcfamily AS family, m.amname
    FROM pg_catalog.pg_opclass o
    JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod
    WHERE o.opcdefault AND m.amname IN ('btree', 'hash') AND o.opcintype IN (SELECT oid FROM own)
    UNION
    SELECT w.oid, o.opcfamily, '' FROM own w JOIN pg_catalog.pg_opclass o ON o.oid = w.rngsubopc),
call AS MATERIALIZED (
    SELECT oid AS type, typinput::oid AS function FROM own
    UNION SELECT oid, typmodin::oid FROM own
    UNION SELECT oid, rngcanonical::oid FROM own
    UNION SELECT c.type, p.amproc::oid FROM class c JOIN pg_catalog.pg_amproc p ON p.amprocfamily = c.family
    UNION SELECT c.type, o.oprcode::oid
          FROM class c JOIN pg_catalog.pg_amop a ON a.amopfamily = c.family JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
    UNION SELECT k.contypid, coalesce(o.oprcode::oid, d.refobjid)
          FROM pg_catalog.pg_constraint k
          JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_constraint'::regclass AND d.objid = k.oid
          LEFT JOIN pg_catalog.pg_operator o ON d.refclassid = 'pg_catalog.pg_operator'::regclass AND o.oid = d.refobjid
          WHERE k.contypid <> 0 AND (o.oid IS NOT NULL OR d.refclassid = 'pg_catalog.pg_proc'::regclass)
    UNION SELECT castsource, castfunc FROM pg_catalog.pg_cast WHERE casttarget = 'json'::regtype)
SELECT w.oid, w.nspname, w.typname, w.typtype, w.typcategory, w.typispreferred,
       w.typcollation <> 0 AS collatable,
       EXISTS (SELECT FROM class c WHERE c.type = w.oid AND c.amname = 'btree') AS ordered,
       EXISTS (SELECT FROM class c WHERE c.type = w.oid AND c.amname = 'hash') AS hashed,
       a.typname AS array_name,
       w.typbasetype,
       w.rngsubtype,
       m.typname AS multirange_name,
       (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = w.oid) AS labels,
       (SELECT string_agg(f.atttypid::text, ' ' ORDER BY f.attnum)
        FROM pg_catalog.pg_attribute f WHERE f.attrelid = w.typrelid AND f.attnum > 0 AND NOT f.attisdropped) AS attributes,
       (SELECT array_agg(pg_get_expr(k.conbin, 0) ORDER BY k.conname)
        FROM pg_catalog.pg_constraint k WHERE k.contypid = w.oid AND k.contype = 'c') AS checks,
       (SELECT string_agg(c.function::text, ' ') FROM call c WHERE c.type = w.oid AND c.function >= 16384) AS calls
FROM own w
LEFT JOIN pg_catalog.pg_type a ON a.oid = w.typarray
LEFT JOIN pg_catalog.pg_type m ON m.oid = w.multirange
ORDER BY w.oid
LIMIT 20001
