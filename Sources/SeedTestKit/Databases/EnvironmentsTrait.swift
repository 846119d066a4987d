package import Testing

/// Gives each test case an empty source and an empty target database of its own, dropped after it.
package struct EnvironmentsTrait: SuiteTrait, TestTrait, TestScoping {
    package init() {}

    package var isRecursive: Bool { true }

    @concurrent
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await CaseGate.shared.withPlace {
            let server = try TestServer.shared
            let databases = try server.createDatabases(2)
            defer { dropOrRecord(databases, on: server) }
            let environments = TestEnvironments(source: databases[0], target: databases[1])
            try await TestEnvironments.$bound.withValue(environments) { try await function() }
        }
    }
}

extension Trait where Self == EnvironmentsTrait {
    /// Two databases per test case: `TestEnvironments.current`.
    package static var environments: Self { Self() }
}
