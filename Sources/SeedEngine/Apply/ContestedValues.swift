import Postgres
import SeedModel

/// Decides how unique values get free that updated rows hand to each other: swaps, chains, cycles.
///
/// PostgreSQL checks a unique index row by row, so no single UPDATE can exchange two values. What is deferrable is
/// checked at the end. Otherwise rows in the way are parked at a value that nobody has; where there is none they are
/// deleted and inserted again within the statement that updates the others.
struct ContestedValues {
    let plan: Plan
    let staged: [StagedTable]

    /// Leaves nothing written but what is staged.
    func decide(_ session: borrowing Session) throws -> [StagedTable] {
        if staged.contains(where: { $0.target.table.keys.contains(where: \.isDeferrable) }) {
            // One constraint can't be named: another table's, not deferrable, may have the same name.
            try session.execute("SET CONSTRAINTS ALL DEFERRED")
        }
        var decided = staged
        for index in decided.indices where decided[index].plan.counts.update > 0 {
            try decide(&decided[index], session)
        }
        return decided
    }

    private func decide(_ table: inout StagedTable, _ session: borrowing Session) throws {
        let parking = UniqueValueParking(staged: table, plan: plan)
        let changed = table.changedColumns
        for key in table.target.table.keys where !key.isDeferrable {
            // A partial index may get or lose a row through a column that only its predicate names.
            guard key.isPartial || key.columns.contains(where: { changed.contains($0) || !table.holds($0) }) else {
                continue
            }
            if parking.freeValue(key, restricted: false) != nil {
                table.parkedKeys.append(key)
                continue
            }
            let rows = ContestedRows(staged: table, key: key)
            let count = try session.rows("SELECT pg_catalog.count(*) FROM (\(rows.ids)) AS seedd_q").first?[0]
            guard let count, count != "0" else { continue }
            guard let obstacle = try obstacle(rows, session) else {
                try session.execute("UPDATE \(table.name) SET grp = -1 WHERE ctid IN (\(rows.ids))")
                try table.countGroups(session)
                continue
            }
            if parking.freeValue(key, restricted: true) != nil, try isParkable(key, table, session) {
                table.parkedKeys.append(key)
                continue
            }
            throw SeedError(
                .refused, "\(table.plan.target)",
                "\(count) rows hand values of the unique key \(key.name) to each other; no other value is free for the "
                    + "time being, and they can't be deleted and inserted again: foreign key \(obstacle.name) of "
                    + "\(obstacle.child) would reach into its rows; nothing was written",
                hint: "make \(key.name) a DEFERRABLE constraint, or promote the change in two steps")
        }
    }

    /// Whether constraints take the makeshift values: tried, and undone.
    private func isParkable(
        _ key: CatalogKey, _ table: StagedTable, _ session: borrowing Session
    ) throws(PostgresError) -> Bool {
        var tried = table
        tried.parkedKeys = [key]
        try session.execute("SAVEPOINT seedd_park")
        var refusal: PostgresError?
        do throws(PostgresError) {
            _ = try UniqueValueParking(staged: tried, plan: plan).park(session)
        } catch {
            refusal = error
        }
        if let refusal, refusal.kind != .server || !refusal.sqlState.hasPrefix("23") { throw refusal }
        try session.execute("ROLLBACK TO SAVEPOINT seedd_park; RELEASE SAVEPOINT seedd_park")
        return refusal == nil
    }

    /// The foreign key that would act on rows of its table if contested rows were deleted for a moment.
    private func obstacle(_ rows: ContestedRows, _ session: borrowing Session) throws -> CatalogForeignKey? {
        let table = rows.staged
        let acting = plan.foreignKeys.filter { $0.parent == table.plan.target && $0.onDelete != .noAction }
        return try acting.first { key in
            if let child = staged.first(where: { $0.plan.target == key.child })?.plan.counts,
                child.insert + child.update > 0
            {
                return true
            }
            let joins = zip(zip(key.parentColumns, key.childColumns), key.equality).map { columns, equals -> SQL in
                "\(table.alias).\(ident: columns.0) \(raw: equals) seedd_c.\(ident: columns.1)"
            }
            let found = try session.rows(
                """
                SELECT FROM \(table.from) JOIN \(table.target.from) ON \(table.sameKey)
                JOIN \(ident: key.child.schema).\(ident: key.child.name) AS seedd_c ON \(joins, separator: " AND ")
                WHERE \(StagedTable.alias).ctid IN (\(rows.ids)) LIMIT 1
                """)
            return !found.isEmpty
        }
    }
}
