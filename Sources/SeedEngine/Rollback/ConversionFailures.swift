import SeedModel

/// Saved values of a column that its new type does not take, or does not keep as they were.
struct ConversionFailures {
    private static let named = 5
    static let hint = "take back the other tables with --table, or restore by hand (docs/SNAPSHOT_FORMAT.md)"

    let column: SchemaDrift.Retyped
    private(set) var count = 0
    /// Those that the server did not take at all.
    var refusals = 0
    private var keys: [String] = []

    init(column: SchemaDrift.Retyped) { self.column = column }

    /// `key` are the names of the saved line's first fields.
    mutating func see(_ line: [UInt8], key: [String]) {
        count += 1
        guard keys.count < Self.named else { return }
        keys.append(
            zip(key, CopyText.decode(line)).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", "))
    }

    /// - Throws: `refused` where there is one; up to five keys are in its detail.
    func verify(_ saved: SnapshotManifest.Table) throws(SeedError) {
        guard count > 0 else { return }
        let number = refusals > TypeConversion.refusalLimit ? "more than \(TypeConversion.refusalLimit)" : "\(count)"
        throw SeedError(
            .refused, "\(saved.table)",
            "column \(column.name) was \(column.from) and is \(column.to), which can't hold \(number) of the saved "
                + "values as they were",
            hint: Self.hint, detail: keys.joined(separator: "\n"))
    }
}
