import Foundation
import SeedEngine
import SeedModel

/// A loaded document as text that can be compared: keys in byte order, strings by their scalars.
enum DocumentTree {
    static func describe(_ value: Any) -> String {
        switch value {
        case let text as String: return "s" + scalars(text)
        case let map as [AnyHashable: Any]:
            return object(
                map.map { (($0.key as? String).map(scalars) ?? "not a string: \($0.key)", describe($0.value)) })
        case let list as [Any]: return "[" + list.map(describe).joined(separator: ",") + "]"
        case is NSNull: return "null"
        case let flag as Bool: return "i\(flag ? 1 : 0)"
        case let number as Int: return "i\(number)"
        default: return "unknown \(type(of: value))"
        }
    }

    /// What the document of a plan with ``SamplePlan``'s duration should be, by the contract and not by the writer.
    static func expected(of plan: Plan) -> String {
        let tables = plan.tables.map { table in
            object(
                counts(table.counts) + [
                    name("name", text(table.source.description)), name("kept", "i\(table.edits.kept)"),
                    name("key", list(table.key)), name("columns", list(table.columns)),
                    name("source_rows", "i\(table.sourceRows)"), name("target_rows", "i\(table.targetRows)"),
                    name("changes", "[" + listed(table).map { change($0, table) }.joined(separator: ",") + "]"),
                    name("truncated", "i0"),
                ])
        }
        return object(
            counts(plan.counts) + [
                name("format_version", "i1"), name("kind", text("plan")), name("job", text(plan.job)),
                name("from", text(plan.from)), name("to", text(plan.to)), name("snapshot", "null"),
                name("run", "null"), name("duration_ms", "i12"), name("refusals", "[]"),
                name("tables", "[" + tables.joined(separator: ",") + "]"),
            ])
    }

    private static func listed(_ table: TablePlan) -> [Change] {
        var all: [Change] = []
        try? table.changes.forEach { change in
            all.append(change)
            return true
        }
        return all
    }

    private static func change(_ change: Change, _ table: TablePlan) -> String {
        let columns = table.columns.indices.compactMap { index -> (String, String)? in
            let from = change.before.map { text($0[index]) }
            let to = change.after.map { text($0[index]) }
            guard from != to else { return nil }
            return name(table.columns[index], object([name("from", from ?? "null"), name("to", to ?? "null")]))
        }
        let key = zip(table.key, change.key).map { name($0, text($1)) }
        var members = [
            name("op", text(change.kind.rawValue)), name("key", object(key)), name("columns", object(columns)),
        ]
        if change.kind == .held || change.kind == .conflict {
            members.append(
                name("would", text(change.before == nil ? "insert" : change.after == nil ? "delete" : "update")))
        }
        if change.kind == .conflict { members.append(name("conflicting", "[]")) }
        return object(members)
    }

    private static func counts(_ counts: ChangeCounts) -> [(String, String)] {
        [
            name("insert", "i\(counts.insert)"), name("update", "i\(counts.update)"),
            name("delete", "i\(counts.delete)"), name("unchanged", "i\(counts.unchanged)"),
            name("held", "i\(counts.held)"), name("conflict", "i\(counts.conflict)"),
        ]
    }

    private static func list(_ texts: [String]) -> String { "[" + texts.map(text).joined(separator: ",") + "]" }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.sorted { $0 < $1 }.map { "\($0):\($1)" }.joined(separator: ",") + "}"
    }

    private static func name(_ name: String, _ value: String) -> (String, String) { (scalars(name), value) }

    private static func text(_ text: String?) -> String { text.map { "s" + scalars($0) } ?? "null" }

    /// ASCII, so that neither Unicode equivalence nor a debugger hides a difference.
    ///
    /// Without a byte order mark at the beginning: Foundation, through which Yams decodes, drops it there.
    private static func scalars(_ text: String) -> String {
        "<" + text.unicodeScalars.drop { $0 == "\u{FEFF}" }.map { $0.escaped(asASCII: true) }.joined() + ">"
    }
}
