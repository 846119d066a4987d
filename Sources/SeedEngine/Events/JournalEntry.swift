import SeedModel
import Systemd

/// An event as journal fields; most events are not the journal's business.
struct JournalEntry {
    let fields: [(name: String, value: String)]

    /// One id for each kind of entry, for ever: `journalctl MESSAGE_ID=…` (systemd.journal-fields(7)).
    private enum MessageID: String {
        case committed = "529a7577be2642d2b3034202fed24aa3"
        case failed = "9d053644342247e5bbacbc3cf253ec7b"
        case held = "a690266a25894b28b296f7e37f4034a8"
        case released = "8749828fdcc44f7c84012b08c606f464"
        case snapshotTaken = "f1244c3663794c98ad381c02756645ff"
        case snapshotsPruned = "2f5b36c8b4bd426d97bd644185819213"
        case warning = "0f7e0072f1c24c6caa92d3e9644c739b"
    }

    init?(_ event: Event) {
        switch event {
        case .ended(let run):
            let counts = run.counts
            let undo = run.snapshot.map { "; undo with: seedd rollback \($0)" } ?? ""
            fields =
                Self.head(
                    .committed, .info,
                    "\(run.job): \(counts.insert) inserted, \(counts.update) updated, \(counts.delete) deleted\(undo)")
                + [
                    ("SEEDD_JOB", run.job), ("SEEDD_INSERTED", "\(counts.insert)"),
                    ("SEEDD_UPDATED", "\(counts.update)"), ("SEEDD_DELETED", "\(counts.delete)"),
                    ("SEEDD_UNCHANGED", "\(counts.unchanged)"),
                    ("SEEDD_DURATION_USEC", "\(Int(run.seconds * 1_000_000))"),
                ] + (run.run.map { [("SEEDD_RUN", $0)] } ?? []) + (run.snapshot.map { [("SEEDD_SNAPSHOT", $0)] } ?? [])
        case .failed(let job, let code, let message):
            fields =
                Self.head(.failed, .error, "\(job): \(message)")
                + [("SEEDD_JOB", job), ("SEEDD_ERROR", code.rawValue)]
        case .held(let job, let rows):
            fields =
                Self.head(.held, .warning, "\(job): \(rows) rows held; lift with: seedd release \(job)")
                + [("SEEDD_JOB", job), ("SEEDD_HELD", "\(rows)")]
        case .released(let job, let environment, let rows):
            fields =
                Self.head(.released, .info, "\(job): \(rows) holds lifted in \(environment)")
                + [("SEEDD_JOB", job), ("SEEDD_ENVIRONMENT", environment), ("SEEDD_RELEASED", "\(rows)")]
        case .snapshotTaken(let id, let rows, let bytes):
            fields =
                Self.head(.snapshotTaken, .info, "snapshot \(id): \(rows) rows, \(bytes) bytes")
                + [("SEEDD_SNAPSHOT", id), ("SEEDD_ROWS", "\(rows)"), ("SEEDD_BYTES", "\(bytes)")]
        case .snapshotsPruned(let job, let count, let bytes):
            fields =
                Self.head(.snapshotsPruned, .info, "snapshots pruned: \(count), \(bytes) bytes freed")
                + [("SEEDD_PRUNED", "\(count)"), ("SEEDD_BYTES", "\(bytes)")] + (job.map { [("SEEDD_JOB", $0)] } ?? [])
        case .warning(let subject, let message):
            fields = Self.head(.warning, .warning, "\(subject): \(message)")
        default: return nil
        }
    }

    private static func head(
        _ id: MessageID, _ priority: JournalPriority, _ message: String
    ) -> [(name: String, value: String)] {
        [
            ("MESSAGE", Printable.escaped(message)), ("MESSAGE_ID", id.rawValue), ("PRIORITY", "\(priority.rawValue)"),
        ]
    }
}
