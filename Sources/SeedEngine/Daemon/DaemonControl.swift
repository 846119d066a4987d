/// What tells a daemon that runs what is wanted of it; from any thread.
package struct DaemonControl: Sendable {
    private let post: AsyncStream<Daemon.Message>.Continuation

    init(_ post: AsyncStream<Daemon.Message>.Continuation) { self.post = post }

    package func reload() { post.yield(.reload) }

    /// Runs under way may end; a second time they are interrupted.
    package func stop(reason: String) { post.yield(.stop(reason: reason)) }

    /// Runs under way are interrupted, and rolled back.
    package func abort() { post.yield(.abort) }
}
