import SeedModel
import Yams

extension TableRule {
    static func read(_ reader: SectionReader) -> TableRule? {
        let settings = TableSettings(reader)
        let name = reader.tableName("name", allowsPattern: true)
        let match = reader.texts("match")
        let rule = TableRule(
            name: name ?? "", exclude: reader.texts("exclude")?.map(\.text) ?? [], match: match?.map(\.text),
            mode: settings.mode, filter: reader.text("where"), ignore: settings.ignore,
            set: reader.assignments("set"), track: settings.track, trust: settings.trust,
            reconcile: settings.reconcile, onConflict: settings.onConflict, triggers: settings.triggers,
            rename: reader.tableName("rename", allowsPattern: false))
        if match?.isEmpty == true { reader.report("match", "names no column") }
        rule.reportContradictions(to: reader, match: match ?? [])
        return name == nil ? nil : rule
    }

    /// Whether the name stands for any number of tables.
    var isPattern: Bool { name.contains("*") || name.contains("?") }

    /// Settings that are right one by one and can't be meant together.
    private func reportContradictions(to reader: SectionReader, match: [(text: String, node: Node)]) {
        for column in match where ignore.contains(column.text) {
            reader.report("match", "\(Quoted(column.text)) is in \"ignore\" too", at: column.node)
        }
        for assignment in set where ignore.contains(assignment.column) {
            reader.report("set", "\(Quoted(assignment.column)) is in \"ignore\" too")
        }
        if !isPattern, !name.isEmpty {
            if reader.holds("exclude") {
                reader.report("exclude", "\"name\" is no pattern, there is nothing to exclude")
            }
        } else if reader.holds("rename") {
            reader.report("rename", "\"name\" is a pattern, and its tables can't all have one name")
        }
        if reader.holds("trust"), trust, !track.isColumn {
            reader.report("trust", "needs \"track\" with the name of a column")
        }
        if onConflict == .newest { reportMissingStamps(to: reader) }
    }

    private func reportMissingStamps(to reader: SectionReader) {
        // What comes from `defaults` is wrong for this table only.
        let place = reader.holds("on_conflict") ? nil : reader.value("name")
        guard case .column(let column) = track else {
            return reader.report("on_conflict", "\"newest\" needs \"track\" with the name of a column", at: place)
        }
        if ignore.contains(column) {
            reader.report("on_conflict", "\"newest\" compares \(Quoted(column)), which is in \"ignore\"", at: place)
        }
    }
}

extension TableRule.Tracking {
    fileprivate var isColumn: Bool { if case .column = self { true } else { false } }
}

extension SectionReader {
    /// `schema.table`.
    fileprivate func tableName(_ key: String, allowsPattern: Bool) -> String? {
        guard let text = text(key) else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            let hint = parts.count == 1 ? "; write \(Quoted("public.\(text)"))?" : ""
            report(key, "expected schema.table, found \(Quoted(text))\(hint)")
            return nil
        }
        guard allowsPattern || !text.contains(where: { $0 == "*" || $0 == "?" }) else {
            report(key, "expected the name of one table, found the pattern \(Quoted(text))")
            return nil
        }
        return text
    }

    /// Columns with their SQL expressions, sorted by column.
    fileprivate func assignments(_ key: String) -> [TableRule.Assignment] {
        let found = named(key).compactMap { column, _, value in
            text(value, of: key).map { TableRule.Assignment(column: column, expression: $0) }
        }
        return found.sorted { $0.column < $1.column }
    }
}
