/// A database of one test case.
///
/// Roles live in the whole cluster: one that a test makes should be called `\(name)_…`, it is then dropped with the
/// database.
package struct TestDatabase: Sendable {
    @TaskLocal static var bound: TestDatabase?

    /// The database of the running test case; its test or suite has the trait `.database`.
    package static var current: TestDatabase {
        get throws {
            guard let bound else { throw TestKitError("this test needs the trait .database") }
            return bound
        }
    }

    package let name: String
    package let connection: ConnectionString

    package var connectionString: String { connection.text }

    /// The same database for another role.
    package func connecting(as role: String) -> TestDatabase {
        TestDatabase(name: name, connection: ConnectionString("\(connection.text) user=\(role)"))
    }

    /// Runs SQL with the real `psql` and returns the rows it printed, without the last line's end.
    @discardableResult
    package func psql(_ sql: String) throws -> String { try Psql(connection).run(sql) }

    /// Runs an SQL file, packed or not.
    package func load(file: String) throws { try Psql(connection).run(file: file) }
}
