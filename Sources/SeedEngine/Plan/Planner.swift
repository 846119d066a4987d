import Postgres
package import SeedModel

/// Compares a job's tables on both sides and makes the plan; writes nothing and takes no lock.
///
/// One pair of sessions leads: it reads the catalogs and finishes the plan. Tables are compared by it and by others that
/// read in the same snapshots. The transactions of the leader stay open from `begin` to `finish`.
package struct Planner: Sendable {
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
        /// What becomes of rows that were edited in the target, whatever the rules say.
        package var onConflict: TableRule.ConflictPolicy?

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

    /// Opens the transactions and reads everything but rows.
    func begin(_ pair: borrowing SessionPair) throws -> PlanDraft {
        // Before the snapshot: what it does not see was running now, or began later.
        let clock = try job.watchesStamps ? StampClock.read(pair.source) : nil
        try SharedSnapshot.begin(pair)
        try refuseSameDatabase(pair)
        let resolved = try JobCatalog(job: job, to: to, options: options).read(pair)
        let numbers = try OutsideNumbers(resolved: resolved, environment: to).findings(pair.target)
        for finding in resolved.findings + numbers where finding.severity == .warning {
            events.receive(.warning(subject: finding.subject, message: finding.message))
        }
        if let error = SeedError(findings: resolved.findings) { throw error }
        events.receive(.planning(job: job.name, tables: resolved.projections.count))

        let history = try RunHistory.changedTables(ofJob: job.name, pair.target)
        let held = try HeldChanges(job: job.name).tables(pair.target)
        let promoted = try BaseTable.tables(
            of: job.name, among: resolved.projections.map(\.target.table.name),
            isNeeded: resolved.pairs.contains { $0.rule.onConflict != .source }, pair.target)
        let tracked = TrackedTables(
            job: job, isNarrowed: options.narrows, isFull: options.isFull, held: held, clock: clock)
        return PlanDraft(
            resolved: resolved, seed: .random(in: .min ... .max), held: held, promoted: promoted,
            likelyChanged: history.union(held.map(\.description)),
            readings: try tracked.readings(resolved.projections, rules: resolved.rules, pair))
    }

    /// The plans of some of the draft's tables, which are given by their numbers.
    func compare(_ tables: [Int], of draft: PlanDraft, _ pair: borrowing SessionPair) throws -> [TablePlan] {
        var reader = TableReader(comparer: comparer(draft), readings: draft.readings, events: events)
        return try reader.plans(
            tables.map { draft.resolved.projections[$0] }, likelyChanged: draft.likelyChanged, pair)
    }

    /// Puts the tables together and ends the transactions.
    func finish(_ draft: PlanDraft, _ plans: [TablePlan], _ pair: borrowing SessionPair) throws -> Plan {
        var tables = plans
        let foreignKeys = draft.resolved.foreignKeys
        try comparer(draft).unstream(&tables, foreignKeys: foreignKeys, pair)
        if !draft.held.isEmpty { try HeldChanges(job: job.name).mark(&tables, pair.target) }
        for index in tables.indices {
            guard let note = tables[index].projection?.touchNote(in: to) else { continue }
            tables[index].notes.append(note)
            events.receive(.remark(subject: "\(tables[index].source)", message: note))
        }
        let rules = draft.resolved.rules
        try EditedRows(job: job.name, rules: rules, known: draft.promoted, policy: options.onConflict).mark(
            &tables, pair)
        try BasePlanner(job: job.name, isNarrowed: options.narrows, rules: rules, known: draft.promoted)
            .fill(&tables, pair.target)
        if options.narrows { try GuardRows(pairs: draft.resolved.pairs).fill(&tables, pair.target) }
        try SharedSnapshot.end(pair)
        var plan = Plan(
            job: job.name, from: job.from, to: to, tables: tables, seed: draft.seed, foreignKeys: foreignKeys,
            narrowed: options.narrows)
        plan.origin = PlanOrigin(options: options, source: draft.resolved.source)
        return plan
    }

    private func comparer(_ draft: PlanDraft) -> TableComparer {
        let keeping = draft.resolved.rules.filter { $0.value.onConflict != .source }.map(\.key) + draft.promoted.keys
        return TableComparer(
            from: job.from, to: to, seed: draft.seed, streamsWholeTables: options.streamsWholeTables,
            listed: draft.held.union(draft.promoted.keys), keeping: Set(keeping), events: events)
    }

    /// A lock timeout in the words of whoever has to wait; from sessions outside the failed transactions.
    func namingHolders(_ error: any Error, _ pair: borrowing SessionPair) -> any Error {
        let table = (error as? SeedError)?.subject ?? ""
        let source = (try? TableLocks.excludingReaders(of: table, pair.source)) ?? []
        let target = (try? TableLocks.excludingReaders(of: table, pair.target)) ?? []
        let holders = source.map { "\(job.from): \($0)" } + target.map { "\(to): \($0)" }
        return TableLocks.naming(holders, in: error, subject: "job \(job.name)")
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
