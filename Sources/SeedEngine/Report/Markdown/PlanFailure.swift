/// That a plan could not be made, for a comment on those that could.
package struct PlanFailure: Sendable {
    package var job: String
    package var from: String
    package var to: String
    /// Without values of rows.
    package var message: String

    package init(job: String, from: String, to: String, message: String) {
        self.job = job
        self.from = from
        self.to = to
        self.message = message
    }
}
