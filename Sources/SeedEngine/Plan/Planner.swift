import Postgres
package import SeedModel

/// Compares a job's tables on both sides and makes the plan; writes nothing and takes no lock.
package struct Planner {
    package struct Options: Sendable {
        /// Globs of table names; empty is all tables of the job.
        package var tables: [String] = []
        /// Natural-key filters: column to allowed values.
        package var only: [(column: String, values: [String])] = []
        package var filters: [String] = []
        /// Rows of whole-table copies are not put in the plan but streamed when it is applied.
        package var streamsWholeTables = false
        /// Tables are compared in full, whatever was read of them before.
        package var isFull = false

        package init() {}

        var narrows: Bool { !only.isEmpty || !filters.isEmpty }
    }

    let job: Job
    let to: String
    let options: Options
    let events: any EventSink

    package init(job: Job, to: String, options: Options = Options(), events: any EventSink) {
        self.job = job
        self.to = to
        self.options = options
        self.events = events
    }

    private static let begin: SQL = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    /// - Throws: `SeedError`, `PostgresError`. Both transactions are read-only and over when it returns.
    package func plan(_ pair: borrowing SessionPair) throws -> Plan {
        do {
            // Before the snapshot: what it does not see was running now, or began later.
            let clock = try job.watchesStamps ? StampClock.read(pair.source) : nil
            return try pair.source.transaction(Self.begin) {
                try pair.target.transaction(Self.begin) {
                    try planInTransactions(pair, clock)
                }
            }
        } catch {
            throw sqlState(of: error) == "55P03" ? namingHolders(error, pair) : error
        }
    }

    private func namingHolders(_ error: any Error, _ pair: borrowing SessionPair) -> any Error {
        let table = (error as? SeedError)?.subject ?? ""
        let source = (try? TableLocks.excludingReaders(of: table, pair.source)) ?? []
        let target = (try? TableLocks.excludingReaders(of: table, pair.target)) ?? []
        let holders = source.map { "\(job.from): \($0)" } + target.map { "\(to): \($0)" }
        return TableLocks.naming(holders, in: error, subject: "job \(job.name)")
    }

    private func planInTransactions(_ pair: borrowing SessionPair, _ clock: StampClock?) throws -> Plan {
        try refuseSameDatabase(pair)
        let resolved = try JobCatalog(job: job, to: to, options: options).read(pair)
        for finding in resolved.findings where finding.severity == .warning {
            events.receive(.warning(subject: finding.subject, message: finding.message))
        }
        if let error = SeedError(findings: resolved.findings) { throw error }
        events.receive(.planning(job: job.name, tables: resolved.projections.count))

        let seed = Int64.random(in: .min ... .max)
        let history = try RunHistory.changedTables(ofJob: job.name, pair.target)
        let held = try HeldChanges(job: job.name).tables(pair.target)
        let comparer = TableComparer(
            from: job.from, to: to, seed: seed, streamsWholeTables: options.streamsWholeTables, listed: held,
            events: events)
        let tracked = TrackedTables(
            job: job, isNarrowed: options.narrows, isFull: options.isFull, held: held, clock: clock)
        var reader = TableReader(
            comparer: comparer, readings: try tracked.readings(resolved.projections, rules: resolved.rules, pair),
            events: events)
        var tables = try reader.plans(
            resolved.projections, likelyChanged: history.map { $0.union(held.map(\.description)) }, pair)
        try comparer.unstream(&tables, foreignKeys: resolved.foreignKeys, pair)
        if !held.isEmpty { try HeldChanges(job: job.name).mark(&tables, pair.target) }
        if options.narrows { try GuardRows(pairs: resolved.pairs).fill(&tables, pair.target) }
        return Plan(
            job: job.name, from: job.from, to: to, tables: tables, seed: seed,
            foreignKeys: resolved.foreignKeys, narrowed: options.narrows)
    }

    private func refuseSameDatabase(_ pair: borrowing SessionPair) throws {
        let source = try DatabaseIdentity.read(pair.source)
        let target = try DatabaseIdentity.read(pair.target)
        guard source.isSame(as: target) else { return }
        throw SeedError(
            .refused, "job \(job.name)", "\(job.from) and \(to) are the same database (\(target.database))",
            hint: "check the url of both environments")
    }
}
