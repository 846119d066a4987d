import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Large tables are compared on several connections, which see one state of either side.
@Suite(.environments)
struct PlanningLanesTests {
    /// Two tables that statistics say are large.
    private func promoter(
        connections: Int, role: String = "", lockTimeout: Interval = .seconds(5), firstFilter: String? = nil
    ) throws -> Promoter {
        let databases = try TestEnvironments.current
        for name in ["one", "two", "three"] {
            try databases.psql("CREATE TABLE \(name) (id int PRIMARY KEY, v text)")
            try databases.source.psql("INSERT INTO \(name) SELECT n, n FROM generate_series(1, 50) n")
            try databases.psql("UPDATE pg_class SET reltuples = 1000000 WHERE oid = '\(name)'::regclass")
        }
        var settings = Environment(name: "", location: .url(""), connections: connections)
        settings.role = role.isEmpty ? nil : role
        settings.lockTimeout = lockTimeout
        return try Promoter(
            ["one", "three", "two"].map { name in
                TableRule(name: "public.\(name)", filter: name == "one" ? firstFilter : nil)
            }, settings: settings)
    }

    private func connections(_ promoter: Promoter) -> Int {
        promoter.sink.events.filter { if case .connected = $0 { true } else { false } }.count
    }

    @Test(arguments: [1, 2, 3, 8]) func `as many as are allowed and of use`(limit: Int) async throws {
        let promoter = try promoter(connections: limit)
        let plan = try await promoter.plan()
        #expect(plan.summary == ["one: +50 ~0 -0", "three: +50 ~0 -0", "two: +50 ~0 -0"])
        #expect(plan.tables.map(\.target.name) == ["one", "three", "two"])
        #expect(connections(promoter) == 2 * min(limit, 3))
    }

    @Test func `what is not to be had is done without`() async throws {
        _ = try promoter(connections: 3)
        let databases = try TestEnvironments.current
        let role = "\(databases.target.name)_planner"
        try databases.target.psql(
            "CREATE ROLE \(role) LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO \(role); "
                + "ALTER ROLE \(role) CONNECTION LIMIT 1")
        let limited = try Promoter(
            [TableRule(name: "public.*")], source: databases.source,
            target: databases.target.connecting(as: role),
            settings: Environment(name: "", location: .url(""), connections: 3))
        #expect(try await limited.plan().counts.insert == 150)
    }

    /// The session that leads reads a slow table meanwhile, so that another one's failure cancels it.
    @Test(arguments: [1, 2, 3]) func `who holds a table is named, whoever waits for it`(limit: Int) async throws {
        let promoter = try promoter(
            connections: limit, lockTimeout: .seconds(1), firstFilter: "pg_sleep(0.04) IS NOT NULL")
        let promotion = promoter.promotion()
        let holder = try await PausedSession(
            "BEGIN; LOCK TABLE three IN ACCESS EXCLUSIVE MODE", then: "COMMIT", in: promoter.target)
        let error = try #require(await #expect(throws: SeedError.self) { try await promotion.plan() })
        #expect(error.code == .tryAgain)
        #expect(error.problem.contains("three is locked (AccessExclusiveLock) by process "), "\(error)")
        try await holder.finish()
        #expect(try await promotion.plan().counts.insert == 150)
    }

    @Test func `work is split by rows`() {
        func draft(_ rows: [Int]) -> [[Int]] {
            var resolved = JobCatalog.Resolved()
            resolved.projections = rows.enumerated().map { number, rows in
                let table = CatalogTable(
                    oid: "\(number)", name: TableName(schema: "public", name: "t\(number)"), kind: .table,
                    rowEstimate: rows)
                return Projection(
                    source: .init(table: table, filters: [], isSource: true, sortsThroughUTF8: false),
                    target: .init(table: table, filters: [], isSource: false, sortsThroughUTF8: false),
                    mode: .mirror, columns: [], keyCount: 0, hashesThroughUTF8: false)
            }
            let draft = PlanDraft(
                resolved: resolved, seed: 0, held: [], promoted: [:], likelyChanged: [], readings: [:])
            return draft.split(into: draft.shares(atMost: 3))
        }
        #expect(draft([10, 20, 30]) == [[0, 1, 2]])
        #expect(draft([1_000_000]) == [[0]])
        #expect(draft([100_000, 900_000, 400_000, 450_000]) == [[1], [3], [0, 2]])
        #expect(draft([]) == [[]])
    }
}
