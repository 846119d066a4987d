import Postgres
import SeedModel

/// Turns rows of a table as they are into rows as a sync compares them, where references are told by match keys.
struct RowTranslation {
    private enum Field {
        /// Of the row as it is.
        case own(Int)
        case translated(Int)
    }

    private let table: Projection
    private let translations: [SnapshotManifest.Translation]
    private let fields: [Field]
    /// Names only: it is not for queries.
    let projection: Projection

    /// Nil where the rows are compared as they are.
    init?(of table: Projection, _ translations: [SnapshotManifest.Translation]) {
        guard !translations.isEmpty else { return nil }
        self.table = table
        self.translations = translations
        var fields: [Field] = []
        var columns: [ProjectedColumn] = []
        var keyCount = 0
        for (index, column) in table.columns.enumerated() {
            let found = Self.telling(column.name, isKey: index < table.keyCount, translations)
            if found.isEmpty {
                fields.append(.own(index))
                columns.append(column)
            }
            for number in found where !columns.contains(where: { $0.name == translations[number].name }) {
                fields.append(.translated(number))
                columns.append(ProjectedColumn(translated: translations[number].name))
            }
            if index < table.keyCount { keyCount = columns.count }
        }
        self.fields = fields
        projection = Projection(
            source: table.source, target: table.target, mode: table.mode, columns: columns, keyCount: keyCount,
            hashesThroughUTF8: table.hashesThroughUTF8)
    }

    /// The translations of a column; in a key the one that says least besides, which a sync has there.
    private static func telling(
        _ name: String, isKey: Bool, _ translations: [SnapshotManifest.Translation]
    ) -> [Int] {
        let found = translations.indices.filter { translations[$0].columns.contains(name) }
        guard isKey else { return found }
        return found.min { translations[$0].reads.count < translations[$1].reads.count }.map { [$0] } ?? []
    }

    /// One for each of the rows, as of now: a row that references one which is not there references none.
    func translate(_ rows: [[UInt8]?], _ session: borrowing Session) throws -> [[UInt8]?] {
        let given = rows.compactMap(\.self)
        guard !given.isEmpty else { return rows }
        var values = try translated(given, session).makeIterator()
        return rows.map { row in row.flatMap { own in values.next().map { line(own, $0) } } }
    }

    private func line(_ row: [UInt8], _ values: [String?]) -> [UInt8] {
        let own = CopyText.fields(row.span)
        var line: [UInt8] = []
        for (number, field) in fields.enumerated() {
            if number > 0 { line.append(CopyText.tab) }
            switch field {
            case .own(let index): line += row[own[index]]
            case .translated(let index): line += CopyText.encode([values[index]])
            }
        }
        return line
    }

    private func translated(_ rows: [[UInt8]], _ session: borrowing Session) throws -> [[String?]] {
        let names = translations.flatMap(\.reads).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        let read = names.compactMap { name in table.columns.first { $0.name == name } }
        guard read.count == names.count else { return rows.map { _ in translations.map { _ in nil } } }
        guard let selection = ColumnSelection(names, of: table.columnNames) else { return [] }
        let values = rows.map { selection.values(of: $0).map { $0.map { String(decoding: $0, as: UTF8.self) } } }
        let arrays = read.indices.map { column -> SQL in
            "pg_catalog.unnest(\(SQL.arrayLiteral(values.map { $0[column] }))::pg_catalog.text[])"
        }
        let given = read.indices.map { SQL(raw: "seedd_v\($0 + 1)") }
        let typed = zip(read, given).map { "\($1)::\(raw: $0.type) AS \(ident: $0.name)" as SQL }
        return try session.rows(
            """
            SELECT \(translations.map { SQL(raw: $0.value) }) FROM (SELECT seedd_n, \(typed)
                FROM ROWS FROM (\(arrays)) WITH ORDINALITY AS seedd_v (\(given), seedd_n)) AS seedd_row ORDER BY seedd_n
            """
        ).map(Array.init)
    }
}
