package import SeedModel
import Systemd

extension JournalHistory {
    /// Milliseconds after which it is seen that nobody wants more.
    private static let patience = 250

    /// Calls `body` with each run of these that ends from now on, until `isOver` or it throws. Blocks its thread.
    package func follow(
        _ places: [JobTarget], until isOver: () -> Bool, _ body: (StatusRun) throws -> Void
    ) throws {
        let names = Set(places.map { JobTarget(job: JournalEntry.text($0.job), to: JournalEntry.text($0.to)) })
        var reader = try JournalReader(place)
        try matchRuns(&reader)
        for job in Set(names.map(\.job)) { try reader.match(JournalField.job.rawValue, job) }
        try reader.seekEnd()
        // To the newest of them, so that the next one is what comes after it.
        _ = try reader.previous()
        while !isOver() {
            while try reader.next() {
                guard let run = try Self.run(in: reader),
                    names.contains(JobTarget(job: run.run.job, to: run.run.to))
                else { continue }
                try body(run)
            }
            try reader.wait(milliseconds: Self.patience)
        }
    }
}
