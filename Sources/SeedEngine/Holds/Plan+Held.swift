import Postgres
import SeedModel

extension Plan {
    /// Rows that an error names.
    private static let named = 10

    /// A constraint that fails may miss just the rows that were left out: a child whose parent is held, a value that a
    /// row in conflict would have given up. Or it is a merged row that breaks it, which neither side ever had.
    func explainingHolds(_ error: any Error) -> any Error {
        guard sqlState(of: error).hasPrefix("23"),
            let rows = try? rowsDecidedOtherwise(), !rows.isEmpty,
            var explained = error as? SeedError
                ?? (error as? PostgresError).map({ SeedError($0, subject: "job \(job)") })
        else { return error }
        let held = counts.held > 0 ? ", `seedd release \(job) --to \(to)`" : ""
        explained.hint =
            "\(rows.count.counted("row")) held, or decided by on_conflict, may be why: see `seedd plan \(job)`\(held); let both sides have the same"
        explained.detail = [explained.detail, rows.prefix(Self.named).joined(separator: "\n")]
            .compactMap(\.self).joined(separator: "\n")
        return explained
    }

    /// `public.flags code=a (in conflict)` for each row that is not as the source has it when the run is over.
    private func rowsDecidedOtherwise() throws -> [String] {
        var rows: [String] = []
        for table in tables {
            try table.changes.forEachRecord { record in
                let state: String? =
                    switch (record.kind, record.edit) {
                    case (.held, _): "held"
                    case (.conflict, let edit): edit?.isKept == true ? "kept" : "in conflict"
                    case (.update, let edit?) where edit.newBase != nil: "merged"
                    default: nil
                    }
                guard let state, let projection = table.projection, let row = record.after ?? record.before else {
                    return true
                }
                let key = zip(table.key, projection.keyValues(row)).map { "\($0)=\($1 ?? "NULL")" }
                rows.append("\(table.target) \(key.joined(separator: ", ")) (\(state))")
                return true
            }
        }
        return rows
    }
}
