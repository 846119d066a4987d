import SeedModel

/// A plan: its verdict, what stands against it, and its tables in a summary.
struct PlanView {
    struct Refusal {
        let subject: String
        let problem: String
        let remedy: String
        let hasRemedy: Bool
    }

    struct Place {
        let id: String
        let name: String
        let counts: [CountView]
    }

    let id: String
    let job: String
    let from: String
    let to: String
    let isProtected: Bool
    let date: String
    let time: String
    let verdict: PlanVerdict
    let state: String
    let counts: [CountView]
    let unchanged: String
    let refusals: [Refusal]
    let hasRefusals: Bool
    /// Tables in which somebody has to decide about rows.
    let conflicts: [Place]
    let hasConflicts: Bool
    let tables: [TableView]
    let hasTables: Bool
    /// Tables in which nothing happens.
    let quiet: [String]
    let hasQuiet: Bool
    let quietTitle: String
}

extension PlanView {
    init(_ reviewed: ReviewedPlan, id: String) {
        let plan = reviewed.plan
        let verdict = PlanVerdict(reviewed)
        let loud = plan.tables.indices.filter { !plan.tables[$0].isQuiet }
        let tables = loud.map { TableView(plan.tables[$0], id: Self.anchor(id, table: $0), in: plan) }
        let quiet = plan.tables.filter(\.isQuiet)
        let equal = quiet.reduce(0) { $0 + $1.counts.unchanged }
        let conflicts = loud.filter { plan.tables[$0].counts.conflict > 0 }.map { index in
            let table = plan.tables[index]
            return Place(
                id: Self.anchor(id, table: index), name: Printable.escaped(table.title),
                counts: [CountView(.conflict, table.counts.conflict)])
        }
        let time = "\(reviewed.createdAt)"
        self.init(
            id: id, job: Printable.escaped(plan.job), from: Printable.escaped(plan.from),
            to: Printable.escaped(plan.to), isProtected: reviewed.isProtected, date: time,
            time: "\(time.prefix(10)) \(time.dropFirst(11).prefix(5)) UTC", verdict: verdict,
            state: verdict.state.rawValue,
            counts: CountView.of(plan.counts, kept: plan.tables.reduce(0) { $0 + $1.edits.kept }),
            unchanged: plan.counts.unchanged.grouped, refusals: reviewed.refusals.map(Refusal.init),
            hasRefusals: !reviewed.refusals.isEmpty, conflicts: conflicts, hasConflicts: !conflicts.isEmpty,
            tables: tables, hasTables: !tables.isEmpty, quiet: quiet.map { Printable.escaped($0.title) },
            hasQuiet: !quiet.isEmpty,
            quietTitle: "\(quiet.count.counted("table")) without changes (\(equal.grouped) rows are equal)")
    }

    static func anchor(_ plan: String, table: Int) -> String { "\(plan)t\(table + 1)" }
}

extension PlanView.Refusal {
    init(_ finding: Finding) {
        subject = Printable.escaped(finding.subject)
        problem = Printable.escaped(finding.message)
        remedy = Printable.escaped(finding.remedy ?? "")
        hasRemedy = finding.remedy != nil
    }
}
