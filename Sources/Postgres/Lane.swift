import Synchronization

/// A thread of control for blocking database work: an actor on its own serial queue that owns one resource, usually
/// one or two sessions.
///
/// Work is a synchronous closure that borrows the resource: there is no `await` inside a transaction, so nothing can
/// interleave with it, and a server that sleeps blocks this lane's queue and not the cooperative pool.
package actor Lane<Resource: ~Copyable> {
    private nonisolated let executor: LaneExecutor
    /// That of the resource there is, or of the next one.
    private nonisolated let cancellation = Mutex(Cancellation())
    private let open: @Sendable (Cancellation) throws -> Resource
    private var resource: Resource?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// `open` makes the resource, on the lane, when it is first needed.
    package init(_ label: String, open: @escaping @Sendable (Cancellation) throws -> Resource) {
        executor = LaneExecutor(label: "seedd.lane.\(label)")
        self.open = open
    }

    /// Runs `body` on the lane. Cancelling the task cancels the statement that runs and refuses those after it, of later
    /// runs too, until the lane is reset.
    ///
    /// Nonisolated, with the handler outside and one synchronous actor method inside: written within the actor, the
    /// handler would resume on the cooperative pool.
    package nonisolated func run<Result: Sendable>(
        _ body: @Sendable (borrowing Resource) throws -> Result
    ) async throws -> Result {
        try await withTaskCancellationHandler {
            try await perform(body)
        } onCancel: {
            cancellation.withLock { $0.cancel() }
        }
    }

    /// Gives the resource up, so that the next run makes a new one: after its connection was lost, or a task of several
    /// was cancelled because another failed.
    package func reset() {
        resource = nil
        cancellation.withLock { $0 = Cancellation() }
    }

    private func perform<Result: Sendable>(_ body: @Sendable (borrowing Resource) throws -> Result) throws -> Result {
        executor.checkIsolated()
        // Cancelled while it waited for its turn, perhaps with a cancellation that was renewed since.
        guard !Task.isCancelled else { throw PostgresError(.cancelled, "cancelled") }
        if resource == nil { resource = try open(cancellation.withLock(\.self)) }
        switch resource {
        case .some(let resource): return try body(resource)
        case .none: throw PostgresError(.unexpectedReply, "the lane has no resource")
        }
    }
}
