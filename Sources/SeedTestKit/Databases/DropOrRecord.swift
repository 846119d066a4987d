import Testing

/// Drops the databases of a test case; a failure to do so is a failure of the test.
func dropOrRecord(_ databases: [TestDatabase], on server: TestServer) {
    do { try server.drop(databases) } catch { Issue.record(error, "the databases were not dropped") }
}
