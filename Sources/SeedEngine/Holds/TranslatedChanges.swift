import Postgres
import SeedModel

/// The changes of a rollback as a sync would tell them: holds must be found by it, whatever ids the rows have here.
struct TranslatedChanges {
    private let plan: Plan
    /// By target table, one record for each change: what was overwritten, or nothing.
    private var before: [TableName: Spool] = [:]

    /// Reads what the rows that are about to be overwritten reference, before that goes as well.
    init(of plan: Plan, _ session: borrowing Session) throws {
        self.plan = plan
        for table in plan.tables {
            guard let translation = table.translation else { continue }
            var rows = SpoolWriter()
            try table.changes.forEachBatch { batch in
                for row in try translation.translate(batch.map(\.before), session) { try rows.append(row ?? []) }
            }
            before[table.target] = try rows.finish()
        }
    }

    /// The plan with translated rows, once they are written.
    func plan(_ session: borrowing Session) throws -> Plan {
        var translated = plan
        for (index, table) in plan.tables.enumerated() {
            guard let translation = table.translation, let before = before[table.target] else { continue }
            var rows = Spool.Reader(before)
            translated.tables[index] = try table.translated(by: translation) { batch in
                let after = try translation.translate(batch.map(\.after), session)
                return try zip(batch, after).map { record, after in
                    var record = record
                    let before = try rows.next()
                    if record.before != nil { record.before = before }
                    record.after = after
                    return record
                }
            }
        }
        return translated
    }
}

extension TablePlan {
    var translation: RowTranslation? { projection.flatMap { RowTranslation(of: $0, translations) } }

    /// The same changes with other rows, batch by batch.
    func translated(
        by translation: RowTranslation, _ body: ([ChangeRecord]) throws -> [ChangeRecord]
    ) throws -> TablePlan {
        var records = SpoolWriter()
        try changes.forEachBatch { batch in for record in try body(batch) { try records.append(record.encoded) } }
        var translated = TablePlan(
            translation.projection, counts: counts, sourceRows: sourceRows, targetRows: targetRows,
            changes: ChangeLog(spool: try records.finish(), keyCount: translation.projection.keyCount))
        (translated.touched, translated.numbered) = (touched, numbered)
        return translated
    }
}
