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
            let environments = try TestEnvironments.create()
            defer { dropOrRecord { try environments.drop() } }
            try await TestEnvironments.$bound.withValue(environments) { try await function() }
        }
    }
}

extension Trait where Self == EnvironmentsTrait {
    /// Two databases per test case: `TestEnvironments.current`.
    package static var environments: Self { Self() }
}
