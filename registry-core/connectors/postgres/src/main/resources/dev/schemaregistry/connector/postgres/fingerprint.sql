-- One value that differs after any change of what the other queries here read, and stays equal under writes of rows, VACUUM and
-- ANALYZE. Catalogs that only DDL writes are summed up by row and by the transaction that wrote it (xmin); pg_class and pg_index
-- also change when files are swapped or statistics kept, so of these the telling columns are taken. A sum needs no sorting. What the server brings itself has OIDs below 16384.
WITH space AS MATERIALIZED (
    SELECT oid, nspname, has_schema_privilege(oid, 'USAGE') AS usable FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'schema_registry_watch')),
home AS MATERIALIZED (SELECT oid FROM space UNION ALL SELECT 'pg_catalog'::regnamespace::oid),
relation AS MATERIALIZED (
    SELECT c.oid, c.relname, c.relnamespace, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity,
           c.reloftype, c.relpartbound, CASE WHEN c.relkind = 'v' THEN c.reloptions END, i.indisvalid,
           CASE WHEN c.relkind IN ('r', 'v', 'm', 'p', 'f')
                THEN has_schema_privilege(c.relnamespace, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT') END AS readable
    FROM pg_catalog.pg_class c
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
    WHERE c.relnamespace IN (SELECT oid FROM space) AND c.relkind IN ('r', 'v', 'm', 'p', 'f', 'c', 'i', 'I'))
SELECT md5(concat_ws(':',
    current_setting('server_version_num'),
    (SELECT sum(hashtextextended(s::text, 0)) FROM space s),
    (SELECT sum(hashtextextended(r::text, 0)) FROM relation r),
    (SELECT sum(hashint8extended((a.attrelid::bigint << 16) # a.attnum, a.xmin::text::bigint))
     FROM pg_catalog.pg_attribute a WHERE a.attnum > 0 AND a.attrelid IN (SELECT oid FROM relation)),
    (SELECT sum(hashoidextended(x.oid, x.xmin::text::bigint))
     FROM pg_catalog.pg_attrdef x WHERE x.adrelid IN (SELECT oid FROM relation)),
    (SELECT sum(hashoidextended(k.oid, k.xmin::text::bigint))
     FROM pg_catalog.pg_constraint k WHERE k.connamespace IN (SELECT oid FROM space)),
    (SELECT sum(hashoidextended(w.oid, w.xmin::text::bigint))
     FROM pg_catalog.pg_rewrite w WHERE w.ev_class IN (SELECT oid FROM relation)),
    (SELECT sum(hashint8extended((d.objoid::bigint << 16) # d.objsubid, d.xmin::text::bigint))
     FROM pg_catalog.pg_description d
     WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid IN (SELECT oid FROM relation)),
    (SELECT sum(hashint8extended((h.inhrelid::bigint << 32) # h.inhparent::bigint, h.xmin::text::bigint))
     FROM pg_catalog.pg_inherits h WHERE h.inhrelid IN (SELECT oid FROM relation)),
    (SELECT sum(hashoidextended(t.oid, t.xmin::text::bigint))
     FROM pg_catalog.pg_type t
     WHERE t.typrelid = 0 AND t.typcategory <> 'A' AND t.typnamespace IN (SELECT oid FROM space)),
    (SELECT sum(hashoidextended(p.oid, p.xmin::text::bigint))
     FROM pg_catalog.pg_proc p WHERE p.oid >= 16384 AND p.pronamespace IN (SELECT oid FROM home)),
    (SELECT sum(hashoidextended(o.oid, o.xmin::text::bigint))
     FROM pg_catalog.pg_operator o WHERE o.oid >= 16384 AND o.oprnamespace IN (SELECT oid FROM home)),
    (SELECT sum(hashoidextended(c.oid, c.xmin::text::bigint)) FROM pg_catalog.pg_cast c WHERE c.oid >= 16384),
    (SELECT sum(hashoidextended(c.oid, c.xmin::text::bigint)) FROM pg_catalog.pg_opclass c WHERE c.oid >= 16384),
    (SELECT sum(hashoidextended(a.oid, a.xmin::text::bigint)) FROM pg_catalog.pg_amop a WHERE a.oid >= 16384),
    (SELECT sum(hashoidextended(a.oid, a.xmin::text::bigint)) FROM pg_catalog.pg_amproc a WHERE a.oid >= 16384),
    (SELECT sum(hashint8extended((d.objid::bigint << 32) # d.refobjid::bigint, 0))
     FROM pg_catalog.pg_depend d
     WHERE d.deptype = 'e' AND d.classid = 'pg_catalog.pg_proc'::regclass),
    (SELECT s.reset_val FROM pg_catalog.pg_settings s WHERE s.name = 'search_path'),
    (SELECT sum(hashoidextended(e.oid, e.xmin::text::bigint)) FROM pg_catalog.pg_enum e),
    (SELECT sum(hashoidextended(f.ftrelid, f.xmin::text::bigint)) FROM pg_catalog.pg_foreign_table f),
    (SELECT sum(hashoidextended(s.oid, s.xmin::text::bigint)) FROM pg_catalog.pg_foreign_server s)))
