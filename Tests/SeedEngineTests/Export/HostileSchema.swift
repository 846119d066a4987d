/// Tables whose names, columns and values try to get out of where they are put.
enum HostileSchema {
    /// A parent, a child that also refers to its own table, and three tables of hostile names.
    static let tables = #"""
        CREATE TABLE parent (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text UNIQUE,
            twice int GENERATED ALWAYS AS (length(code) * 2) STORED);
        CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent, boss int REFERENCES child,
            doc json, price numeric, tags text[]);
        CREATE TABLE "we ird; $(touch pwned) `x` 'q' ""d"" \! %s
        \. -- :x 😀" ("a ""b"" 'c'" text, "new
        \.
        line" int, ":x" text, "$1" bytea DEFAULT '\x00', PRIMARY KEY ("a ""b"" 'c'", "new
        \.
        line"));
        CREATE TABLE "-rf" ("-v" text PRIMARY KEY, "only" text);
        CREATE TABLE "live" ("saved" text PRIMARY KEY);
        CREATE TABLE single (id text PRIMARY KEY, v text);
        """#

    /// Every value that some format between here and there gives a meaning.
    static let rows = #"""
        INSERT INTO parent (code) VALUES ('one'), ('two'), (NULL);
        INSERT INTO child VALUES (1, 1, NULL, '{"a": 1.0}', 1.10, '{a,"b,c",NULL}'), (2, 2, 1, NULL, 1.1, NULL),
            (3, 1, 2, 'null', 'NaN', '{}');
        INSERT INTO "we ird; $(touch pwned) `x` 'q' ""d"" \! %s
        \. -- :x 😀" SELECT v, n, v, convert_to(v, 'UTF8')
            FROM unnest(ARRAY['', ' ', E'\n', E'\t', E'a\n\\.\nb', E'\\.', E'\r\n\\.\r\n', '\N', '"', '""', '\', ',', 'NULL',
                '日本 😀 é', E'e\u0301', E'\x01\x08\x0b\x0c\x1b\x7f', '$(touch pwned)', ':x', '''']) WITH ORDINALITY AS u (v, n);
        INSERT INTO "-rf" VALUES ('', NULL), ('a', ''), ('b', E'\t\\t');
        INSERT INTO "live" VALUES ('a'), ('b');
        INSERT INTO single SELECT n::text, md5(n::text) || md5(n::text || 'x') FROM generate_series(1, 3000) n;
        """#

    /// Changes, additions and removals in every table, in an order that foreign keys allow.
    static let edits = #"""
        UPDATE child SET boss = NULL, parent_id = 2; DELETE FROM parent WHERE id = 1;
        INSERT INTO parent (id, code) OVERRIDING SYSTEM VALUE VALUES (9, 'one');
        UPDATE child SET parent_id = 9, doc = '{"a": 1}', price = 1.1 WHERE id = 1;
        DELETE FROM child WHERE id = 3; INSERT INTO child VALUES (7, 9, 1, '[]', 0, '{NULL}');
        UPDATE "we ird; $(touch pwned) `x` 'q' ""d"" \! %s
        \. -- :x 😀" SET ":x" = NULL WHERE length(":x") = 1;
        DELETE FROM "we ird; $(touch pwned) `x` 'q' ""d"" \! %s
        \. -- :x 😀" WHERE "a ""b"" 'c'" LIKE '%.%';
        UPDATE "-rf" SET "only" = 'x'; INSERT INTO "-rf" VALUES ('z');
        DELETE FROM "live" WHERE saved = 'a';
        UPDATE single SET v = 'other' WHERE id LIKE '10%'; DELETE FROM single WHERE id LIKE '20%';
        INSERT INTO single VALUES ('new', NULL);
        """#
}
