import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What the engine tells of its progress.
@Suite(.environments)
struct ProgressEventTests {
    /// A thousand rows, all of which differ.
    private func prepare() throws -> Promoter {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t SELECT i, 'new' FROM generate_series(1, 1000) i")
        try databases.target.psql("INSERT INTO t SELECT i, 'old' FROM generate_series(1, 1000) i; ANALYZE")
        return try Promoter.mirror("public")
    }

    private func progress(_ promoter: Promoter) -> [Progress] {
        promoter.sink.events.compactMap { event in
            guard case .progress(let progress) = event else { return nil }
            return progress
        }
    }

    @Test func everyStepIsToldWithItsRowsAndItsEnd() async throws {
        let promoter = try prepare()
        let run = try await promoter.sync()
        _ = try await promoter.rollback(run)
        _ = try await promoter.snapshot()
        let told = progress(promoter)
        #expect(told.allSatisfy { $0.job == "config" }, "\(told)")
        #expect(Set(told.map(\.phase)) == Set(ProgressPhase.allCases).subtracting([.copying, .converting]))
        for phase in [ProgressPhase.comparing, .fetching, .staging, .snapshot] {
            let rows = told.filter { $0.phase == phase }.compactMap(\.rows)
            #expect(rows.contains { (257...1000).contains($0) }, "\(phase): \(rows)")
        }
        #expect(told.filter { $0.phase == .comparing }.allSatisfy { $0.expected == 1000 && $0.table == "public.t" })
        try expectAllOver(told)
    }

    @Test func aFailureEndsWhatWasGoingOn() async throws {
        let promoter = try prepare()
        try promoter.target.psql("CREATE RULE nothing AS ON UPDATE TO t DO INSTEAD NOTHING")
        _ = try await promoter.refusal()
        let told = progress(promoter)
        #expect(told.contains { $0.phase == .writing })
        try expectAllOver(told)
    }

    @Test func aFirstCopyCountsItsRows() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t SELECT i, repeat('x', 50) FROM generate_series(1, 20000) i; ANALYZE")
        let promoter = try Promoter.mirror("public")
        var options = Planner.Options()
        options.streamsWholeTables = true
        try await promoter.sync(options)
        let copying = progress(promoter).filter { $0.phase == .copying }
        #expect(copying.count > 3 && copying.last?.rows == 20_000, "\(copying)")
        #expect(copying.allSatisfy { $0.expected == 20_000 })
    }

    /// Nothing is left on the board at the end.
    private func expectAllOver(_ told: [Progress]) throws {
        var board = ProgressBoard()
        for progress in told { board.note(progress, at: .zero) }
        #expect(board.readings(at: .zero).isEmpty)
    }
}
