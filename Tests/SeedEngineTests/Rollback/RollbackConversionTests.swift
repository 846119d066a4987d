import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Saved values that go back into a column of another type.
@Suite(.environments)
struct RollbackConversionTests {
    /// Saves the values, which the run sets to NULL, and gives their column its other type.
    private func prepare(_ conversion: ConversionCase) async throws -> (promoter: Promoter, run: RunResult) {
        let databases = try TestEnvironments.current
        let values = conversion.values.enumerated().map { index, value in
            "(\(index), \(value == "NULL" ? value : "'" + value + "'"))"
        }
        try databases.psql(
            """
            \(conversion.before);
            CREATE TABLE t (id int PRIMARY KEY, v \(conversion.from));
            INSERT INTO t VALUES \(values.joined(separator: ", "))
            """)
        try databases.source.psql("UPDATE t SET v = NULL")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        // Whatever its type, a second column of it says what a value is.
        try databases.target.psql("CREATE TABLE saved AS SELECT * FROM t")
        let run = try await promoter.sync()
        try databases.target.psql(
            """
            ALTER TABLE t ALTER v TYPE \(conversion.to) USING NULL;
            \(conversion.refusal == nil ? "CREATE TABLE expected AS SELECT id, \(conversion.cast) AS v FROM saved" : "");
            DROP TABLE saved; \(conversion.after)
            """)
        return (promoter, run)
    }

    @Test(arguments: ConversionCase.restored)
    func comesBack(_ conversion: ConversionCase) async throws {
        let (promoter, run) = try await prepare(conversion)
        try await promoter.rollback(run)
        let rows = try promoter.target.psql("SELECT id, quote_nullable(v::text) FROM t ORDER BY id")
        #expect(try promoter.target.psql("SELECT id, quote_nullable(v::text) FROM expected ORDER BY id") == rows)
        #expect(rows.split(separator: "\n").count == conversion.values.count)
        #expect(try await promoter.undo(run).plan().plan.isEmpty, "the second plan")
    }

    @Test(arguments: ConversionCase.refused)
    func isRefused(_ conversion: ConversionCase) async throws {
        let (promoter, run) = try await prepare(conversion)
        let error = await #expect(throws: SeedError.self) { try await promoter.undo(run).plan() }
        let refusal = try #require(error)
        #expect(refusal.code == .refused)
        #expect(refusal.problem.contains("column v was"), "\(refusal)")
        #expect(refusal.problem.contains(conversion.refusal ?? ""), "\(refusal)")
        #expect(try promoter.target.psql("SELECT count(v) FROM t") == "0")
    }

    @Test func valuesThatFailAreCountedAndAFewNamed() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, v text);
            INSERT INTO t SELECT n, CASE WHEN n % 1000 = 7 THEN 'no number' ELSE n::text END
            FROM generate_series(1, 9000) n
            """)
        try databases.source.psql("UPDATE t SET v = NULL WHERE id = 1")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try databases.target.psql("ALTER TABLE t ALTER v TYPE int USING NULL")
        let error = await #expect(throws: SeedError.self) { try await promoter.undo(run).plan() }
        #expect(error?.problem.contains("can't hold 9 of the saved values") == true, "\(String(describing: error))")
        #expect(error?.detail == "id=7\nid=1007\nid=2007\nid=3007\nid=4007")
        #expect(error?.description.contains("no number") == false)
    }

    @Test func valuesThatAllFailAreNotAskedOneByOneForEver() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT n, 'x' FROM generate_series(1, 20000) n")
        try databases.source.psql("UPDATE t SET v = 'y' WHERE id = 1")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try databases.target.psql("ALTER TABLE t ALTER v TYPE int USING NULL")
        let error = await #expect(throws: SeedError.self) { try await promoter.undo(run).plan() }
        #expect(error?.problem.contains("more than 1000") == true, "\(String(describing: error))")
    }

    /// A change of type gives every row another transaction: undoing the run needs its guard raised, and says why.
    @Test func rowsOfARewrittenTableAreNobodys() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v int)")
        try databases.source.psql("INSERT INTO t SELECT n, n FROM generate_series(1, 20) n")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        #expect(try await promoter.undo(run).plan().refusal(guards: Guards()) == nil)
        try databases.target.psql("ALTER TABLE t ALTER v TYPE bigint")
        let planned = try await promoter.undo(run).plan()
        let refusal = try #require(planned.refusal(guards: Guards()))
        #expect(refusal.problem.contains("where that rewrote the table nothing tells who wrote a row"))
        #expect(planned.refusal(guards: Guards(maxDeletes: .share(1))) == nil)
    }

    /// 10 comes after 9, and as text before it.
    @Test(arguments: [("int", "text"), ("text", "int"), ("int", "bigint"), ("varchar(9)", "text"), ("text", "uuid")])
    func matchKeyOfAnotherTypeIsSortedAnew(_ from: String, _ to: String) async throws {
        let databases = try TestEnvironments.current
        let value = to == "uuid" ? "lpad(n::text, 32, '0')::uuid::\(from)" : "n::\(from)"
        try databases.psql(
            """
            CREATE TABLE t (id \(from) PRIMARY KEY, v int);
            INSERT INTO t SELECT \(value), n FROM generate_series(1, 3000) n
            """)
        try databases.source.psql("DELETE FROM t WHERE v % 2 = 0; UPDATE t SET v = -v WHERE v % 3 = 0")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let before = try databases.target.psql("SELECT sum(hashtext(id::text || ' ' || v)) FROM t")
        let run = try await promoter.sync()
        try databases.target.psql("ALTER TABLE t ALTER id TYPE \(to) USING id::\(to)")
        let planned = try await promoter.undo(run).plan()
        #expect(planned.plan.summary == ["t: +1500 ~500 -0"])
        try await promoter.rollback(run)
        #expect(try databases.target.psql("SELECT sum(hashtext(id::text || ' ' || v)) FROM t") == before)
    }

    @Test func linesOutOfOrderAreSortedInRunsOfBoundedMemory() throws {
        let codec = KeyCodec(orders: [.text])
        var sorter = LineSorter(codec: codec)
        let numbers = 0..<30_000
        let filler = String(repeating: "x", count: 600)
        for number in numbers { try sorter.append(Array("\(number * 7919 % numbers.count)\t\(filler)".utf8)) }
        var lines = Spool.Reader(try sorter.finish())
        var last: [UInt8] = []
        var key: [UInt8] = []
        var count = 0
        while let line = try lines.next() {
            try codec.key(ofLine: line.span, into: &key)
            #expect(count == 0 || KeyCodec.compare(last, key) < 0)
            last = key
            count += 1
        }
        #expect(count == numbers.count)
    }
}
