import Testing

@testable import SeedEngine

/// Roles that may not ask for the system identifier, on either side.
struct DatabaseIdentityTests {
    private func identity(
        _ database: String = "app", oid: String = "16384", start: String = "2026-01-01 00:00:00+00"
    ) -> DatabaseIdentity {
        DatabaseIdentity(
            systemIdentifier: nil, databaseOID: oid, database: database, postmasterStart: start, isInRecovery: false,
            serverVersion: "16.1")
    }

    @Test func oneServerAndOneNameIsOneDatabaseWhateverTheAddress() {
        #expect(identity().isSame(as: identity()))
    }

    @Test func otherOidNameOrServerIsAnother() {
        #expect(!identity().isSame(as: identity(oid: "16385")))
        #expect(!identity().isSame(as: identity("other")))
        #expect(!identity().isSame(as: identity(start: "2026-01-01 00:00:01+00")))
    }
}
