import SeedModel

/// How the columns of a table differ from those a snapshot saved of it.
struct SchemaDrift {
    /// A saved column that has another type now.
    struct Retyped {
        let name: String
        /// Which field of a line it is, of the columns that are written back.
        let field: Int
        let from: String
        let to: String
    }

    /// The saved columns that are written back, as they are now.
    private(set) var columns: [CatalogColumn] = []
    /// Which fields of a saved line those are.
    private(set) var fields: [Int] = []
    private(set) var retyped: [Retyped] = []
    private(set) var gone: [SnapshotManifest.Table.Column] = []
    /// Those that the database computes now.
    private(set) var generated: [String] = []
    /// Columns that the snapshot has no value for.
    let added: [CatalogColumn]

    init(_ saved: SnapshotManifest.Table, _ table: CatalogTable) {
        let names = Set(saved.columns.map(\.name))
        added = table.columns.filter { !names.contains($0.name) && !$0.isGenerated }
        for (index, column) in saved.columns.enumerated() {
            guard let now = table.column(column.name) else {
                gone.append(column)
                continue
            }
            guard !now.isGenerated else {
                generated.append(column.name)
                continue
            }
            if now.type != column.type {
                retyped.append(Retyped(name: column.name, field: fields.count, from: column.type, to: now.type))
            }
            fields.append(index)
            columns.append(now)
        }
    }

    /// Whether saved lines and their digests are other ones than the table's.
    var changesRows: Bool { !gone.isEmpty || !generated.isEmpty || !retyped.isEmpty }

    /// Whether the columns are those that were saved.
    var isNone: Bool { !changesRows && added.isEmpty }

    /// What a person should know of a table of which `inserts` rows are put back.
    func notes(inserts: Int) -> [String] {
        var notes = gone.map { column in
            // A manifest does not know a column by anything but its name.
            let heirs = added.filter { $0.type == column.type }.map(\.name)
            let question = heirs.count == 1 ? " (was it renamed to \(heirs[0])?)" : ""
            return "column \(column.name) is gone\(question); its saved values are left out"
        }
        notes += generated.map { "column \($0) is computed by the database now; its saved values are left out" }
        notes += retyped.map { column in
            "column \(column.name) was \(column.from) and is \(column.to); saved values are converted"
                + (column.readsTimeZone ? ", times without a zone taken as UTC" : "")
        }
        if inserts > 0 {
            let verb = inserts == 1 ? "is put back gets" : "are put back get"
            notes += added.map {
                "column \($0.name) was added since; \(inserts.counted("row")) that \(verb) its default"
            }
        }
        return notes
    }
}

extension SchemaDrift.Retyped {
    /// One of the two is a time with a zone, the other a time without: the conversion goes by the session's, which is UTC.
    var readsTimeZone: Bool {
        func hasZone(_ type: String) -> Bool { type.contains("with time zone") }
        func hasNone(_ type: String) -> Bool { type.contains("without time zone") || type.hasPrefix("date") }
        return (hasZone(from) && hasNone(to)) || (hasNone(from) && hasZone(to))
    }
}
