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
            for key in decided[index].target.table.keys where decided[index].mayChange(key) {
                let rows = ContestedRows(staged: decided[index], key: key)
                let count = try rows.find(session)
                if count > 0 { try decide(&decided[index], key, count, session) }
                try rows.forget(session)
            }
        }
        return decided
    }

    private func decide(
        _ table: inout StagedTable, _ key: CatalogKey, _ count: Int, _ session: borrowing Session
    ) throws {
        if let parked = try parkable(key, restricted: false, table, session) {
            table.parkedKeys.append(parked)
            return
        }
        guard let obstacle = try ReinsertObstacle(plan: plan, staged: staged).find(table, session) else {
            try session.execute("UPDATE \(table.name) SET grp = -1 WHERE ctid IN (\(ContestedRows.ids))")
            return try table.countGroups(session)
        }
        if let parked = try parkable(key, restricted: true, table, session) {
            table.parkedKeys.append(parked)
            return
        }
        throw SeedError(
            .refused, "\(table.plan.target)",
            "\(count) rows hand values of the unique key \(key.name) to each other; no other value is free for the "
                + "time being, and they can't be deleted and inserted again: foreign key \(obstacle.name) of "
                + "\(obstacle.child) would reach into its rows; nothing was written",
            hint: "make \(key.name) a DEFERRABLE constraint, or promote the change in two steps")
    }

    /// The first value that the table takes: rows may have it after all, constraints and triggers may refuse it.
    private func parkable(
        _ key: CatalogKey, restricted: Bool, _ table: StagedTable, _ session: borrowing Session
    ) throws -> ParkedKey? {
        let parking = UniqueValueParking(staged: table, plan: plan)
        for choice in parking.choices(key, restricted: restricted) where try isTaken(choice, parking, session) {
            return choice
        }
        return nil
    }

    /// Whether nobody has the values and the table takes them: tried, and undone.
    private func isTaken(
        _ choice: ParkedKey, _ parking: UniqueValueParking, _ session: borrowing Session
    ) throws -> Bool {
        try session.execute("SAVEPOINT seedd_park")
        var isTaken = false
        do {
            if try session.rows(parking.countOfHad(choice)).first?[0] == "0" {
                if parking.staged.plan.isWrittenAsReplica {
                    try ReplicaRole.perform(session) { _ = try session.execute(parking.statement(choice)) }
                } else {
                    try session.execute(parking.statement(choice))
                }
                isTaken = true
            }
        } catch let error as PostgresError {
            guard error.kind == .server, ["22", "23", "P0"].contains(error.sqlState.prefix(2)) else { throw error }
        }
        try session.execute("ROLLBACK TO SAVEPOINT seedd_park; RELEASE SAVEPOINT seedd_park")
        return isTaken
    }
}

extension StagedTable {
    /// Whether updates may set the columns of a key that is checked row by row.
    fileprivate func mayChange(_ key: CatalogKey) -> Bool {
        guard !key.isDeferrable else { return false }
        // A partial index may get or lose a row through a column that only its predicate names, as an expression may
        // name any; what is not written stays, but for what is computed from it.
        guard !key.isPartial, !key.columns.contains("") else { return true }
        let changed = changedColumns
        return key.columns.contains { changed.contains($0) || target.table.isGenerated($0) }
    }
}
