import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Promotes from the source to the target of a test case, and back, as the commands do.
final class Promoter: Sendable {
    let source: TestDatabase
    let target: TestDatabase
    let job: Job
    let sink = CollectingSink()
    private let directory: String
    /// Settings of both environments: a role, a timeout.
    private let settings: Environment

    init(
        _ rules: [TableRule], source: TestDatabase? = nil, target: TestDatabase? = nil,
        settings: Environment = Environment(name: "", location: .url(""))
    ) throws {
        self.settings = settings
        self.source = try source ?? TestEnvironments.current.source
        self.target = try target ?? TestEnvironments.current.target
        job = Job(name: "config", from: "staging", to: ["production"], tables: rules)
        directory = try TestScratch.makeDirectory("promotion")
    }

    convenience init(_ rules: TableRule...) throws { try self.init(rules) }

    /// A mirror job over all tables of the schemas.
    static func mirror(_ schemas: String..., ignore: [String] = []) throws -> Promoter {
        try Promoter(schemas.map { TableRule(name: "\($0).*", mode: .mirror, ignore: ignore) })
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    var store: SnapshotStore { SnapshotStore(directory: "\(directory)/snapshots", sink: sink) }

    /// Deltas are worth it for tables of any size.
    private var snapshotter: Snapshotter {
        var deltas = DeltaPolicy()
        deltas.smallestBase = 0
        deltas.largestShare = .infinity
        return Snapshotter(store: store, compression: 1, deltas: deltas, events: sink)
    }

    private static let runner = Operator(name: "tester@here", version: "test")

    private func environment(_ name: String, _ database: TestDatabase) -> Environment {
        var environment = settings
        environment.name = name
        environment.location = .url(database.connectionString)
        return environment
    }

    func promotion(_ options: Planner.Options = Planner.Options()) -> Promotion {
        Promotion(
            job: job, source: environment("staging", source), target: environment("production", target),
            options: options, variables: [:], snapshotter: snapshotter, runner: Self.runner, events: sink)
    }

    func plan(_ options: Planner.Options = Planner.Options()) async throws -> Plan {
        try await promotion(options).plan()
    }

    /// Plans and applies; the two are one session, as in `seedd sync --apply`.
    @discardableResult
    func sync(_ options: Planner.Options = Planner.Options()) async throws -> RunResult {
        let promotion = promotion(options)
        return try await promotion.apply(try await promotion.plan(), Self.approved)
    }

    func apply(_ plan: Plan, _ options: Planner.Options = Planner.Options()) async throws -> RunResult {
        try await promotion(options).apply(plan, Self.approved)
    }

    @discardableResult
    func rollback(_ run: RunResult, asksSource: Bool = false) async throws -> RunResult {
        try await rollback(to: #require(SnapshotID(run.snapshot ?? "")), asksSource: asksSource)
    }

    @discardableResult
    func rollback(to snapshot: SnapshotID, asksSource: Bool = false) async throws -> RunResult {
        try await apply(rollback(of: snapshot, asksSource: asksSource))
    }

    /// The rollback of a run, or of some of it.
    func undo(
        _ run: RunResult, tables: [String] = [], only: [(column: String, values: [String])] = []
    ) throws -> Rollback {
        rollback(of: try #require(SnapshotID(run.snapshot ?? "")), tables: tables, only: only)
    }

    func rollback(
        of snapshot: SnapshotID, tables: [String] = [], only: [(column: String, values: [String])] = [],
        asksSource: Bool = false
    ) -> Rollback {
        Rollback(
            snapshot: snapshot, target: environment("production", target), tables: tables, only: only, variables: [:],
            jobs: [job], snapshotter: snapshotter, runner: Self.runner, source: asksSource ? lookup : nil, events: sink)
    }

    @discardableResult
    func apply(_ rollback: Rollback) async throws -> RunResult {
        try await rollback.apply(try await rollback.plan(), Self.approved)
    }

    @discardableResult
    func snapshot() async throws -> RequestedSnapshot {
        try await SnapshotRequest(
            job: job, target: environment("production", target), tables: [], variables: [:], snapshotter: snapshotter,
            runner: Self.runner, events: sink
        ).take()
    }

    private var lookup: SourceLookup {
        let connectors = [("staging", source), ("production", target)].map { name, database in
            Connector(
                environment: environment(name, database), variables: [:], applicationName: "seedd", events: sink)
        }
        return SourceLookup(job: job, source: connectors[0], target: connectors[1])
    }

    private static let approved = Confirmation(environment: "production", isProtected: false, apply: true)
}

extension Promoter {
    /// What planning or applying is refused with; the target must be as it was.
    func refusal(_ options: Planner.Options = Planner.Options()) async throws -> SeedError {
        let before = try target.digests()
        let error = await #expect(throws: SeedError.self) { try await self.sync(options) }
        #expect(try target.digests() == before, "a refused run wrote something")
        return try #require(error)
    }
}
