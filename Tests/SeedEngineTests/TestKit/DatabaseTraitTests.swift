import SeedTestKit
import Testing

@Suite(.database)
struct DatabaseTraitTests {
    @Test("Twenty cases at once see only what they wrote", arguments: 1...20)
    func databasePerCase(number: Int) async throws {
        let database = try TestDatabase.current
        try database.psql("CREATE TABLE mine (n int); INSERT INTO mine VALUES (\(number));")
        try await Task.sleep(for: .milliseconds(1))
        #expect(try database.psql("SELECT n, current_database() = '\(database.name)' FROM mine") == "\(number)|t")
    }

    @Test func databaseIsUTF8WithBytewiseOrder() throws {
        let shown = try TestDatabase.current.psql("SHOW server_encoding; SELECT 'B' < 'a' COLLATE \"default\";")
        #expect(shown == "UTF8\nt")
    }

    @Test func failingStatementThrowsWithThePsqlMessage() throws {
        let error = #expect(throws: PsqlError.self) { try TestDatabase.current.psql("SELECT 1; SELECT wrong;") }
        #expect(error?.message.contains("column \"wrong\" does not exist") == true)
    }

    @Test func scriptsAreNotOneTransaction() throws {
        let database = try TestDatabase.current
        #expect(throws: PsqlError.self) { try database.psql("CREATE TABLE kept (); SELECT wrong;") }
        #expect(try database.psql("SELECT count(*) FROM pg_class WHERE relname = 'kept'") == "1")
    }
}
