extension Guards {
    /// Rows that others added and a rollback may delete whatever the guards say: a share of a small table is next to
    /// nothing, and who undoes a mistake at night should not have to argue about a handful of rows.
    package static let rollbackAllowance = 10

    /// Why a rollback is refused, nil when it is within the guards.
    ///
    /// What recorded runs wrote it undoes without limit, and so it does any overwritten value; only rows that nobody's
    /// run wrote are lost to whoever added them. `deletes` are those, `rows` all of the table.
    package func violation(ofRollbackDeletes deletes: Int, rows: Int) -> String? {
        let limit =
            switch maxDeletes {
            case .rows(let count): count
            case .share(let share): Int(share * Double(rows))
            }
        let allowed = max(limit, Self.rollbackAllowance)
        guard deletes > allowed else { return nil }
        return
            "\(deletes.counted("row")) that no run of the job wrote would be deleted, of \(rows) in the table; more than "
            + "\(allowed) (guard max_deletes)"
    }
}
