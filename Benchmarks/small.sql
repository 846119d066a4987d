-- 50 tables of 500 rows in schema small, and the first 10,000 rows of public.item as public.tenk.
CREATE SCHEMA small;
SELECT format('CREATE TABLE small.t%s AS SELECT g AS id, md5(g::text) AS code, now()::timestamptz(0) AS at
    FROM generate_series(1, 500) g; ALTER TABLE small.t%1$s ADD PRIMARY KEY (id)', n)
FROM generate_series(1, 50) n \gexec
CREATE TABLE public.tenk AS SELECT * FROM public.item ORDER BY id LIMIT 10000;
ALTER TABLE public.tenk ADD PRIMARY KEY (id);
VACUUM ANALYZE;
