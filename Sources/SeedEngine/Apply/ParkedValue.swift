import Postgres

/// Values that hardly any row has, another for each, for as long as a statement or two.
struct ParkedValue {
    let column: ProjectedColumn
    /// Numbers the rows that need different values, from 1.
    let number: SQL
    let isExclusion: Bool

    /// SQL of type `column.type`, best first; empty where the type has no far end to hide at.
    ///
    /// Numbers and dates come from the upper end, as CHECK constraints mostly forbid the lower one; where rows have
    /// those, from the middle, and then from below.
    var expressions: [SQL] {
        values.map { "(\($0))::\(raw: column.type)" }
    }

    private var values: [SQL] {
        switch column.baseType {
        case "int2": ["32767 - \(number)", "16384 - \(number)", "-\(number)"]
        case "int4": ["2147483647 - \(number)", "1073741824 - \(number)", "-\(number)"]
        case "int8": ["9223372036854775807 - \(number)", "4611686018427387904 - \(number)", "-\(number)"]
        case "float8": ["1e300 / \(number)", "1e200 / \(number)", "-1e300 / \(number)"]
        case "numeric": numerics(Self.modifiers(column.type))
        case "uuid": ["pg_catalog.gen_random_uuid()"]
        case "text", "varchar", "bpchar": [text(Self.modifiers(column.type).first)]
        case "date", "timestamp", "timestamptz":
            ["9999-12-31", "7777-12-31", "0777-12-31"].map { day in
                "\(day)::pg_catalog.date - (\(number))::pg_catalog.int4"
            }
        case let type where type.hasSuffix(".citext"): [text(nil)]
        // An empty range overlaps nothing.
        case let type where isExclusion && type.hasSuffix("range"): ["'empty'"]
        default: []
        }
    }

    /// The numbers in `numeric(4,2)` or `character varying(3)`.
    private static func modifiers(_ type: String) -> [Int] {
        guard let open = type.firstIndex(of: "("), type.hasSuffix(")") else { return [] }
        return type[type.index(after: open)...].dropLast().split(separator: ",").compactMap { Int($0) }
    }

    private func numerics(_ modifiers: [Int]) -> [SQL] {
        let scale = modifiers.count > 1 ? modifiers[1] : 0
        let whole = modifiers.first.map { $0 - scale } ?? 30
        return ["1e\(raw: "\(whole)")", "5e\(raw: "\(whole - 1)")", "0"].map { (end: SQL) in
            "\(end)::pg_catalog.numeric - \(number) * 1e\(raw: "\(-scale)")::pg_catalog.numeric"
        }
    }

    /// Control characters where there is no room for a digest: codes have none.
    private func text(_ length: Int?) -> SQL {
        guard let length, length < 32 else { return "pg_catalog.md5(pg_catalog.random()::pg_catalog.text)" }
        let digits = (0..<min(length, 4)).reversed().map { place -> SQL in
            let weight = (0..<place).reduce(1) { power, _ in power * 26 }
            return "pg_catalog.chr(1 + ((\(number)) / \(weight) % 26)::pg_catalog.int4)"
        }
        return .joined(digits, separator: " || ")
    }
}
