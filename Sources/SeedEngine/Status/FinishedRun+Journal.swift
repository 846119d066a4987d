import SeedModel

extension FinishedRun {
    /// Reads an entry of the journal: the fields whose names begin with `SEEDD_`. The tables have entries of their own.
    ///
    /// nil for what no version of seedd has written.
    init?(journalFields fields: [String: [String]]) {
        func text(_ field: JournalField) -> String? { fields[field.rawValue]?.first }
        func number(_ field: JournalField) -> Int { text(field).flatMap { Int($0) } ?? 0 }
        guard let job = text(.job), let from = text(.from), let to = text(.to),
            let outcome = text(.outcome).flatMap({ RunOutcome(rawValue: $0) })
        else { return nil }
        self.init(
            job: job, from: from, to: to, outcome: outcome, run: text(.run), snapshot: text(.snapshot),
            rolledBackTo: text(.rolledBackTo),
            counts: ChangeCounts(
                insert: number(.inserted), update: number(.updated), delete: number(.deleted),
                unchanged: number(.unchanged), held: number(.held), conflict: number(.conflict)),
            seconds: Double(number(.duration)) / 1_000_000, tick: text(.tick).flatMap { UTCTime($0) })
        guard let code = text(.error) else { return }
        failure = Failure(
            SeedError(ErrorCode(rawValue: code) ?? .unexpected, "", text(.reason) ?? "", hint: text(.hint)))
    }
}
