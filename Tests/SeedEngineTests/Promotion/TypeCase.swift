/// A type, a value of it, and another that must be seen as different and arrive exactly.
struct TypeCase: Sendable {
    let type: String
    let before: String
    let after: String

    init(_ type: String, _ before: String, _ after: String) {
        self.type = type
        self.before = before
        self.after = after
    }

    /// What has to be there first.
    static let prelude = """
        CREATE TYPE mood AS ENUM ('sad', 'so so', 'Happy'); CREATE TYPE pair AS (a int, b text);
        CREATE TYPE nested AS (p pair, list text[]); CREATE DOMAIN digits AS text CHECK (value ~ '^[0-9]*$');
        CREATE DOMAIN moods AS mood[]; CREATE TYPE floats AS RANGE (subtype = float8);
        """

    /// Values that compare equal under the type's own operator, or whose type has none.
    static let subtle = [
        TypeCase("citext", "'code'", "'CODE'"), TypeCase("numeric", "1.0", "1.00"),
        TypeCase("numeric[]", "'{1.0}'", "'{1.00}'"),
        TypeCase("float8", "'0'", "'-0'"), TypeCase("float4", "'0'", "'-0'"), TypeCase("float8[]", "'{0}'", "'{-0}'"),
        TypeCase("box", "'((0,0),(2,2))'", "'((1,0),(2,4))'"), TypeCase("circle", "'<(0,0),1>'", "'<(5,5),1>'"),
        TypeCase("path", "'[(0,0),(1,1)]'", "'[(0,0),(9,9)]'"), TypeCase("path", "'[(0,0),(1,1)]'", "'((0,0),(1,1))'"),
        TypeCase("interval", "'1 month'", "'30 days'"), TypeCase("interval", "'24:00'", "'1 day'"),
        TypeCase("json", "'{\"a\":1,\"b\":2}'", "'{\"b\": 2, \"a\": 1}'"),
        TypeCase("json", "'{\"a\":1}'", "'{\"a\":1,\"a\":1}'"),
        TypeCase("jsonb", "'1'", "'1.0'"), TypeCase("xml", "'<a b=\"1\"/>'", "'<a b=''1''/>'"),
        TypeCase("point", "'(1,2)'", "'(1,3)'"),
        TypeCase("polygon", "'((0,0),(1,1),(1,0))'", "'((1,1),(1,0),(0,0))'"),
        TypeCase("int[]", "'{1,2}'", "'[0:1]={1,2}'"),
        TypeCase("inet", "'10.0.0.1/24'", "'10.0.0.1/25'"), TypeCase("numrange", "'[1.0,2]'", "'[1.00,2]'"),
        TypeCase("bpchar", "'a'::text::bpchar", "'a '::bpchar"), TypeCase("text", "U&'\\00e9'", "U&'e\\0301'"),
        TypeCase("text", "NULL", "''"), TypeCase("text", "NULL", "'NULL'"), TypeCase("text", "'a'", "'a '"),
        TypeCase("pair", "NULL", "ROW(NULL, NULL)"), TypeCase("text[]", "NULL", "'{}'"),
        TypeCase("text[]", "'{NULL}'", "'{\"NULL\"}'"),
    ]

