import Postgres
import SeedModel

/// Names the row and the column of a value that the target did not take.
struct StagingFailure {
    let plan: TablePlan
    let error: PostgresError

    /// The error with its row and column. `probing` says whether a value can be sent at all; it is asked where the
    /// server does not name the column.
    func named(_ probing: ([UInt8]) -> Bool) -> SeedError {
        var named = SeedError(error, subject: "\(plan.target)")
        // "COPY seedd_stage_3, line 7, column c2: …"; the words may be in another language.
        let context = (error.context ?? "").split(separator: "\n").first ?? ""
        let parts = context.prefix { $0 != ":" }.split(separator: ",").dropFirst()
        let words = parts.map { $0.split(separator: " ").last ?? "" }
        guard let line = words.first.flatMap({ Int($0) }), let record = record(line) else { return named }
        named.subject = "\(plan.target)"
        let row = record.after ?? record.before ?? []
        let fields = CopyText.fields(row.span)
        var column = words.dropFirst().first.flatMap { Int($0.dropFirst()) }.map { $0 - 1 }
        if column == nil {
            column = fields.indices.first { index in
                CopyText.unescaped(row.span, fields[index]).map { !probing($0) } ?? false
            }
        }
        if let column, plan.columns.indices.contains(column) { named.problem += " (column \(plan.columns[column]))" }
        named.detail = zip(plan.key, CopyText.decode(row)).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
        return named
    }

    private func record(_ line: Int) -> ChangeRecord? {
        var number = 0
        var found: ChangeRecord?
        try? plan.changes.forEachRecord { record in
            guard record.kind.isWritten else { return true }
            number += 1
            if number == line { found = record }
            return found == nil
        }
        return found
    }
}
