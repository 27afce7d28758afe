-- One row a column or expression of an index. An expression has no name here, only a place.
SELECT l.name AS table_name, i.name, i."unique", i.origin, i.partial, s.sql, c.name AS field, c."desc", c.coll
FROM pragma_table_list AS l
JOIN pragma_index_list(l.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS c
LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = i.name
WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND c.key = 1
ORDER BY l.name, i.name, c.seqno
