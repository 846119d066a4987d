/// A thread of control for blocking database work: an actor on its own serial queue that owns one resource, usually
/// one or two sessions.
///
/// Work is a synchronous closure that borrows the resource: there is no `await` inside a transaction, so nothing can
/// interleave with it, and a server that sleeps blocks this lane's queue and not the cooperative pool.
package actor Lane<Resource: ~Copyable> {
    private nonisolated let executor: LaneExecutor
    private nonisolated let cancellation: Cancellation
    private let open: @Sendable (Cancellation) throws -> Resource
    private var resource: Resource?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// `open` makes the resource, on the lane, when it is first needed.
    package init(_ label: String, open: @escaping @Sendable (Cancellation) throws -> Resource) {
        executor = LaneExecutor(label: "seedd.lane.\(label)")
        cancellation = Cancellation()
        self.open = open
    }

    /// Runs `body` on the lane. Cancelling the task cancels the statement that runs and refuses those after it.
    ///
    /// Nonisolated, with the handler outside and one synchronous actor method inside: written within the actor, the
    /// handler would resume on the cooperative pool.
    package nonisolated func run<Result: Sendable>(
        _ body: @Sendable (borrowing Resource) throws -> Result
    ) async throws -> Result {
        try await withTaskCancellationHandler {
            try await perform(body)
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// Gives the resource up, so that the next run makes a new one: after its connection was lost.
    package func reset() { resource = nil }

    private func perform<Result: Sendable>(_ body: @Sendable (borrowing Resource) throws -> Result) throws -> Result {
        executor.checkIsolated()
        if resource == nil { resource = try open(cancellation) }
        switch resource {
        case .some(let resource): return try body(resource)
        case .none: throw PostgresError(.unexpectedReply, "the lane has no resource")
        }
    }
}
