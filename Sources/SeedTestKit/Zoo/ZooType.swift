/// A column type of the zoo, and how its values are made of numbers.
package struct ZooType: Sendable {
    package var sql: String
    /// SQL of the n-th value, from 0 to 30: others for other numbers where the type has as many.
    package var value: @Sendable (Int) -> String
    /// May be unique or a key: the type has an order and a value for every number.
    package var isKey = false

    private static func quoted(_ values: String...) -> @Sendable (Int) -> String {
        { "'\(values[$0 % values.count])'" }
    }

    /// Types that keys and unique columns have.
    package static let keys: [ZooType] = [
        ZooType(sql: "int", value: { "\($0)" }, isKey: true),
        ZooType(sql: "bigint", value: { "\($0 - 9) * 1000000007::bigint" }, isKey: true),
        ZooType(sql: "smallint", value: { "\($0 * 7)" }, isKey: true),
        ZooType(sql: "text", value: { "'K' || chr(\(65 + $0)) || chr(\(330 - $0))" }, isKey: true),
        ZooType(sql: "varchar(3)", value: { "'v\(($0 * 7) % 31)'" }, isKey: true),
        ZooType(sql: "char(4)", value: { "'c\($0)'" }, isKey: true),
        ZooType(sql: "varchar(1)", value: { "chr(\(97 + $0 % 26 - ($0 / 26) * 32))" }, isKey: true),
        ZooType(sql: "uuid", value: { "md5('\($0)')::uuid" }, isKey: true),
        ZooType(sql: "date", value: { "date '2026-01-01' + \($0)" }, isKey: true),
        ZooType(sql: "numeric(8,2)", value: { "\($0) / 4.0" }, isKey: true),
        ZooType(sql: "timestamptz", value: { "timestamptz '2026-01-01Z' + \($0) * interval '1 s'" }, isKey: true),
        ZooType(sql: "code", value: { "'c\($0)'" }, isKey: true),
    ]

    /// Types that only unique columns have besides: hardly any has values to spare.
    package static let uniques: [ZooType] =
        keys + [
            ZooType(sql: "mood", value: { "(enum_range(NULL::mood))[\($0 + 1)]" }, isKey: true),
            ZooType(sql: "bytea", value: { "decode(lpad(to_hex(\($0)), 4, '0'), 'hex')" }, isKey: true),
            ZooType(sql: "inet", value: { "'10.0.0.\($0)'" }, isKey: true),
            ZooType(sql: "int[]", value: { "ARRAY[\($0), NULL]" }, isKey: true),
            ZooType(sql: "time", value: { "time '10:00' + \($0) * interval '1 min'" }, isKey: true),
            ZooType(sql: "interval", value: { "\($0) * interval '1 day'" }, isKey: true),
            ZooType(sql: "jsonb", value: { "jsonb_build_object('n', \($0))" }, isKey: true),
            ZooType(sql: "float8", value: { "\($0) / 3.0" }, isKey: true),
            ZooType(sql: "name", value: { "'n\($0)'" }, isKey: true),
            ZooType(sql: "\"char\"", value: { "chr(\(48 + $0))" }, isKey: true),
            ZooType(sql: "bit(5)", value: { "\($0)::bit(5)" }, isKey: true),
            ZooType(sql: "pair", value: { "ROW(\($0), 'p')::pair" }, isKey: true),
            ZooType(sql: "int CHECK (VALUE_ BETWEEN 0 AND 40)", value: { "\($0)" }, isKey: true),
            ZooType(sql: "text CHECK (VALUE_ ~ '^n[0-9]+$')", value: { "'n\($0)'" }, isKey: true),
        ]

    /// Types of columns without a constraint.
    package static let all: [ZooType] =
        uniques + [
            ZooType(
                sql: "numeric", value: quoted("1.0", "1.00", "NaN", "-Infinity", "1e-20", "0", "12345678901234567890")),
            ZooType(sql: "float4", value: quoted("-0", "0", "NaN", "Infinity", "1e-38", "0.1")),
            ZooType(sql: "float8", value: quoted("-0", "0", "NaN", "-Infinity", "1e308", "0.1")),
            ZooType(
                sql: "text",
                value: { ["''", "E'\\\\N'", "E'\\n\\t'", "'''\"'", "chr(128512)", "repeat('long ', 3000)"][$0 % 6] }),
            ZooType(sql: "bool", value: quoted("t", "f")),
            ZooType(sql: "bytea", value: quoted("\\x", "\\x00", "\\x5c2e", "\\xff0a")),
            ZooType(sql: "date", value: quoted("infinity", "-infinity", "4713-01-01 BC", "5874897-12-31")),
            ZooType(
                sql: "timestamp", value: quoted("infinity", "294276-12-31 23:59:59.999999", "4713-01-01 BC", "epoch")),
            ZooType(sql: "timestamptz", value: quoted("infinity", "-infinity", "2026-03-29 01:30:00Z", "epoch")),
            ZooType(sql: "timetz", value: quoted("10:00+02", "08:00Z", "24:00-15:59")),
            ZooType(sql: "interval", value: quoted("1 month", "30 days", "720 hours", "-1 year 3 s")),
            ZooType(sql: "json", value: quoted("{\"a\": 1}", "{ \"a\" :1}", "{\"a\":1,\"a\":2}", "null")),
            ZooType(sql: "jsonb", value: quoted("{\"a\": 1.0}", "{\"a\": 1}", "[]", "null", "\"\\\\n\"")),
            ZooType(sql: "xml", value: quoted("<a/>", "<a></a>", "<b>&amp;</b>")),
            ZooType(sql: "varbit", value: quoted("", "0", "00", "101")),
            ZooType(sql: "text[]", value: quoted("{}", "{NULL}", "{\"NULL\"}", "{{a},{b}}", "[0:1]={a,b}")),
            ZooType(sql: "pair[]", value: quoted("{}", "{\"(1,a)\"}", "{\"(,)\",NULL}")),
            ZooType(sql: "point", value: quoted("(1,2)", "(-0,0)", "(0,0)")),
            ZooType(sql: "box", value: quoted("(1,1),(0,0)", "(2,1),(1,0)")),
            ZooType(sql: "polygon", value: quoted("((0,0),(1,1),(1,0))", "((0,0),(1,1),(2,0))")),
            ZooType(sql: "int4range", value: quoted("empty", "[1,5)", "(,)", "[7,)")),
            ZooType(sql: "numrange", value: quoted("[1.0,2]", "[1.00,2]", "empty")),
            ZooType(sql: "int4multirange", value: quoted("{}", "{[1,3),[5,7)}")),
            ZooType(sql: "tsvector", value: quoted("a:1 b:2A", "a", "")),
            ZooType(sql: "tsquery", value: quoted("a & b", "!a")),
            ZooType(sql: "money", value: quoted("1.00", "-92233720368547758.08")),
            ZooType(sql: "macaddr8", value: quoted("08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:06")),
            ZooType(sql: "pg_lsn", value: quoted("0/0", "16/B374D848")),
            ZooType(sql: "citext", value: quoted("a", "A", "b")),
            ZooType(sql: "hstore", value: quoted("a=>1", "a=>NULL", "")),
        ]

    /// What a schema has of its own before any table.
    package static let definitions: [String] = [
        "CREATE TYPE mood AS ENUM (\((0...30).map { "'m\($0)'" }.joined(separator: ", ")))",
        "CREATE TYPE pair AS (a int, b text)", "CREATE DOMAIN code AS text CHECK (value ~ '^c[0-9]+$')",
    ]

    /// The type of a column called `column`.
    package func sql(_ column: String) -> String { sql.replacing("VALUE_", with: column) }

    /// The type without what a column's definition says beside it.
    package var bare: String { String(sql[..<(sql.firstRange(of: " CHECK")?.lowerBound ?? sql.endIndex)]) }
}
