import Postgres
import SeedModel

extension SQLScript {
    /// The changes as rows of temporary tables, typed like the target.
    func writeStaging(_ text: ScriptText) throws -> [StagedTable] {
        var tables: [StagedTable] = []
        for (number, plan) in changing.enumerated() {
            guard var staging = Staging(plan, number: number) else { continue }
            try text.comment(
                "The changes of \(Printable.escaped("\(plan.target)")): op is insert, update or delete, pre and post are digests."
            )
            for statement in staging.creation { try text.statement(statement) }
            try text.statement(staging.copy)
            var rows = 0
            try plan.changes.forEachRecord { record in
                guard record.kind.isWritten else { return true }
                var line: [UInt8] = []
                staging.append(record, to: &line)
                guard let line = String(validating: line, as: UTF8.self) else {
                    throw SeedError(
                        .badData, "\(plan.target)", "a row holds bytes that are no text in UTF-8, which a script is",
                        hint: "`seedd apply` sends them as they are",
                        detail: zip(plan.key, CopyText.decode(record.after ?? record.before ?? []))
                            .map { "\($0)=\(Printable.key($1))" }.joined(separator: ", "))
                }
                try text.write(line)
                rows += 1
                return true
            }
            try text.write("\\.\n")
            if let analysis = staging.analysis(of: rows) { try text.statement(analysis) }
            tables.append(staging.table)
        }
        return tables
    }
}
