-- One row a table, virtual table or view. The tables in which a virtual table keeps its content ("shadow"), and SQLite's own, are
-- left out: they are how something is stored, not what is known.
SELECT l.name, l.type, l.wr, l.strict, s.sql
FROM pragma_table_list AS l
JOIN sqlite_schema AS s ON s.name = l.name AND s.type IN ('table', 'view')
WHERE l.schema = 'main' AND l.type <> 'shadow' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
