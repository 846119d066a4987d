import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What a tracked table's plan sees, how little it reads, and when its watermark is stored.
@Suite(.environments)
struct TrackingTests {
    private static let table = "CREATE TABLE item (id int PRIMARY KEY, v text);"

    private func promoter(_ mode: TableRule.Mode = .mirror, reconcile: Interval = .days(1)) async throws -> Promoter {
        let databases = try TestEnvironments.current
        try databases.psql(Self.table)
        try databases.source.psql("INSERT INTO item SELECT n, 'v' || n FROM generate_series(1, 1000) n")
        let promoter = try Promoter(TableRule(name: "public.item", mode: mode, track: .changes, reconcile: reconcile))
        try await promoter.settle()
        try await promoter.run()
        return promoter
    }

    @Test func `an unchanged table is not hashed again`() async throws {
        let promoter = try await promoter()
        #expect(promoter.reading(of: "public.item")?.hasPrefix("compared in full: it has not been read") == true)
        let plan = try await promoter.plan()
        #expect(plan.isEmpty && plan.counts.unchanged == 1000)
        #expect(promoter.reading(of: "public.item")?.hasPrefix("read by transaction") == true)
        #expect(promoter.rowsHashed(in: "public.item") == 0)
    }

    @Test(arguments: [TableRule.Mode.mirror, .upsert, .insert])
    func `what was written is found, and nothing else is read`(mode: TableRule.Mode) async throws {
        let promoter = try await promoter(mode)
        try promoter.source.psql(
            """
            UPDATE item SET v = 'x' WHERE id IN (1, 2); UPDATE item SET v = v WHERE id = 3;
            INSERT INTO item VALUES (2000, 'n'); DELETE FROM item WHERE id = 4;
            """)
        let plan = try await promoter.plan()
        let expected: [TableRule.Mode: String] = [.mirror: "+1 ~2 -1", .upsert: "+1 ~2 -0", .insert: "+1 ~0 -0"]
        #expect(plan.summary == ["item: \(expected[mode] ?? "")"])
        #expect(plan.counts.unchanged == (mode == .insert ? 999 : 997))
        #expect(promoter.rowsHashed(in: "public.item") == 7)
        try await promoter.run()
        #expect(try await promoter.plan().isEmpty)
    }

    /// The watermark says nothing of the target's own losses, but the keys of a mirror do.
    @Test func `a mirror gets back what the target lost`() async throws {
        let promoter = try await promoter()
        try promoter.target.psql("DELETE FROM item WHERE id = 7; INSERT INTO item VALUES (0, 'own')")
        let plan = try await promoter.run()
        #expect(plan.summary == ["item: +1 ~0 -1"])
        #expect(try promoter.target.psql("SELECT v FROM item WHERE id IN (0, 7)") == "v7")
    }

    @Test func `a plan stores nothing`() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(Self.table)
        _ = try await Promoter(TableRule(name: "public.item", track: .changes)).plan()
        #expect(try databases.target.psql("SELECT to_regnamespace('seedd')") == "")
    }

    @Test func `a run without changes stores what it read, once`() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(Self.table)
        let promoter = try Promoter(TableRule(name: "public.item", track: .changes))
        try await promoter.run()
        let stored = try promoter.storedBy("item")
        #expect(stored != "")
        #expect(try databases.target.psql("SELECT count(*) FROM seedd.run") == "0")
        try await promoter.run()
        #expect(try promoter.storedBy("item") == stored)
    }

    @Test func `a run that changed a mark keeps that of a plan from before out`() async throws {
        let promoter = try await promoter()
        try promoter.source.psql("UPDATE item SET v = 'x' WHERE id = 1")
        let old = try await promoter.plan()
        try promoter.source.psql("UPDATE item SET v = 'y' WHERE id = 2")
        // Another run promotes row 2 and moves the mark; row 1 is put back so that the old plan still fits.
        try await promoter.run()
        let stored = try promoter.storedBy("item")
        try promoter.target.psql("UPDATE item SET v = 'v1' WHERE id = 1")
        _ = try await promoter.apply(old)
        #expect(try promoter.storedBy("item") == stored)
    }

    @Test func `a rollback between plan and apply keeps the mark out`() async throws {
        let promoter = try await promoter()
        try promoter.source.psql("UPDATE item SET v = 'x' WHERE id = 1")
        let run = try await promoter.sync()
        try promoter.source.psql("UPDATE item SET v = 'y' WHERE id = 2")
        var full = Planner.Options()
        full.isFull = true
        let plan = try await promoter.plan(full)
        try await promoter.rollback(run)
        #expect(try promoter.storedBy("item") == "")
        _ = try await promoter.apply(plan)
        #expect(try promoter.storedBy("item") == "")
        #expect(try await promoter.plan().counts.held == 1)
    }

    @Test func `an edit of the target waits for the full compare, which names it`() async throws {
        let promoter = try await promoter(reconcile: .seconds(3600))
        try promoter.target.psql("UPDATE item SET v = 'edited' WHERE id = 5")
        #expect(try await promoter.plan().isEmpty)
        try promoter.target.psql("UPDATE seedd.watermark SET reconciled_at = now() - interval '2 hours'")
        let plan = try await promoter.run()
        #expect(plan.summary == ["item: +0 ~1 -0"])
        #expect(promoter.warnings.contains { $0.contains("1 row that tracking had not seen: id=5;") })
        let warned = promoter.warnings.count
        #expect(try await promoter.plan().isEmpty)
        #expect(promoter.warnings.count == warned)
    }

    @Test func `a selection neither uses the mark nor moves it`() async throws {
        let promoter = try await promoter()
        let stored = try promoter.storedBy("item")
        try promoter.source.psql("UPDATE item SET v = 'x' WHERE id IN (1, 2)")
        var some = Planner.Options()
        some.only = [("id", ["1"])]
        #expect(try await promoter.run(some).summary == ["item: +0 ~1 -0"])
        #expect(try promoter.storedBy("item") == stored)
        #expect(try await promoter.plan().summary == ["item: +0 ~1 -0"])
    }
}

