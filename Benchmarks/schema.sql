-- A table of reference data: about 800 bytes a row. psql variable `rows`.
CREATE TABLE public.item (
    id bigint PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    description text,
    template text NOT NULL,
    settings jsonb NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
INSERT INTO public.item
SELECT n, 'CODE-' || n, 'Item number ' || n, repeat(md5(n::text), 2), repeat(md5((n * 7)::text), 12) || n,
    jsonb_build_object('channel', 'email', 'retries', n % 5, 'text', repeat(md5((n * 3)::text), 4)),
    n % 10 <> 0, '2025-01-01'::timestamptz + n * interval '1 second', '2025-06-01'::timestamptz + n * interval '1 second'
FROM generate_series(1, :rows) n;
VACUUM ANALYZE public.item;
