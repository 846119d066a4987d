import SeedModel

/// What a plan comes to: a few words to be seen first, and the same in sentences.
struct PlanVerdict {
    enum State: String { case refused, undecided, ready, idle }

    let state: State
    let headline: String
    let sentences: [String]

    init(_ reviewed: ReviewedPlan) {
        let plan = reviewed.plan
        let counts = plan.counts
        state =
            if !reviewed.refusals.isEmpty {
                .refused
            } else if counts.conflict > 0 {
                .undecided
            } else {
                counts.changes > 0 ? .ready : .idle
            }
        headline =
            switch state {
            case .refused: "A run would be refused"
            case .undecided where counts.conflict == 1: "1 row waits for a decision"
            case .undecided: "\(counts.conflict.grouped) rows wait for a decision"
            case .ready: "Ready to be applied"
            case .idle: "Nothing to do"
            }
        sentences = Self.sentences(plan, counts)
    }

    private static func sentences(_ plan: Plan, _ counts: ChangeCounts) -> [String] {
        let target = Printable.escaped(plan.to)
        var sentences = [written(plan, counts, target)]
        if counts.held > 0 {
            let what = counts.held == 1 ? "1 row is" : "\(counts.held.grouped) rows are"
            sentences.append("\(what) held: a rollback rejected what the source has.")
        }
        if counts.conflict > 0 {
            let what = counts.conflict == 1 ? "1 row is" : "\(counts.conflict.grouped) rows are"
            let rest = counts.conflict == 1 ? "it stays as it is" : "they stay as they are"
            sentences.append(
                "\(what) in conflict: edited in \(target) since the last run; \(rest) until somebody decides.")
        }
        let kept = plan.tables.reduce(0) { $0 + $1.edits.kept }
        if kept > 0 {
            sentences.append(
                "\(kept == 1 ? "1 edit" : "\(kept.grouped) edits") in \(target) \(kept == 1 ? "is" : "are") kept.")
        }
        if plan.narrowed { sentences.append("Only a selection of rows was compared.") }
        return sentences
    }

    /// `A run would insert 12 rows, update 3 and delete 1 in 2 of 10 tables of production; 240 rows are equal.`
    private static func written(_ plan: Plan, _ counts: ChangeCounts, _ target: String) -> String {
        let rest = counts.unchanged == 1 ? "1 row is equal" : "\(counts.unchanged.grouped) rows are equal"
        guard counts.changes > 0 else { return "Nothing would be written to \(target); \(rest)." }
        var parts: [String] = []
        for (verb, number) in [("insert", counts.insert), ("update", counts.update), ("delete", counts.delete)]
        where number > 0 {
            let noun = parts.isEmpty ? (number == 1 ? " row" : " rows") : ""
            parts.append("\(verb) \(number.grouped)\(noun)")
        }
        let list = parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "") : parts[0]
        let touched = plan.tables.count { $0.counts.changes > 0 }
        let tables = plan.tables.count == 1 ? "one table" : "\(touched) of \(plan.tables.count) tables"
        return "A run would \(list) in \(tables) of \(target); \(rest)."
    }
}
