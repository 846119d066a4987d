import Postgres
import SeedModel

/// Plans on a pair of sessions, and on more of them where the tables are many or large.
struct PlanningLanes: Sendable {
    let planner: Planner
    let leader: Lane<SessionPair>
    /// Opened when they are needed.
    let others: [Lane<SessionPair>]

    func plan() async throws -> Plan {
        do {
            return try await planTogether()
        } catch {
            // The transactions go with their sessions.
            for lane in [leader] + others { await lane.reset() }
            guard sqlState(of: error) == "55P03", !Task.isCancelled else { throw error }
            throw (try? await leader.run { pair in Failure(planner.namingHolders(error, pair)) }.error) ?? error
        }
    }

    private func planTogether() async throws -> Plan {
        let draft = try await leader.run { pair in try planner.begin(pair) }
        let helpers = try await helpers(draft.shares(atMost: others.count + 1) - 1)
        let shares = draft.split(into: helpers.count + 1)
        var plans = [TablePlan?](repeating: nil, count: draft.resolved.projections.count)
        try await withThrowingTaskGroup(of: (tables: [Int], plans: [TablePlan]).self) { group in
            for (lane, tables) in zip([leader] + helpers, shares) {
                group.addTask {
                    (tables, try await lane.run { pair in try planner.compare(tables, of: draft, pair) })
                }
            }
            for try await share in group { for (table, plan) in zip(share.tables, share.plans) { plans[table] = plan } }
        }
        for lane in helpers { await lane.reset() }
        let tables = plans.compactMap(\.self)
        return try await leader.run { pair in try planner.finish(draft, tables, pair) }
    }

    /// Lanes that see what the leader sees: as many as are wanted and can be had. A server that has no connection to
    /// spare, or a pooler that leads to another one, is no reason to fail.
    private func helpers(_ count: Int) async throws -> [Lane<SessionPair>] {
        guard count > 0 else { return [] }
        let snapshot = try await leader.run { pair in try SharedSnapshot.export(pair) }
        return try await withThrowingTaskGroup(of: Lane<SessionPair>?.self) { group in
            for lane in others.prefix(count) {
                group.addTask {
                    do {
                        try await lane.run { pair in try snapshot.join(pair) }
                        return lane
                    } catch {
                        try Task.checkCancellation()
                        await lane.reset()
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { lanes, lane in if let lane { lanes.append(lane) } }
        }
    }
}

/// An error as a value.
private struct Failure: Sendable {
    let error: any Error

    init(_ error: any Error) { self.error = error }
}
