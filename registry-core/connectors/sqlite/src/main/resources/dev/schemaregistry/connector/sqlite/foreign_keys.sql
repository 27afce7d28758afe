-- One row a column of a foreign key. "to" is NULL where the key refers to the primary key without naming it.
SELECT l.name AS table_name, f.id, f."table" AS referenced, f."from" AS field, f."to" AS referenced_field,
       f.on_update, f.on_delete
FROM pragma_table_list AS l
JOIN pragma_foreign_key_list(l.name, 'main') AS f
WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY l.name, f.id, f.seq
