import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Databases that keep text in different encodings.
struct EncodingTests {
    private func databases(_ source: String, _ target: String) throws -> TestEnvironments {
        func options(_ encoding: String) -> String { "ENCODING '\(encoding)' LC_COLLATE 'C' LC_CTYPE 'C'" }
        return try TestEnvironments.create(source: options(source), target: options(target))
    }

    private static let table =
        "SET client_encoding = UTF8; CREATE TABLE t (code text PRIMARY KEY, v text, j jsonb, a text[]);"

    @Test(arguments: [
        ("UTF8", "LATIN1"), ("LATIN1", "UTF8"), ("UTF8", "EUC_JP"), ("WIN1252", "LATIN9"), ("SQL_ASCII", "UTF8"),
    ])
    func textIsComparedAsTextNotAsBytes(_ from: String, _ to: String) async throws {
        let databases = try databases(from, to)
        defer { try? databases.drop() }
        let (source, target) = (databases.source, databases.target)
        let word = to == "EUC_JP" ? "日本" : "Zürich é"
        let rows =
            "INSERT INTO t VALUES ('a', '\(word)', '{\"k\": \"\(word)\"}', '{\(word)}'), ('\(word)', 'x', NULL, NULL), ('z', 'z', NULL, NULL);"
        for database in [source, target] { try database.psql(Self.table + rows) }
        let promoter = try Promoter([TableRule(name: "t", mode: .mirror)], source: source, target: target)
        #expect(try await promoter.plan().isEmpty)
        try source.psql(
            "SET client_encoding = UTF8; UPDATE t SET v = v || '\(word)'; DELETE FROM t WHERE code = 'z'; INSERT INTO t VALUES ('\(word)2', '\(word)')"
        )
        #expect(try await promoter.plan().summary == ["t: +1 ~2 -1"])
        try await promoter.sync()
        #expect(try await promoter.plan().isEmpty)
        let read = "SET client_encoding = UTF8; SELECT * FROM t ORDER BY 1"
        #expect(try source.psql(read) == target.psql(read))
    }

    @Test func characterThatTheTargetCanNotHold() async throws {
        let databases = try databases("UTF8", "LATIN1")
        defer { try? databases.drop() }
        let (source, target) = (databases.source, databases.target)
        for database in [source, target] { try database.psql(Self.table) }
        try source.psql("SET client_encoding = UTF8; INSERT INTO t VALUES ('a', 'ok'), ('b', '日本')")
        let error = try await Promoter([TableRule(name: "t")], source: source, target: target).refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("column v"))
        #expect(error.detail == "code=b")
        #expect(!error.description.contains("日本"))
    }

    @Test func bytesThatAreNotText() async throws {
        let databases = try databases("SQL_ASCII", "UTF8")
        defer { try? databases.drop() }
        let (source, target) = (databases.source, databases.target)
        for database in [source, target] { try database.psql("CREATE TABLE t (code text PRIMARY KEY, v text)") }
        try source.psql(#"INSERT INTO t VALUES ('a', E'\xff\xfe')"#)
        let error = try await Promoter([TableRule(name: "t")], source: source, target: target).refusal()
        #expect(error.code == .badData)
        #expect(error.subject == "public.t")
    }
}
