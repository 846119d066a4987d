package import Testing

/// Gives each test case an empty database of its own, dropped after it.
package struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
    package init() {}

    package var isRecursive: Bool { true }

    @concurrent
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await CaseGate.shared.withPlace {
            let server = try TestServer.shared
            let databases = try server.createDatabases(1)
            defer { dropOrRecord { try server.drop(databases) } }
            try await TestDatabase.$bound.withValue(databases[0]) { try await function() }
        }
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database per test case: `TestDatabase.current`.
    package static var database: Self { Self() }
}
