-- One row a column of a view or virtual table.
SELECT l.name AS table_name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM pragma_table_list AS l
JOIN pragma_table_xinfo(l.name, 'main') AS c
WHERE l.schema = 'main' AND l.type IN ('view', 'virtual')
ORDER BY l.name, c.cid
