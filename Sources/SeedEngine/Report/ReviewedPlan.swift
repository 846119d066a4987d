package import SeedModel

/// A plan as somebody is to look at it: with what a run of it would be refused for.
package struct ReviewedPlan: Sendable {
    package var plan: Plan
    /// Guards that it exceeds and references that it would break.
    package var refusals: [Finding]
    package var createdAt: UTCTime
    /// Of the environment that would be written.
    package var isProtected: Bool

    package init(plan: Plan, refusals: [Finding], createdAt: UTCTime, isProtected: Bool = false) {
        self.plan = plan
        self.refusals = refusals
        self.createdAt = createdAt
        self.isProtected = isProtected
    }
}
