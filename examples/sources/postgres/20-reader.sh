#!/bin/sh
# The role that the registry uses: it may read, and nothing else.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres --dbname shop -v password="$(cat /run/secrets/postgres_reader_password)" <<'SQL'
CREATE ROLE reader LOGIN PASSWORD :'password' CONNECTION LIMIT 10;
GRANT pg_read_all_data TO reader;
SQL
