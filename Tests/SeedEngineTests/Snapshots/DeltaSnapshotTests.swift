import Foundation
import Postgres
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What may happen to a table between two snapshots: the second holds exactly the rows that are there, however it was made.
struct DeltaSnapshotTests {
    enum Made: Sendable {
        case unchanged, delta, whole
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: String
        var made: Made
        /// Found by the transactions of rows, not by their digests.
        var isByTransaction: Bool
        var table = "id int PRIMARY KEY, v text, m mood DEFAULT 'calm'"

        init(_ name: String, _ change: String, _ made: Made, byTransaction: Bool = true, table: String? = nil) {
            testDescription = name
            isByTransaction = byTransaction && made != .whole
            self.change = change
            self.made = made
            if let table { self.table = table }
        }
    }

    static let cases = [
        Case("nothing", "SELECT 1", .unchanged),
        Case("an update", "UPDATE t SET v = 'new' WHERE id = 7", .delta),
        Case("an update to the same values", "UPDATE t SET v = v", .unchanged),
        Case(
            "an insert and deletes",
            "INSERT INTO t VALUES (0, 'first'), (99999, NULL); DELETE FROM t WHERE id IN (1, 50, 100)", .delta),
        Case("a key that moves", "UPDATE t SET id = -id WHERE id = 3", .delta),
        Case("deleted and inserted again", "DELETE FROM t WHERE id = 5; INSERT INTO t SELECT 5, md5('5')", .unchanged),
        Case("a savepoint", "BEGIN; SAVEPOINT s; UPDATE t SET v = 's' WHERE id = 9; RELEASE s; COMMIT", .delta),
        Case("an update that was rolled back", "BEGIN; UPDATE t SET v = 's'; ROLLBACK", .unchanged),
        Case("everything gone", "TRUNCATE t", .delta),
        Case("all rows written again", "CREATE TABLE c AS TABLE t; TRUNCATE t; INSERT INTO t TABLE c", .unchanged),
        Case("frozen", "VACUUM (FREEZE) t", .unchanged),
        Case("rewritten in place", "VACUUM FULL t", .unchanged),
        Case("in another order", "CLUSTER t USING t_pkey; UPDATE t SET v = 'x' WHERE id = 2", .delta),
        Case(
            "a column with a default that touches no row",
            "ALTER TABLE t DROP v; ALTER TABLE t ADD v text DEFAULT 'fast'", .whole),
        Case(
            "a value of an enum renamed", "ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet'", .delta, byTransaction: false
        ),
        Case("another type", "ALTER TABLE t ALTER v TYPE varchar(80)", .whole),
        Case(
            "dropped and made again",
            "CREATE TABLE c AS TABLE t; DROP TABLE t; CREATE TABLE t (id int PRIMARY KEY, v text, m mood DEFAULT 'calm'); INSERT INTO t TABLE c; UPDATE t SET v = 'x' WHERE id = 2",
            .delta, byTransaction: false),
        Case(
            "a composite whose text is in the catalog", "UPDATE t SET v = ROW(2, 'b') WHERE id = 4", .delta,
            byTransaction: false,
            table: "id int PRIMARY KEY, v pair"),
        Case(
            "a name that another statement changes", "ALTER TABLE named RENAME TO renamed", .delta,
            byTransaction: false,
            table: "id int PRIMARY KEY, v text, r regclass DEFAULT 'named'"),
        Case(
            "partitions", "UPDATE t SET v = 'p' WHERE id = 4; ALTER TABLE t DETACH PARTITION high", .delta,
            byTransaction: false,
            table: "id int PRIMARY KEY, v text) PARTITION BY RANGE (id"),
        Case(
            "key of blanks", "UPDATE t SET v = 'x' WHERE id = 'k3'; DELETE FROM t WHERE id = 'k4'", .delta,
            table: "id char(6) PRIMARY KEY, v text"),
        Case(
            "key of text",
            "UPDATE t SET v = E'a\\tb\\n\\\\' WHERE id = 'k3'; INSERT INTO t VALUES (E'tab\\there', ''), ('ünï', NULL)",
            .delta, table: "id text PRIMARY KEY, v text"),
    ]

    private static let types = """
        CREATE TYPE mood AS ENUM ('calm', 'wild'); CREATE TYPE pair AS (a int, b text); CREATE TABLE named (id int PRIMARY KEY);
        """

    private static func create(_ table: String) -> String {
        let partitions =
            table.contains("PARTITION")
            ? "CREATE TABLE low PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TABLE high PARTITION OF t FOR VALUES FROM (100) TO (99999999);"
            : ""
        let id = table.hasPrefix("id int") ? "n" : "'k' || n"
        let value = table.contains("v pair") ? "ROW(n, 'a')::pair" : "md5(n::text)"
        return
            "\(types) CREATE TABLE t (\(table)); \(partitions) INSERT INTO t (id, v) SELECT \(id), \(value) FROM generate_series(1, 400) n"
    }

