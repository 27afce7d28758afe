-- Lets this database tell the schema registry that its schema may have changed. Run it as a superuser, or as the role that stands
-- for one at your provider; running it again is harmless. Everything that it makes is in the schema "schema_registry_watch", but
-- for the two event triggers, whose names start with that. "schema-registry watch install <source> --remove" takes it all away.
--
-- A transaction that changes the schema sends one notification, without content, when it commits. One that is prepared for a
-- two-phase commit (PREPARE TRANSACTION) cannot send any: PostgreSQL refuses to prepare it once it has changed the schema.
BEGIN;
SET LOCAL search_path = pg_catalog, pg_temp;
CREATE SCHEMA IF NOT EXISTS schema_registry_watch;
DROP EVENT TRIGGER IF EXISTS schema_registry_watch_change;
DROP EVENT TRIGGER IF EXISTS schema_registry_watch_drop;
DROP FUNCTION IF EXISTS schema_registry_watch.hint();
CREATE FUNCTION schema_registry_watch.hint() RETURNS event_trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $hint$
BEGIN
    IF tg_event = 'sql_drop' THEN
        IF NOT EXISTS (SELECT FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary) THEN
            RETURN;
        END IF;
    ELSIF tg_tag = 'REFRESH MATERIALIZED VIEW'
            OR NOT EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE schema_name IS DISTINCT FROM 'pg_temp') THEN
        RETURN;
    END IF;
    PERFORM pg_notify('schema_registry_watch', '');
EXCEPTION WHEN OTHERS THEN
    -- A hint that is lost is made up for by the next look; a statement that fails because of a hint would be a fault.
    RETURN;
END $hint$;
REVOKE ALL ON FUNCTION schema_registry_watch.hint() FROM PUBLIC;
CREATE EVENT TRIGGER schema_registry_watch_change ON ddl_command_end EXECUTE FUNCTION schema_registry_watch.hint();
CREATE EVENT TRIGGER schema_registry_watch_drop ON sql_drop EXECUTE FUNCTION schema_registry_watch.hint();
ALTER EVENT TRIGGER schema_registry_watch_change ENABLE ALWAYS;
ALTER EVENT TRIGGER schema_registry_watch_drop ENABLE ALWAYS;
COMMENT ON SCHEMA schema_registry_watch IS
    'Schema Registry for Agents: tells the registry that the schema of this database changed. "schema-registry watch install --remove" removes it.';
COMMENT ON FUNCTION schema_registry_watch.hint() IS
    'Schema Registry for Agents: sends an empty notification on the channel schema_registry_watch; writes nothing.';
COMMENT ON EVENT TRIGGER schema_registry_watch_change IS
    'Schema Registry for Agents: tells the registry of CREATE, ALTER, COMMENT, GRANT and the like.';
COMMENT ON EVENT TRIGGER schema_registry_watch_drop IS
    'Schema Registry for Agents: tells the registry of DROP.';
NOTIFY schema_registry_watch, 'setup';
COMMIT;
