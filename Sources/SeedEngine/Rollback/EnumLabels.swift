import SeedModel

/// Values that a plan would write into columns of enums which do not have them any more.
///
/// A label that was renamed is another one to a snapshot, which saved its text: only the INSERT would say so.
struct EnumLabels {
    private static let named = 5

    private let columns: [CatalogColumn]
    private let plan: TablePlan

    /// `columns` are the table's as it is now.
    init(of columns: [CatalogColumn], in plan: TablePlan) {
        self.columns = columns.filter { $0.typeKind == "e" }
        self.plan = plan
    }

    /// Throws `refused` with the first column that has such values; up to five keys are in its detail.
    func verify() throws {
        guard !columns.isEmpty, plan.counts.insert + plan.counts.update > 0 else { return }
        for column in columns { try verify(column) }
    }

    private func verify(_ column: CatalogColumn) throws {
        guard let index = plan.columns.firstIndex(of: column.name) else { return }
        // By their bytes: to String two forms of one letter are the same.
        let labels = Set(column.enumLabels.map { Array($0.utf8) })
        var missing: [[UInt8]] = []
        var rows = 0
        var keys: [String] = []
        try plan.changes.forEachRecord { record in
            guard record.kind.isWritten, let after = record.after else { return true }
            let span = after.span
            let fields = CopyText.fields(span)
            guard let value = CopyText.unescaped(span, fields[index]), !labels.contains(value) else { return true }
            rows += 1
            if !missing.contains(value) { missing.append(value) }
            if keys.count < Self.named {
                keys.append(
                    zip(plan.key, CopyText.decode(after)).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", "))
            }
            return true
        }
        guard rows > 0 else { return }
        throw refusal(column, missing.map { String(decoding: $0, as: UTF8.self) }, rows: rows, keys: keys)
    }

    private func refusal(_ column: CatalogColumn, _ missing: [String], rows: Int, keys: [String]) -> SeedError {
        let labels = missing.prefix(Self.named).map(Printable.quoted).joined(separator: ", ")
        let more = missing.count > Self.named ? " and \(missing.count - Self.named) more" : ""
        let literal = "'\(missing[0].split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
        return SeedError(
            .refused, "\(plan.target)",
            "\(rows.counted("row")) can't be put back: column \(column.name) is \(column.type), which no longer has "
                + "\(missing.count == 1 ? "the value" : "the values") \(labels)\(more)",
            hint: "ALTER TYPE \(column.type) RENAME VALUE … TO \(literal) if it was renamed, else "
                + "ALTER TYPE \(column.type) ADD VALUE \(literal)",
            detail: keys.joined(separator: "\n"))
    }
}
