package import SeedModel
package import Systemd

/// The runs that a journal tells of.
///
/// Anybody may write entries with fields of seedd's names; only those of users who run it here count, which journald
/// notes itself (`_UID`).
package struct JournalHistory: Sendable {
    let place: JournalPlace
    let users: [UInt32]

    package init(_ place: JournalPlace, users: [UInt32] = Self.trustedUsers) {
        self.place = place
        self.users = users
    }

    /// root, the service's user where there is one, and who asks.
    package static var trustedUsers: [UInt32] {
        let service = SystemUser.id(of: "seedd").map { [$0] } ?? []
        return Array(Set([SystemUser.root, SystemUser.current] + service)).sorted()
    }

    /// Newest first, all for a limit of 0.
    package func runs(
        of places: [JobTarget], since: UTCTime? = nil, limit: Int
    ) throws(SeedError) -> [JobTarget: [StatusRun]] {
        try reading { reader throws(JournalError) in
            var runs: [JobTarget: [StatusRun]] = [:]
            for place in places {
                reader.matchAll()
                try matchRuns(&reader)
                try reader.match(JournalField.job.rawValue, JournalEntry.text(place.job))
                try reader.match(JournalField.to.rawValue, JournalEntry.text(place.to))
                runs[place] = try Self.newest(&reader, since: since, limit: limit)
            }
            return runs
        }
    }

    /// The time of the journal's oldest entry; nil for an empty one.
    package func reachesBackTo() throws(SeedError) -> UTCTime? {
        try reading { reader throws(JournalError) in try reader.oldest().map { Self.time($0) } }
    }

    private static func newest(
        _ reader: inout JournalReader, since: UTCTime?, limit: Int
    ) throws(JournalError) -> [StatusRun] {
        var runs: [StatusRun] = []
        try reader.seekEnd()
        while limit == 0 || runs.count < limit, try reader.previous() {
            if let since, time(try reader.microseconds()) < since { break }
            if let run = try run(in: reader) { runs.append(run) }
        }
        return runs
    }

    func matchRuns(_ reader: inout JournalReader) throws(JournalError) {
        for kind in JournalKind.runs { try reader.match(JournalField.messageID.rawValue, kind.rawValue) }
        for user in users { try reader.match("_UID", "\(user)") }
    }

    /// The run of the entry that the reader is at.
    static func run(in reader: borrowing JournalReader) throws(JournalError) -> StatusRun? {
        let finishedAt = time(try reader.microseconds())
        return FinishedRun(journalFields: try reader.fields(prefix: "SEEDD_"))
            .map { StatusRun($0, finishedAt: finishedAt, source: .journal) }
    }

    static func time(_ microseconds: UInt64) -> UTCTime { UTCTime(seconds: Int(microseconds / 1_000_000)) }

    func reading<Result>(
        _ body: (inout JournalReader) throws(JournalError) -> Result
    ) throws(SeedError) -> Result {
        do throws(JournalError) {
            var reader = try JournalReader(place)
            return try body(&reader)
        } catch {
            throw SeedError(.unexpected, "journal", "\(error)")
        }
    }
}
