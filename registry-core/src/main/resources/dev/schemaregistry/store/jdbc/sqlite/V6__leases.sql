-- Which process does a piece of work that only one does at a time. A row stays when its lease ends, so that terms only grow.
CREATE TABLE leases (
  name       TEXT    PRIMARY KEY,
  owner      TEXT    NOT NULL,  -- empty: given back
  term       INTEGER NOT NULL,  -- counts who had it; whoever writes under an older one is refused
  expires_at INTEGER NOT NULL   -- by the clock of this machine
);

UPDATE registry_meta SET value = '6' WHERE name = 'schema_version';

PRAGMA user_version = 6;
