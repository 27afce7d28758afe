-- The same for one view or virtual table, where asking for all fails because one is broken.
SELECT ? AS table_name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM pragma_table_xinfo(?1, 'main') AS c
ORDER BY c.cid
