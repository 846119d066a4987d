import Testing

/// A column of one type that becomes another after its values were saved.
struct ConversionCase: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let values: [String]
    /// Run in both databases before there is a table.
    var before = ""
    /// Run in the target after the column has changed.
    var after = ""
    /// Part of the refusal; nil where the values come back.
    var refusal: String?

    /// What PostgreSQL makes of a value; between two enums only their labels lead.
    var cast: String { before.contains(" ENUM ") ? "v::text::\(to)" : "v::\(to)" }

    var testDescription: String { "\(from) to \(to)" }

    static let restored: [ConversionCase] = [
        .init(from: "smallint", to: "bigint", values: ["-32768", "0", "7"]),
        .init(from: "bigint", to: "integer", values: ["12", "-5"]),
        .init(from: "varchar(5)", to: "text", values: ["", "a\\b", "ü ", "NULL"]),
        .init(from: "text", to: "varchar(4)", values: ["abcd", "tab\t", "{\"x"]),
        .init(from: "integer", to: "text", values: ["10", "9"]),
        .init(from: "text", to: "integer", values: ["10", "9"]),
        .init(from: "numeric(10,2)", to: "numeric(12,4)", values: ["1.50", "-0.01"]),
        .init(from: "integer", to: "numeric", values: ["5"]),
        .init(from: "real", to: "double precision", values: ["0.1", "1e30"]),
        .init(from: "timestamp", to: "timestamptz", values: ["2026-01-02 03:04:05.6"]),
        .init(from: "date", to: "timestamp", values: ["2026-01-02"]),
        .init(from: "boolean", to: "integer", values: ["t", "f"]),
        .init(from: "boolean", to: "text", values: ["t", "f"]),
        .init(from: "integer[]", to: "bigint[]", values: ["{1,NULL,3}", "{}"]),
        .init(from: "inet", to: "cidr", values: ["10.0.0.0/8"]),
        .init(from: "json", to: "text", values: ["{\"a\" : 1}"]),
        .init(from: "char(5)", to: "char(7)", values: ["ab", ""]),
        .init(
            from: "public.mood", to: "text", values: ["good", "bad"],
            before: "CREATE TYPE public.mood AS ENUM ('good', 'bad')", after: "DROP TYPE public.mood"),
        .init(
            from: "public.mood", to: "public.mood2", values: ["good"],
            before: "CREATE TYPE public.mood AS ENUM ('good'); CREATE TYPE public.mood2 AS ENUM ('better', 'good')",
            after: "DROP TYPE public.mood"),
        .init(
            from: "public.grade", to: "integer", values: ["3"],
            before: "CREATE DOMAIN public.grade AS int CHECK (VALUE < 9)", after: "DROP DOMAIN public.grade"),
    ]

    static let refused: [ConversionCase] = [
        .init(from: "bigint", to: "smallint", values: ["1", "99999"], refusal: "can't hold 1 of"),
        .init(from: "text", to: "varchar(2)", values: ["abc", "a"], refusal: "can't hold 1 of"),
        .init(from: "numeric", to: "numeric(5,1)", values: ["1.25", "1.50", "2.5"], refusal: "can't hold 2 of"),
        .init(from: "timestamp", to: "date", values: ["2026-01-02 03:00"], refusal: "can't hold 1 of"),
        .init(from: "text", to: "integer", values: ["x", "7", "007"], refusal: "can't hold 2 of"),
        .init(from: "text", to: "jsonb", values: ["{\"a\":1}", "{\"a\": 1}"], refusal: "can't hold 1 of"),
        .init(from: "integer", to: "boolean", values: ["2", "1"], refusal: "can't hold 1 of"),
        .init(from: "point", to: "date", values: ["(1,2)"], refusal: "no cast"),
        .init(
            from: "public.mood", to: "public.mood2", values: ["good", "bad"],
            before: "CREATE TYPE public.mood AS ENUM ('good', 'bad'); CREATE TYPE public.mood2 AS ENUM ('good')",
            after: "DROP TYPE public.mood", refusal: "can't hold 1 of"),
    ]
}
