-- What own-cases.txt asks about: well-known extensions, and traps that a user of the database may have laid.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION ltree;
CREATE EXTENSION intarray;
CREATE EXTENSION unaccent;
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION fuzzystrmatch;
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE EXTENSION btree_gist;
CREATE EXTENSION pgcrypto;
CREATE EXTENSION tablefunc;
CREATE EXTENSION dblink;
CREATE SCHEMA ext;
GRANT USAGE ON SCHEMA ext TO PUBLIC;
CREATE EXTENSION seg SCHEMA ext;

CREATE FUNCTION spy(varchar) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION pure(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION guarded(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION lower(varchar) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION similarity(varchar, varchar) RETURNS real LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION spy_pair(varchar, varchar) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
CREATE FUNCTION spy_texts(text, text) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
CREATE FUNCTION spy_one(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION spy_add(int, int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION fine(int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
CREATE AGGREGATE spy_sum(int) (SFUNC = spy_add, STYPE = int, INITCOND = '0');
CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = spy_pair);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = spy_texts);
CREATE OPERATOR ==== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);
CREATE OPERATOR ext.= (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
CREATE OPERATOR ext.< (LEFTARG = text, RIGHTARG = text, FUNCTION = spy_texts);
CREATE OPERATOR !!! (RIGHTARG = text, FUNCTION = spy_one);
CREATE CAST (varchar AS int) WITH FUNCTION spy(varchar) AS IMPLICIT;

CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN odd AS int CHECK (fine(VALUE));
CREATE DOMAIN odder AS odd;
CREATE DOMAIN slow AS int CHECK (pg_sleep(0) IS NOT NULL);

CREATE TYPE evil;
CREATE FUNCTION evil_in(cstring) RETURNS evil IMMUTABLE STRICT LANGUAGE internal AS 'textin';
CREATE FUNCTION evil_out(evil) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'textout';
CREATE TYPE evil (INPUT = evil_in, OUTPUT = evil_out, LIKE = text);
CREATE FUNCTION evil_lt(evil, evil) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN true; END';
CREATE FUNCTION evil_cmp(evil, evil) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 0; END';
CREATE OPERATOR < (LEFTARG = evil, RIGHTARG = evil, FUNCTION = evil_lt, COMMUTATOR = >);
CREATE OPERATOR > (LEFTARG = evil, RIGHTARG = evil, FUNCTION = evil_lt);
CREATE OPERATOR <= (LEFTARG = evil, RIGHTARG = evil, FUNCTION = evil_lt);
CREATE OPERATOR >= (LEFTARG = evil, RIGHTARG = evil, FUNCTION = evil_lt);
CREATE OPERATOR = (LEFTARG = evil, RIGHTARG = evil, FUNCTION = evil_lt, MERGES, HASHES);
CREATE OPERATOR CLASS evil_ops DEFAULT FOR TYPE evil USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=,
    OPERATOR 5 >, FUNCTION 1 evil_cmp(evil, evil);

CREATE TYPE pair AS (a int, b text);
CREATE FUNCTION spy_json(pair) RETURNS json LANGUAGE plpgsql AS 'BEGIN RETURN ''1''; END';
CREATE CAST (pair AS json) WITH FUNCTION spy_json(pair);
CREATE TYPE plain AS (a int, b text);
CREATE TYPE bag AS (e evil);
CREATE TYPE trap AS (o odd);
CREATE TYPE span AS RANGE (SUBTYPE = date);
CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE TABLE people (
    id int PRIMARY KEY, name citext, alias varchar(40), city text, tags int[], attributes hstore, path ltree, code evil,
    codes evil[], height positive, age odd, both_of pair, two plain, sack bag, period span, feeling mood, joined date, document jsonb);
CREATE TABLE notes (id int, code evil, alias varchar(40), name citext, body text);
CREATE FUNCTION full_name(people) RETURNS text STABLE LANGUAGE sql AS 'SELECT $1.city';

CREATE VIEW harmless AS SELECT id, lower(name) AS name, name = 'ada' AS ada, similarity(city, 'x') AS near FROM people;
CREATE VIEW hidden_cast AS SELECT id, abs(alias) AS number FROM people;
CREATE VIEW over_hidden AS SELECT number FROM hidden_cast;
CREATE VIEW own_operator AS SELECT id FROM people WHERE city === 'x';
CREATE VIEW other_operator AS SELECT id FROM people WHERE city ==== 'x';
CREATE VIEW own_domain AS SELECT id::odder AS odd FROM people;
CREATE VIEW own_order AS SELECT id FROM people ORDER BY code;