extension TrackingTests {
    /// More rows than are looked up one by one, and more bytes than wait in a socket.
    @Test(arguments: [nil, "TRUNCATE item"]) func `too many rows, or no target, are compared in full`(
        edit: String?
    ) async throws {
        let promoter = try await promoter()
        try promoter.source.psql(
            """
            INSERT INTO item SELECT n, 'v' FROM generate_series(2000, 60000) n;
            """)
        if let edit { try promoter.target.psql(edit) }
        let plan = try await promoter.run()
        #expect(plan.counts.insert == (edit == nil ? 58_001 : 59_001))
        let why = edit == nil ? "more than a tenth of it was written" : "the target is empty"
        #expect(promoter.reading(of: "public.item")?.contains(why) == true)
        try await promoter.settle()
        try await promoter.run()
        #expect(try await promoter.plan().isEmpty)
    }

    @Test(arguments: [TableRule.Mode.upsert, .insert])
    func `rows the target lost are missing where it has too few`(mode: TableRule.Mode) async throws {
        let promoter = try await promoter(mode)
        try promoter.target.psql("DELETE FROM item WHERE id <= 3")
        let plan = try await promoter.run()
        #expect(plan.summary == ["item: +3 ~0 -0"] && plan.counts.unchanged == 997)
    }

    @Test func `a table in use that does not change keeps its mark and holds nothing up`() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE a (id int PRIMARY KEY, v text); CREATE TABLE b (id int PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO a VALUES (1, 'x'); INSERT INTO b VALUES (1, 'x')")
        let promoter = try Promoter([TableRule(name: "public.*", mode: .mirror, track: .changes)])
        try await promoter.run()
        let stored = try promoter.storedBy("b")
        try databases.source.psql("UPDATE a SET v = 'y'")
        let holder = try await PausedSession("BEGIN; LOCK TABLE b IN SHARE MODE", then: "COMMIT", in: databases.target)
        #expect(try await promoter.run().summary == ["a: +0 ~1 -0"])
        try await holder.finish()
        #expect(try promoter.storedBy("b") == stored)
        #expect(try promoter.storedBy("a") != stored)
    }

    @Test func `a full compare that was asked for names what tracking had not seen`() async throws {
        let promoter = try await promoter()
        try promoter.target.psql("UPDATE item SET v = 'edited' WHERE id = 5")
        var full = Planner.Options()
        full.isFull = true
        let plan = try await promoter.run(full)
        #expect(promoter.warnings.contains { $0.contains("1 row that tracking had not seen: id=5;") })
        #expect(plan.tables[0].notes.count == 1)
    }

    @Test func `the first copy of tables in a cycle is remembered`() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
            ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
            """)
        try databases.source.psql(
            """
            INSERT INTO a SELECT n FROM generate_series(1, 21000) n; INSERT INTO b SELECT n, n FROM generate_series(1, 10) n;
            UPDATE a SET b = id WHERE id <= 10; ANALYZE;
            """)
        let promoter = try Promoter([TableRule(name: "public.*", mode: .mirror, track: .changes)])
        var streaming = Planner.Options()
        streaming.streamsWholeTables = true
        try await promoter.run(streaming)
        #expect(try databases.target.psql("SELECT count(*) FROM seedd.watermark") == "2")
    }

    @Test func `another column to watch begins anew`() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE item (id int PRIMARY KEY, a timestamptz, b timestamptz)")
        try await Promoter(TableRule(name: "public.item", track: .column("a"))).run()
        let other = try Promoter(TableRule(name: "public.item", track: .column("b")))
        _ = try await other.plan()
        #expect(other.reading(of: "public.item")?.hasPrefix("compared in full: the rule") == true)
    }
}
