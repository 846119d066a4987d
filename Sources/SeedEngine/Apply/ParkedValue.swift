import Postgres

/// Values that no real row has, another for each row, for as long as a statement or two.
enum ParkedValue {
    private static let number: SQL = "pg_catalog.row_number() OVER ()"

    /// SQL of type `column.type`; nil where the type has no far end to hide at.
    ///
    /// Numbers and dates come from the upper end: CHECK constraints mostly forbid the lower one.
    static func expression(_ column: ProjectedColumn, isExclusion: Bool) -> SQL? {
        let value: SQL
        switch column.baseType {
        case "int2": value = "32767 - \(number)"
        case "int4": value = "2147483647 - \(number)"
        case "int8": value = "9223372036854775807 - \(number)"
        case "float8": value = "1e300 / \(number)"
        case "numeric": value = numeric(modifiers(column.type))
        case "uuid": value = "pg_catalog.gen_random_uuid()"
        case "text", "varchar", "bpchar": value = text(modifiers(column.type).first)
        case "date", "timestamp", "timestamptz":
            value = "'9999-12-31'::pg_catalog.date - (\(number))::pg_catalog.int4"
        case let type where type.hasSuffix(".citext"): value = text(nil)
        // An empty range overlaps nothing.
        case let type where isExclusion && type.hasSuffix("range"): value = "'empty'"
        default: return nil
        }
        return "(\(value))::\(raw: column.type)"
    }

    /// The numbers in `numeric(4,2)` or `character varying(3)`.
    private static func modifiers(_ type: String) -> [Int] {
        guard let open = type.firstIndex(of: "("), type.hasSuffix(")") else { return [] }
        return type[type.index(after: open)...].dropLast().split(separator: ",").compactMap { Int($0) }
    }

    private static func numeric(_ modifiers: [Int]) -> SQL {
        guard let precision = modifiers.first else { return "1e30 - \(number)" }
        let scale = modifiers.count > 1 ? modifiers[1] : 0
        return "1e\(precision - scale)::pg_catalog.numeric - \(number) * 1e\(-scale)::pg_catalog.numeric"
    }

    /// Control characters where there is no room for a digest: codes have none.
    private static func text(_ length: Int?) -> SQL {
        guard let length, length < 32 else { return "pg_catalog.md5(pg_catalog.random()::pg_catalog.text)" }
        let digits = (0..<min(length, 4)).reversed().map { place -> SQL in
            let weight = (0..<place).reduce(1) { power, _ in power * 26 }
            return "pg_catalog.chr(1 + ((\(number)) / \(weight) % 26)::pg_catalog.int4)"
        }
        return .joined(digits, separator: " || ")
    }
}
