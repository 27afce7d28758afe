-- Takes away what lets this database tell the schema registry of changes; running it again is harmless. Who watches is told, and
-- looks by the clock from then on.
BEGIN;
SET LOCAL search_path = pg_catalog, pg_temp;
DROP EVENT TRIGGER IF EXISTS schema_registry_watch_change;
DROP EVENT TRIGGER IF EXISTS schema_registry_watch_drop;
DROP FUNCTION IF EXISTS schema_registry_watch.hint();
DROP SCHEMA IF EXISTS schema_registry_watch;
NOTIFY schema_registry_watch, 'setup';
COMMIT;
