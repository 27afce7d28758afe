-- Writes the built-in types, casts, operators and functions of the server it runs on as tab-separated text.
-- README.md beside this file says how to run it and what reads the result. Objects from identifier 10000 on are made while a cluster
-- is (languages, text search): they differ between machines, and no query calls them.
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
\pset fieldsep '\t'
SET search_path = pg_catalog;
SET extra_float_digits = 0;

\o types.tsv
SELECT t.oid, t.typname, format_type(t.oid, NULL), t.typtype, t.typcategory,
       CASE WHEN t.typispreferred THEN 'p' ELSE '' END
       || CASE t.typsubscript::text WHEN 'array_subscript_handler' THEN 'a' WHEN 'raw_array_subscript_handler' THEN 'r'
               WHEN 'jsonb_subscript_handler' THEN 'j' ELSE '' END
       || CASE WHEN t.typcollation <> 0 THEN 'c' ELSE '' END
       || coalesce((SELECT string_agg(CASE a.amname WHEN 'btree' THEN 'o' ELSE 'h' END, '' ORDER BY a.amname)
                    FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod
                    WHERE c.opcdefault AND c.opcintype = t.oid AND a.amname IN ('btree', 'hash')), ''),
       t.typelem, t.typarray, t.typbasetype,
       coalesce(r.rngsubtype, 0), coalesce(r.rngmultitypid, 0)
FROM pg_type t
LEFT JOIN pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_type e ON e.oid = t.typelem
WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.oid < 10000 AND t.typtype <> 'c' AND e.typtype IS DISTINCT FROM 'c'
ORDER BY t.oid;

\o casts.tsv
SELECT castsource, casttarget, castcontext, castmethod, castfunc
FROM pg_cast
WHERE castsource < 10000 AND casttarget < 10000
ORDER BY castsource, casttarget;

\o operators.tsv
SELECT oid, oprname, oprleft, oprright, oprresult, oprcode::oid
FROM pg_operator
WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprcode <> 0 AND oid < 10000
ORDER BY oid;

\o functions.tsv
SELECT p.oid, p.proname,
       CASE WHEN p.prokind = 'a' AND a.aggkind <> 'n' THEN a.aggkind ELSE p.prokind END,
       p.provolatile::text || CASE WHEN p.proisstrict THEN 's' ELSE '' END || CASE WHEN p.proretset THEN 'r' ELSE '' END
       || CASE WHEN p.provariadic <> 0 THEN 'v' ELSE '' END,
       p.prorettype, p.proargtypes, p.pronargdefaults,
       coalesce(array_to_string(p.proallargtypes, ' '), ''),
       coalesce(array_to_string(p.proargmodes, ''), ''),
       coalesce(array_to_string(p.proargnames, ','), ''),
       coalesce(a.aggnumdirectargs, 0)
FROM pg_proc p
LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.oid < 10000
ORDER BY p.oid;
\o
