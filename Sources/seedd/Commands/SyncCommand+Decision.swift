import SeedEngine
import SeedModel

extension SyncCommand {
    /// What is to be done about a plan.
    enum Decision {
        /// Nothing has to be written but how far the source was read and what counts as promoted, if it was `decided`.
        case nothing(Plan, isDecided: Bool)
        case dryRun(Plan)
        case write(Plan, Confirmation)
    }

    /// Shows the plan to a person, if one has to be asked, who may go through it and leave rows out before confirming it.
    ///
    /// - Throws: `refused` for a plan beyond the guards, and for what was not confirmed.
    func decide(
        about planned: Plan, of promotion: Promotion, _ run: TargetRun, _ work: JobSelection, _ context: CommandContext,
        _ elapsed: () -> Int
    ) async throws -> Decision {
        let isDecided = confirmation.isDecided(context)
        var plan = planned
        var isReviewed = interactive
        while true {
            if isReviewed { plan = try await PlanReview(planned, options: work.questionOptions, context).walk() }
            if let refusal = promotion.refusal(of: plan) {
                if global.format == .text, !isReviewed { try work.show(plan, milliseconds: elapsed()) }
                throw refusal
            }
            // That a conflict is settled for the target's row is to be remembered, and so to be confirmed.
            let settles = plan.counts.conflict < planned.counts.conflict
            guard !plan.isEmpty || settles else { return .nothing(plan, isDecided: isDecided) }
            if !isDecided { work.warn(ofRefusals: try await promotion.brokenReferences(plan)) }
            let confirmed = try await confirmation.confirmation(
                for: run.target, among: work.targets, unattended: run.job.unattended, offersReview: true, context
            ) {
                if !isReviewed { try work.showBeforeAsking(plan, milliseconds: elapsed()) }
            }
            guard let confirmed else { return .dryRun(plan) }
            guard confirmed.answer == PlanReview.command, confirmed.expectedAnswer != PlanReview.command else {
                try confirmed.verify()
                return plan.isEmpty ? .nothing(plan, isDecided: true) : .write(plan, confirmed)
            }
            isReviewed = true
        }
    }
}
