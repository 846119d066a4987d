import Postgres
import SeedModel

/// Plans the tables of a job, each read as was decided, and says what was found out of tracking on the way.
struct TableReader {
    let comparer: TableComparer
    var readings: [TableName: TableReading]
    let events: any EventSink

    /// In the order of `projections`. `likelyChanged` as `TableComparer.compare` takes it.
    mutating func plans(
        _ projections: [Projection], likelyChanged: Set<String>, _ pair: borrowing SessionPair
    ) throws -> [TablePlan] {
        var plans = [TablePlan?](repeating: nil, count: projections.count)
        for index in projections.indices { plans[index] = try trackedPlan(projections[index], pair) }
        let rest = projections.indices.filter { plans[$0] == nil }
        let compared = try comparer.compare(rest.map { projections[$0] }, likelyChanged: likelyChanged, pair)
        for (index, plan) in zip(rest, compared) { plans[index] = try reconciled(plan, pair.source) }
        return plans.compactMap(\.self)
    }

    /// Nil for a table that is to be compared in full.
    private mutating func trackedPlan(
        _ projection: Projection, _ pair: borrowing SessionPair
    ) throws -> TablePlan? {
        let name = projection.target.table.name
        guard var reading = readings[name] else { return nil }
        defer { readings[name] = reading }
        guard !reading.method.isContent else {
            tell(reading, of: projection)
            return nil
        }
        let before = pair.bytesReceived
        let outcome = try projection.naming {
            let progress = RowProgress(.comparing, projection.source.table.name, events)
            defer { progress.end() }
            return try TrackedComparer(projection: projection, reading: reading, seed: comparer.seed).compare(pair)
        }
        switch outcome {
        case .notWorthwhile(let why):
            reading.method = .content(why)
            reading.markReconciled()
            tell(reading, of: projection)
            return nil
        case .compared(let result, let lateStamps):
            tell(reading, of: projection)
            let compared = (projection, result, pair.bytesReceived - before)
            guard var plan = try comparer.fetch([compared], pair).first else { return nil }
            reading.pending?.hasRead = result.hashed > 0
            count(lateStamps, of: &plan, &reading, found: "seedd found them by \(reading.method.means)")
            plan.watermark = reading.pending
            return plan
        }
    }

    /// A plan that was made by comparing everything, with its watermark.
    private mutating func reconciled(_ plan: TablePlan, _ source: borrowing Session) throws -> TablePlan {
        guard var reading = readings[plan.target] else { return plan }
        var plan = plan
        if let missed = try MissedRows(plan, reading, source) {
            if let warning = missed.warning {
                events.receive(.warning(subject: "\(plan.source)", message: warning))
                plan.notes.append(warning)
            }
            count(missed.lateStamps, of: &plan, &reading, found: "the full compare found them")
        }
        readings[plan.target] = reading
        plan.watermark = reading.pending
        return plan
    }

    private func count(_ late: Int, of plan: inout TablePlan, _ reading: inout TableReading, found: String) {
        guard late > 0, let column = reading.watched?.name else { return }
        let before = reading.pending?.watermark.lateStamps ?? 0
        reading.pending?.watermark.lateStamps = before + late
        let warning =
            "\(column) can't be trusted: \(late.counted("change")) came with a stamp from before the last run, or with none "
            + "(\(before + late) so far); \(found)"
        events.receive(.warning(subject: "\(plan.source)", message: warning))
        plan.notes.append(warning)
    }

    private func tell(_ reading: TableReading, of projection: Projection) {
        let text =
            switch reading.method {
            case .content(let why): "compared in full: \(why.reason)"
            case .written(let horizon):
                "read by transaction, from \(horizon) on"
                    + (reading.distrust.map { "; its index is not used: \($0)" } ?? "")
            case .stamped(let mark): "read by its index on \(reading.watched?.name ?? ""), from \(mark) on"
            }
        events.receive(.remark(subject: "\(projection.source.table.name)", message: text))
    }
}

extension ReadingMethod {
    var isContent: Bool { if case .content = self { true } else { false } }

    /// What rows with a wrong stamp were found by.
    fileprivate var means: String { if case .stamped = self { "their keys" } else { "their transactions" } }
}