    static let limits = [
        TypeCase("float8", "'NaN'", "'Infinity'"), TypeCase("float8", "0.1", "0.1::float8 + 0.2"),
        TypeCase("float4", "'-Infinity'", "3.4028235e38"),
        TypeCase("float8", "5e-324", "1.7976931348623157e308"), TypeCase("numeric", "'NaN'", "'-Infinity'"),
        TypeCase("numeric", "1", "('1' || repeat('0', 1000) || '.' || repeat('0', 1000) || '1')::numeric"),
        TypeCase("date", "'infinity'", "'4713-01-01 BC'"), TypeCase("date", "'0044-03-15 BC'", "'5874897-12-31'"),
        TypeCase("timestamp", "'-infinity'", "'294276-12-31 23:59:59.999999'"),
        TypeCase("timestamp", "'4713-01-01 00:00 BC'", "'0001-01-01'"),
        TypeCase("timestamptz", "'2026-10-25 02:30+02'", "'2026-10-25 02:30+01'"),
        TypeCase("timestamptz", "'infinity'", "'0001-01-01 BC'"),
        TypeCase("timestamptz(0)", "'2026-01-01'", "'2026-01-01 00:00:01'"),
        TypeCase("time", "'24:00:00'", "'00:00:00.000001'"),
        TypeCase("timetz", "'12:00+15:59'", "'12:00-15:59'"),
        TypeCase("interval", "'-178000000 years'", "'P1Y-2M3DT-4H5M6.000001S'"),
        TypeCase("bigint", "-9223372036854775808", "9223372036854775807"), TypeCase("smallint", "-32768", "32767"),
        TypeCase("money", "'-92233720368547758.08'", "'$1,234.50'"), TypeCase("bool", "true", "false"),
        TypeCase("bytea", "'\\x'", "'\\x00015c0a0d09ff5c2e0a'"),
        TypeCase("bytea", "'abc'", "decode(repeat('00', 100000), 'hex')"),
    ]

    static let shapes = [
        TypeCase("bit(3)", "B'101'", "B'100'"), TypeCase("varbit", "B''", "B'0'"),
        TypeCase("uuid", "md5('a')::uuid", "md5('b')::uuid"),
        TypeCase("tsvector", "'a:1A b:2'", "'''it''''s'':3B'"), TypeCase("tsquery", "'a & b'", "'a <-> !b:*'"),
        TypeCase("jsonpath", "'$.a'", "'$.a[*] ? (@ > 1)'"),
        TypeCase("line", "'{1,2,3}'", "'{1,2,4}'"), TypeCase("lseg", "'[(0,0),(1,1)]'", "'[(1,1),(0,0)]'"),
        TypeCase("cidr", "'10.0.0.0/8'", "'::/0'"),
        TypeCase("macaddr", "'08:00:2b:01:02:03'", "'ff:00:2b:01:02:03'"),
        TypeCase("macaddr8", "'08:00:2b:01:02:03:04:05'", "'ff:00:2b:01:02:03:04:05'"),
        TypeCase("pg_lsn", "'0/0'", "'16/B374D848'"), TypeCase("\"char\"", "'a'", "'\\'"),
        TypeCase("name", "'a'", "'A b'"), TypeCase("char(4)", "'a'", "' a'"),
        TypeCase("varchar(5)", "'a'", "E'\\\\N'"), TypeCase("hstore", "'a=>1'", "'a=>NULL, \"b c\"=>\"\\\"\"'"),
        TypeCase("mood", "'sad'", "'so so'"), TypeCase("mood[]", "'{sad,NULL}'", "'{\"so so\"}'"),
        TypeCase("moods", "'{sad}'", "'{Happy}'"),
        TypeCase("digits", "'007'", "'7'"), TypeCase("pair", "ROW(1, 'a')::pair", "ROW(NULL, E'\"\\\\,()\\n')"),
        TypeCase("pair[]", "'{}'", "ARRAY[ROW(1, 'a,b')::pair, NULL]"),
        TypeCase("nested", "ROW(ROW(1, 'x'), '{a}')::nested", "ROW(NULL, '{\"a\\\\b\",NULL}')"),
        TypeCase("text[]", "'{{a,b},{c,d}}'", "'{{a,b},{c,NULL}}'"), TypeCase("int4range", "'[1,5)'", "'empty'"),
        TypeCase("tstzrange", "'[2026-01-01,infinity)'", "'[2026-01-01,)'"),
        TypeCase("int8multirange", "'{[1,2),[5,6)}'", "'{}'"),
        TypeCase("datemultirange", "'{[2026-01-01,2026-02-01)}'", "'{(,)}'"), TypeCase("floats", "'[0,1]'", "'[0,1)'"),
        TypeCase("regclass", "'pg_class'", "'pg_type'"), TypeCase("xid8", "'1'", "'18446744073709551615'"),
        TypeCase("text", "'x'", "E'\\\\N\\t\\r\\n\\b\\f\\x01\\u200b\\U0001F600'"),
        TypeCase("text", "'\\.'", "E'\\\\.\\n\\\\.'"),
    ]
}
