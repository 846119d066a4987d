import Testing

/// Drops the databases of a test case; a failure to do so is a failure of the test.
func dropOrRecord(_ drop: () throws -> Void) {
    do { try drop() } catch { Issue.record(error, "the databases were not dropped") }
}
