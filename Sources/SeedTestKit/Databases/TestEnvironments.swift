/// The two databases of a test case that promotes rows.
package struct TestEnvironments: Sendable {
    @TaskLocal static var bound: TestEnvironments?

    /// The databases of the running test case; its test or suite has the trait `.environments`.
    package static var current: TestEnvironments {
        get throws {
            guard let bound else { throw TestKitError("this test needs the trait .environments") }
            return bound
        }
    }

    package let source: TestDatabase
    package let target: TestDatabase

    /// Of a test that makes its databases itself.
    package init(source: TestDatabase, target: TestDatabase) {
        self.source = source
        self.target = target
    }

    /// Runs the same SQL in both.
    package func psql(_ sql: String) throws {
        try source.psql(sql)
        try target.psql(sql)
    }

    /// Runs the same file in both.
    package func load(file: String) throws {
        try source.load(file: file)
        try target.load(file: file)
    }

    /// New empty databases on the servers of this test process; whoever asks for them drops them.
    package static func create(
        source: String = TestServer.usual, target: String = TestServer.usual
    ) throws -> TestEnvironments {
        TestEnvironments(
            source: try TestServer.sources.createDatabases(1, options: source)[0],
            target: try TestServer.shared.createDatabases(1, options: target)[0])
    }

    package func drop() throws {
        try TestServer.sources.drop([source])
        try TestServer.shared.drop([target])
    }

    /// Whether one server has both.
    package static var shareServer: Bool {
        get throws { try TestServer.sources.connection.text == TestServer.shared.connection.text }
    }
}
