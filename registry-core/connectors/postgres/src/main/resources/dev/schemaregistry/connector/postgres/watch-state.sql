-- One row: whether changes are told, and whether this session is the one that listens (a pooler may hand us another).
SELECT (SELECT count(*) = 2
        FROM pg_catalog.pg_event_trigger t
        JOIN pg_catalog.pg_proc f ON f.oid = t.evtfoid
        JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
        WHERE n.nspname = 'schema_registry_watch' AND f.proname = 'hint' AND t.evtevent IN ('ddl_command_end', 'sql_drop')
          AND t.evtenabled IN ('O', 'A')) AS installed,
       EXISTS (SELECT FROM pg_catalog.pg_listening_channels() AS channel WHERE channel = 'schema_registry_watch') AS listening

