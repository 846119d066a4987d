extension Retention {
    /// A snapshot dated this much ahead, in seconds, was taken by a clock that ran ahead; below, writers shared a second.
    private static let tolerance = 60

    /// Decides on all snapshots of some groups; the result is in their order.
    ///
    /// Damaged ones and those from the future stay, and take nobody's place. Of each group the newest that counts stays,
    /// whatever the rules say. Where a `limit` is exceeded the oldest go first, down to `last` in each group.
    package func decisions(
        for snapshots: [StoredSnapshot], now: UTCTime, limit: SizeLimit? = nil
    ) -> [RetentionDecision] {
        var decisions = [RetentionDecision](repeating: .remove(.noRule), count: snapshots.count)
        var groups: [StoredSnapshot.Group: [Dated]] = [:]
        for (index, snapshot) in snapshots.enumerated() {
            guard let origin = snapshot.origin else {
                decisions[index] = .keep([.damaged])
                continue
            }
            if origin.time.seconds > now.seconds + Self.tolerance {
                decisions[index] = .keep([.fromTheFuture])
            } else {
                groups[origin.group, default: []].append(Dated(index: index, time: origin.time))
            }
        }
        for group in groups.values {
            for (dated, reasons) in reasons(of: group) where !reasons.isEmpty {
                decisions[dated.index] = .keep(reasons)
            }
        }
        if let limit { shrink(&decisions, of: snapshots, Array(groups.values), to: limit) }
        return decisions
    }

    /// A snapshot of a group: where it is among those that are decided on, and when it was taken.
    struct Dated {
        let index: Int
        let time: UTCTime
    }

    private func reasons(of group: [Dated]) -> [(Dated, [KeepReason])] {
        let newestFirst = Self.newestFirst(group)
        guard let newest = newestFirst.first else { return [] }
        var days = Periods(limit: daily)
        var weeks = Periods(limit: weekly)
        var months = Periods(limit: monthly)
        return newestFirst.enumerated().map { rank, dated in
            var reasons: [KeepReason] = rank == 0 ? [.newest] : []
            let time = dated.time
            if rank < last { reasons.append(.last(last)) }
            if let within, (newest.time.seconds - time.seconds) * 1000 <= within.milliseconds {
                reasons.append(.within(within))
            }
            if days.claim(time.date) { reasons.append(.daily(time.date)) }
            if weeks.claim(time.week) { reasons.append(.weekly(time.week)) }
            if months.claim(time.month) { reasons.append(.monthly(time.month)) }
            return (dated, reasons)
        }
    }

    static func newestFirst(_ group: [Dated]) -> [Dated] {
        group.sorted { ($1.time, $1.index) < ($0.time, $0.index) }
    }

    /// The last so many days, weeks or months that have a snapshot, met from the newest to the oldest.
    private struct Periods {
        let limit: Int
        private var count = 0
        private var current: String?

        init(limit: Int) { self.limit = limit }

        /// Whether a snapshot of `period` is the first that was met of it, and it is one of the last.
        mutating func claim(_ period: String) -> Bool {
            guard period != current, count < limit else { return false }
            current = period
            count += 1
            return true
        }
    }
}
