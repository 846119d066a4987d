import SeedEngine
import SeedModel

/// One plan of a file that is being applied: looked at, asked about, carried out, told.
struct PlanApplication {
    let promotion: SavedPromotion
    let saved: SavedPlans
    let confirmation: ConfirmationOptions
    let targets: [String]
    let limit: Int?
    let global: GlobalOptions
    let context: CommandContext

    func perform(_ configuration: SeedModel.Configuration, _ events: any EventSink) async throws -> PlanReport {
        let clock = ContinuousClock()
        let start = clock.now
        func elapsed() -> Int { Int(start.duration(to: clock.now) / .milliseconds(1)) }
        func show(_ plan: Plan, _ result: RunResult? = nil, isEmptyRun: Bool = false) throws {
            try global.show(
                plan, title: title(plan), limit: limit, milliseconds: elapsed(), result: result,
                isEmptyRun: isEmptyRun, context)
        }
        var plan = try await promotion.plan()
        if let run = try await promotion.earlierRun() {
            context.errorOutput(
                "plan \(saved.id) was applied to \(plan.to) already (run \(run)); nothing was written\n")
            plan.tables = []
        }
        if let refusal = promotion.refusal(of: plan) {
            if global.format == .text { try show(plan) }
            throw refusal
        }
        guard !plan.isEmpty else {
            events.receive(.ended(plan.finished(.unchanged, seconds: Double(elapsed()) / 1000)))
            try show(plan, isEmptyRun: true)
            plan.tellLeftOut(to: events)
            return PlanReport(plan)
        }
        let confirmed = try await confirmation.confirmation(
            for: promotion.target, among: targets, unattended: false, context
        ) {
            try global.showBeforeAsking(plan, title: title(plan), limit: limit, milliseconds: elapsed(), context)
        }
        guard let confirmed else { throw SeedError(.refused, plan.to, "is not written without a confirmation") }
        try confirmed.verify()
        let applied = try await promotion.apply(plan, confirmed)
        if let result = applied.result {
            configuration.pruneSnapshots(after: result, of: plan.job, context, events)
        } else {
            events.receive(.ended(applied.plan.finished(.unchanged, seconds: Double(elapsed()) / 1000)))
        }
        let stale = try applied.plan.staleRows(naming: 10)
        for row in stale.named { context.warn("\(row); it is left as it is") }
        if stale.count > stale.named.count { context.warn("and \(stale.count - stale.named.count) more rows") }
        try show(applied.plan, applied.result, isEmptyRun: applied.result == nil)
        applied.plan.tellLeftOut(to: events, stale: stale.count)
        return PlanReport(applied.plan, result: applied.result)
    }

    private func title(_ plan: Plan) -> String { "\(plan.title) (plan \(saved.id) of \(saved.createdAt))" }
}
