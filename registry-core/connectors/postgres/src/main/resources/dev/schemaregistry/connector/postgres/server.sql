-- One row: the engine, its clock, and what the role may do beyond reading.
SELECT current_setting('server_version') AS version,
       current_setting('server_version_num')::int AS version_number,
       current_timestamp AS observed_at,
       current_user AS role,
       r.rolsuper AS superuser,
       array_remove(ARRAY[
           CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
           CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
           CASE WHEN r.rolreplication THEN 'REPLICATION' END,
           CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
           CASE WHEN has_database_privilege(current_database(), 'CREATE') THEN 'CREATE on the database' END], NULL)
       || coalesce((SELECT array_agg(p.rolname::text ORDER BY p.rolname)
                    FROM pg_catalog.pg_roles p
                    WHERE p.rolname IN ('pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
                                        'pg_execute_server_program', 'pg_signal_backend', 'pg_maintain')
                      AND pg_has_role(current_user, p.oid, 'MEMBER')), '{}') AS powers,
       (SELECT array_agg(n.nspname::text ORDER BY part.place)
        FROM pg_catalog.pg_settings s
        CROSS JOIN LATERAL regexp_split_to_table(s.reset_val, '\s*,\s*') WITH ORDINALITY part(name, place)
        JOIN pg_catalog.pg_namespace n
          ON n.nspname = CASE part.name WHEN '"$user"' THEN current_user ELSE replace(trim(BOTH '"' FROM part.name), '""', '"') END
        WHERE s.name = 'search_path' AND has_schema_privilege(n.oid, 'USAGE')) AS search_path
FROM pg_catalog.pg_roles r
WHERE r.rolname = current_user