    @Test(.environments, arguments: cases)
    func theRowsAreThoseThatAreThere(_ item: Case) async throws {
        let target = try TestEnvironments.current.target
        try target.psql(Self.create(item.table))
        let promoter = try Promoter(TableRule(name: "public.t", mode: .mirror))
        let first = try await promoter.snapshot()
        try target.psql(item.change)
        let second = try await promoter.snapshot()
        #expect(second.isUnchanged == (item.made == .unchanged))
        let table = try #require(try promoter.store.open(second.id).manifest.tables.first)
        #expect((table.deltas != nil) == (item.made == .delta), "\(table)")
        #expect(try promoter.lines(of: second.id) == target.copied("t", columns: table.columns.map(\.name)))
        try promoter.store.open(second.id).verify()
        #expect(second.isUnchanged == (first.id == second.id))
        let asksForTransactions = promoter.sink.events.contains { event in
            guard case .statement(_, let sql) = event else { return false }
            return sql.contains("pg_catalog.age(")
        }
        #expect(asksForTransactions == item.isByTransaction)
    }

    /// Row written before, committed after: by a plain, a prepared and a subtransaction.
    @Test(.environments, arguments: ["COMMIT", "RELEASE s; COMMIT", "COMMIT PREPARED 'seedd'"])
    func `a transaction that was running is found when it has committed`(end: String) async throws {
        let target = try TestEnvironments.current.target
        try target.psql(Self.create("id int PRIMARY KEY, v text"))
        let promoter = try Promoter(TableRule(name: "public.t", mode: .mirror))
        let url = target.connectionString
        let writer = Lane<Session>("writer") { _ in
            try Session.connect(
                ConnectionParameters(url), name: "writer", settings: SessionSettings(), cancellation: Cancellation())
        }
        try await writer.run { session in
            try session.execute(
                "BEGIN; SAVEPOINT s; UPDATE public.t SET v = 'late' WHERE id = 7; DELETE FROM public.t WHERE id = 8")
            if end.contains("PREPARED") { try session.execute("PREPARE TRANSACTION 'seedd'") }
        }
        let first = try await promoter.snapshot()
        // Many transactions later.
        for _ in 0..<5 { try target.psql("UPDATE t SET v = 'early' WHERE id = 9") }
        try await promoter.snapshot()
        try await writer.run { session in _ = try session.execute(SQL(raw: end)) }
        let last = try await promoter.snapshot()
        #expect(!last.isUnchanged)
        let table = try #require(try promoter.store.open(last.id).manifest.tables.first)
        #expect(table.deltas?.count == 2)
        #expect(try promoter.lines(of: last.id) == target.copied("t", columns: ["id", "v"]))
        #expect(try promoter.lines(of: first.id) != promoter.lines(of: last.id))
    }

    @Test(.environments) func `a chain ends, and begins anew`() async throws {
        let target = try TestEnvironments.current.target
        try target.psql(Self.create("id int PRIMARY KEY, v text"))
        let promoter = try Promoter(TableRule(name: "public.t", mode: .mirror))
        var deltas: [Int] = []
        for round in 0..<10 {
            try target.psql(
                "UPDATE t SET v = 'round \(round)' WHERE id = \(round); DELETE FROM t WHERE id = \(round) + 100")
            let taken = try await promoter.snapshot()
            let table = try #require(try promoter.store.open(taken.id).manifest.tables.first)
            deltas.append(table.deltas?.count ?? 0)
            #expect(try promoter.lines(of: taken.id) == target.copied("t", columns: ["id", "v"]))
        }
        #expect(deltas == [0, 1, 2, 3, 4, 5, 6, 7, 8, 0])
    }

    @Test(.environments) func `nothing is built on a damaged snapshot`() async throws {
        let target = try TestEnvironments.current.target
        try target.psql(Self.create("id int PRIMARY KEY, v text"))
        let promoter = try Promoter(TableRule(name: "public.t", mode: .mirror))
        let first = try await promoter.snapshot()
        let path = "\(promoter.store.directory)/\(first.id)/public.t.index.zst"
        var bytes = try Array(Data(contentsOf: URL(filePath: path)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let second = try await promoter.snapshot()
        #expect(!second.isUnchanged)
        let table = try #require(try promoter.store.open(second.id).manifest.tables.first)
        #expect(table.deltas == nil)
        try promoter.store.open(second.id).verify()
        #expect(
            promoter.sink.events.contains { event in
                guard case .warning(_, let message) = event else { return false }
                return message.contains("nothing is built on snapshot \(first.id)")
            })
    }
}

extension Promoter {
    /// The rows of a table in a snapshot, as COPY text, sorted.
    fileprivate func lines(of id: SnapshotID) throws -> [String] {
        let reader = try store.open(id)
        var lines: [String] = []
        for table in reader.manifest.tables { try reader.readTable(table, lines: { lines.append(text($0)) }) }
        return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension TestDatabase {
    /// The rows that are there, as psql copies them, sorted.
    fileprivate func copied(_ table: String, columns: [String]) throws -> [String] {
        // A regclass prints as the search path has it, and that of every run is empty.
        let rows = try psql(
            "SET search_path = ''; COPY (SELECT \(columns.joined(separator: ", ")) FROM public.\(table)) TO STDOUT")
        return rows.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
