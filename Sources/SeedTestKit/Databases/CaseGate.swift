import Foundation

/// Lets a bounded number of test cases have databases at once, so that their connections fit the server.
actor CaseGate {
    static let shared = CaseGate(places: max(4, ProcessInfo.processInfo.activeProcessorCount * 2))

    /// A case that already has a place must not wait for another: with all places taken so, nobody would go on.
    @TaskLocal private static var hasPlace = false

    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    @concurrent
    nonisolated func withPlace(_ body: @concurrent () async throws -> Void) async throws {
        guard !Self.hasPlace else { return try await body() }
        await enter()
        do {
            try await Self.$hasPlace.withValue(true) { try await body() }
        } catch {
            await leave()
            throw error
        }
        await leave()
    }

    private func enter() async {
        guard places == 0 else {
            places -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        places += 1
    }
}
