-- 500 tables of 200 rows in schema many, each but the first with a foreign key to another.
CREATE SCHEMA many;
SELECT format('CREATE TABLE many.t%s (id int PRIMARY KEY, code text NOT NULL UNIQUE, name text, description text,
    settings jsonb NOT NULL, at timestamptz NOT NULL, parent int REFERENCES many.t%s)', n, greatest(n / 2, 1))
FROM generate_series(1, :tables) n \gexec
SELECT format('INSERT INTO many.t%s SELECT g, md5(g::text) || %L, md5(g::text), repeat(md5(g::text), 4),
    jsonb_build_object(''a'', g), timestamptz ''2026-01-01'' + g * interval ''1 min'', g FROM generate_series(1, 200) g', n, n)
FROM generate_series(1, :tables) n \gexec
VACUUM ANALYZE;
