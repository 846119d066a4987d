import SeedModel

extension FinishedRun {
    static func sample(_ outcome: RunOutcome) -> FinishedRun {
        var run = FinishedRun(
            job: "prices", from: "staging", to: "production", outcome: outcome,
            counts: ChangeCounts(insert: 2, update: 1, delete: 0, unchanged: 240, held: 3, conflict: 4), seconds: 1.25,
            tick: UTCTime(seconds: 1_795_140_000))
        switch outcome {
        case .applied, .unchanged, .planned, .rolledBack:
            run.run = "0192f0c1-0000-4000-8000-000000000001"
            run.snapshot = "20261120T020003Z-4f2a91c0"
            run.rolledBackTo = "20261119T020003Z-00000001"
            run.tables = [.init(name: "public.prices", counts: ChangeCounts(insert: 2, update: 1))]
        case .failed, .interrupted:
            run.failure = Failure(
                SeedError(
                    outcome == .failed ? .unavailable : .interrupted, "production", "connection refused",
                    hint: "seedd check prices"))
        }
        return run
    }
}
