import Postgres
package import SeedModel

/// Looks at the source for rows that somebody may have edited or deleted between a sync and its rollback: what of them is
/// undone can't be told from the target.
package struct SourceLookup: Sendable {
    let job: Job
    let target: String
    private let lane: Lane<SessionPair>

    package init(job: Job, source: Connector, target: Connector) {
        self.job = job
        self.target = target.environment.name
        lane = Lane("lookup") { cancellation in
            SessionPair(source: try source.connect(cancellation), target: try target.connect(cancellation))
        }
    }

    /// Connects only where the plan has such rows.
    func states(for plan: Plan) async throws(SeedError) -> SourceStates {
        try await mappingErrors(subject: job.from) {
            let tables = try plan.tables.filter { try Self.asksSource($0) }
            guard !tables.isEmpty else { return [:] }
            return try await lane.run { pair in try look(tables, pair) }
        }
    }

    private static func asksSource(_ table: TablePlan) throws -> Bool {
        var asksSource = false
        try table.changes.forEachRecord { record in
            asksSource = record.asksSource
            return !asksSource
        }
        return asksSource
    }

    private func look(_ tables: [TablePlan], _ pair: borrowing SessionPair) throws -> SourceStates {
        let begin: SQL = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        return try pair.source.transaction(begin) {
            let projections = try JobCatalog(job: job, to: target, options: Planner.Options()).read(pair).projections
            var states: SourceStates = [:]
            for table in tables {
                let told = try told(table, pair.target)
                guard let projection = projections.first(where: { $0.target.table.name == table.target }),
                    projection.keyNames == told.key
                else { continue }
                states[table.target] = try look(told, projection, pair.source)
            }
            return states
        }
    }

    /// The rows as the source can be asked for them.
    private func told(_ table: TablePlan, _ target: borrowing Session) throws -> TablePlan {
        guard let translation = table.translation else { return table }
        return try table.translated(by: translation) { batch in
            let before = try translation.translate(batch.map(\.before), target)
            let after = try translation.translate(batch.map(\.after), target)
            return batch.indices.map { index in
                var record = batch[index]
                (record.before, record.after) = (before[index], after[index])
                return record
            }
        }
    }

    private func look(
        _ table: TablePlan, _ projection: Projection, _ source: borrowing Session
    ) throws -> Spool {
        var states = SpoolWriter()
        let compared = table.comparedColumns.flatMap { ColumnSelection($0, of: projection.columnNames) }
        let key = ColumnSelection(table.key, of: table.columns)
        try table.changes.forEachBatch { batch in
            let rows = batch.filter(\.asksSource).compactMap { $0.before ?? $0.after }
            guard !rows.isEmpty else { return }
            var found = [Hold.Rejected](repeating: compared == nil ? .any : .absent, count: rows.count)
            if let compared, let key {
                let keys = rows.map { row in
                    key.values(of: row).map { $0.map { String(decoding: $0, as: UTF8.self) } }
                }
                // What such a row references is gone as well: the source can't be asked for it.
                for (index, key) in keys.enumerated()
                where zip(projection.key, key).contains(where: { $0.reference != nil && $1 == nil }) {
                    found[index] = .any
                }
                try source.send(projection.numberedRows(projection.source, withKeys: keys))
                try source.beginCopyOut()
                var line: [UInt8] = []
                while try source.copyRow(into: &line) {
                    line.removeLast()
                    let tab = line.firstIndex(of: CopyText.tab) ?? line.endIndex
                    let number = Int(String(decoding: line[..<tab], as: UTF8.self)) ?? 0
                    found[number - 1] = .row(digest: compared.digest(of: Array(line[(tab + 1)...])))
                    line.removeAll(keepingCapacity: true)
                }
                try source.finish()
            }
            for state in found { try states.append(Array(state.stored.utf8)) }
        }
        return try states.finish()
    }
}
