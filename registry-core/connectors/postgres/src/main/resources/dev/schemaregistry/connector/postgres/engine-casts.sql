-- One row a cast that users or extensions brought. Casts belong to no schema.
SELECT c.castsource, c.casttarget, c.castcontext, c.castmethod = 'b' AS same_form, c.castfunc
FROM pg_catalog.pg_cast c
WHERE c.oid >= 16384
ORDER BY c.castsource, c.casttarget
LIMIT 20001
