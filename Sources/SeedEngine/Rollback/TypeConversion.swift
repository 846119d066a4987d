import Postgres
import SeedModel

/// Casts saved values of one column to the type it has now, on the server.
///
/// A value counts as converted only if the way back gives the saved text: nothing is rounded or cut in silence.
struct TypeConversion {
    let column: SchemaDrift.Retyped
    /// False where the server does not know the saved type any more: the text is then input of the new one.
    let isTypeKnown: Bool

    /// Values refused by the server, each found by a query of its own, beyond which it is not asked for the others.
    static let refusalLimit = 1000
    /// What the server says where there is no cast, or the new type is not to be had.
    static let noCast: Set<String> = ["42846", "42804", "42883", "42704"]

    /// One conversion a column. One query.
    static func of(_ columns: [SchemaDrift.Retyped], _ session: borrowing Session) throws -> [TypeConversion] {
        guard !columns.isEmpty else { return [] }
        // Also keeps a manifest's text from being more than the name of a type, which alone is found.
        let rows = try session.rows(
            """
            SELECT pg_catalog.to_regtype(t.name) IS NOT NULL
            FROM pg_catalog.unnest(\(SQL.arrayLiteral(columns.map(\.from)))::pg_catalog.text[])
                WITH ORDINALITY AS t (name, n) ORDER BY t.n
            """)
        return zip(columns, rows).map { TypeConversion(column: $0, isTypeKnown: $1[0] == "t") }
    }

    /// The values as COPY text of the new type, in their order; nil where a value has none.
    ///
    /// Needs a transaction, in which it leaves no trace. `refusals` counts the values that the server does not take.
    func convert(
        _ values: ArraySlice<ConvertedValue>, refusals: inout Int, _ session: borrowing Session
    ) throws -> [[UInt8]?] {
        guard !values.isEmpty, refusals <= Self.refusalLimit else { return values.map { _ in nil } }
        try session.execute("SAVEPOINT seedd_cast")
        do {
            let converted = try cast(values, session)
            try session.execute("RELEASE SAVEPOINT seedd_cast")
            return converted
        } catch let error as PostgresError where isAboutValues(error) {
            try session.execute("ROLLBACK TO SAVEPOINT seedd_cast")
            guard values.count > 1 else {
                refusals += 1
                return [nil]
            }
            let middle = values.startIndex + values.count / 2
            return try convert(values[..<middle], refusals: &refusals, session)
                + convert(values[middle...], refusals: &refusals, session)
        }
    }

    private func cast(_ values: ArraySlice<ConvertedValue>, _ session: borrowing Session) throws -> [[UInt8]?] {
        let to = SQL(raw: column.to)
        let value: SQL = isTypeKnown ? "v.saved::\(raw: column.from)::\(to)" : "v.saved::\(to)"
        let back: SQL = isTypeKnown ? "(\(value))::\(raw: column.from)" : value
        try session.send(
            """
            COPY (SELECT \(value), \(back)
            FROM pg_catalog.unnest(\(SQL.arrayLiteral(values.map(\.text)))::pg_catalog.text[])
                WITH ORDINALITY AS v (saved, n) ORDER BY v.n) TO STDOUT
            """)
        try session.beginCopyOut()
        var converted: [[UInt8]?] = []
        var line: [UInt8] = []
        for value in values {
            line.removeAll(keepingCapacity: true)
            guard try session.copyRow(into: &line) else { break }
            line.removeLast()
            let fields = CopyText.fields(line.span)
            let survives = fields.count == 2 && line[fields[1]] == value.field[...]
            converted.append(survives ? Array(line[fields[0]]) : nil)
        }
        while try session.copyRow(into: &line) {}
        try session.finish()
        return converted
    }

    /// Refused because of what a value is, not because the server is in trouble.
    private func isAboutValues(_ error: PostgresError) -> Bool {
        error.kind == .server && ["22", "23", "P0"].contains(error.sqlStateClass)
    }
}
