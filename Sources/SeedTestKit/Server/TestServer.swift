import Foundation

/// The PostgreSQL server that tests make their databases on.
package struct TestServer: Sendable {
    /// `SEEDD_TEST_SERVER`, a libpq connection string of a superuser, or else this process's throwaway cluster.
    package static var shared: TestServer {
        get throws {
            guard let given = ProcessInfo.processInfo.environment["SEEDD_TEST_SERVER"], !given.isEmpty else {
                return try TestCluster.shared.server
            }
            return TestServer(ConnectionString(given))
        }
    }

    /// Where the sources of promotions are: `shared`, unless sources are to have a server of another version.
    package static var sources: TestServer {
        get throws {
            guard ProcessInfo.processInfo.environment["SEEDD_TEST_SERVER"]?.isEmpty != false else { return try shared }
            return try TestCluster.sources.server
        }
    }

    private static let prefix = "seedd_test_\(ProcessInfo.processInfo.processIdentifier)"

    /// Options of `CREATE DATABASE`.
    package static let usual = "ENCODING 'UTF8'"

    package let connection: ConnectionString

    init(_ connection: ConnectionString) { self.connection = connection }

    /// The database called `name`, whether or not it exists.
    package func database(named name: String) -> TestDatabase {
        TestDatabase(name: name, connection: connection.naming(database: name))
    }

    package func psql(_ sql: String) throws -> String { try Psql(connection).run(sql) }

    /// New empty databases; whoever asks for them drops them.
    package func createDatabases(_ count: Int, options: String = usual) throws -> [TestDatabase] {
        let databases = (0..<count).map { _ in database(named: "\(Self.prefix)_\(UniqueNumber.next())") }
        let statements = databases.map { "CREATE DATABASE \($0.name) TEMPLATE template0 \(options);" }
        _ = try psql(statements.joined(separator: "\n"))
        return databases
    }

    /// A database that has what another one of this server has, to which nobody may be connected.
    package func copy(_ database: TestDatabase) throws -> TestDatabase {
        let copy = self.database(named: "\(Self.prefix)_\(UniqueNumber.next())")
        _ = try psql("CREATE DATABASE \(copy.name) TEMPLATE \(database.name)")
        return copy
    }

    /// Drops the databases and every role whose name begins with the name of one of them.
    package func drop(_ databases: [TestDatabase]) throws {
        let statements = databases.map { database in
            """
            DROP DATABASE IF EXISTS \(database.name) WITH (FORCE);
            SELECT format('DROP ROLE %I', rolname) FROM pg_roles
            WHERE rolname = '\(database.name)' OR starts_with(rolname, '\(database.name)_') \\gexec
            """
        }
        _ = try psql(statements.joined(separator: "\n"))
    }
}
