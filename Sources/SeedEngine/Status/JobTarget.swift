/// A job and one of the environments it writes to.
package struct JobTarget: Sendable, Hashable {
    package var job: String
    package var target: String

    package init(job: String, target: String) {
        self.job = job
        self.target = target
    }
}
