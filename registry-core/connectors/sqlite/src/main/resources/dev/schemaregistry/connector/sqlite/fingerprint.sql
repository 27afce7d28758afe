-- Everything that a schema change rewrites, and nothing that rows, ANALYZE or VACUUM do.
SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY type, name, tbl_name, sql
