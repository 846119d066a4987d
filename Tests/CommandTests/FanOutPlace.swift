import Foundation
import SeedTestKit

/// A job with three targets, each a database of its own: `eu`, `us` and `ap`.
struct FanOutPlace {
    let place: Workplace
    let source: TestDatabase
    let eu: TestDatabase
    let us: TestDatabase
    let ap: TestDatabase

    /// What may keep one target from being written.
    enum Trouble: String, CaseIterable, Sendable {
        case away, guards, lock, right

        var code: Int32 {
            switch self {
            case .away: 69
            case .guards: 4
            case .lock: 75
            case .right: 77
            }
        }
    }

    /// The source is the test case's own database; the targets are dropped after `body`.
    static func with(job: String = "", _ body: (FanOutPlace) async throws -> Void) async throws {
        let server = try TestServer.shared
        let targets = try server.createDatabases(3)
        do {
            let place = try FanOutPlace(source: try TestDatabase.current, targets)
            try place.configure(job: job)
            try await body(place)
        } catch {
            try? server.drop(targets)
            throw error
        }
        try server.drop(targets)
    }

    private init(source: TestDatabase, _ targets: [TestDatabase]) throws {
        (eu, us, ap) = (targets[0], targets[1], targets[2])
        self.source = source
        place = try Workplace(empty: TestEnvironments(source: source, target: targets[0]))
        try source.psql(
            Workplace.flags + "INSERT INTO flags VALUES ('a', true, 'new'), ('b', false, NULL), ('c', true, 'x')")
        for target in targets {
            try target.psql(Workplace.flags + "INSERT INTO flags VALUES ('a', false, 'old'), ('d', true, NULL)")
        }
    }

    /// `eu` and `us` are more members of these environments, `job` of the job.
    func configure(eu: String = "", us: String = "", usURL: String? = nil, job: String = "") throws {
        try place.write(
            """
            version: 1
            environments:
              staging: {url: "\(source.connectionString)"}
              eu: {url: "\(self.eu.connectionString)"\(eu)}
              us: {url: "\(usURL ?? self.us.connectionString)"\(us)}
              ap: {url: "\(ap.connectionString)"}
            jobs:
              flags:
                from: staging
                to: [eu, us, ap]
                guards: {max_changed: 100%, max_deletes: 2}
                tables: [{name: public.flags, mode: mirror}]
            \(job)
            """, to: "seedd.yaml")
    }

    static func rows(_ target: TestDatabase) throws -> String {
        try target.psql("SELECT * FROM flags ORDER BY code COLLATE \"C\"")
    }

    static func runs(_ target: TestDatabase) throws -> String { try target.psql("SELECT count(*) FROM seedd.run") }

    /// Keeps `us` from being written until the returned closure is called.
    func beginTrouble(_ trouble: Trouble) async throws -> () async throws -> Void {
        switch trouble {
        case .away:
            try configure(usURL: "host=/none dbname=none")
            return { try configure() }
        case .guards:
            try us.psql("INSERT INTO flags SELECT 'x' || n, true, NULL FROM generate_series(1, 5) n")
            return { try us.psql("DELETE FROM flags WHERE code LIKE 'x%'") }
        case .lock:
            let holder = try await PausedSession("BEGIN; LOCK TABLE flags IN EXCLUSIVE MODE", then: "COMMIT", in: us)
            try configure(us: ", lock_timeout: 200ms")
            return { try await holder.finish() }
        case .right:
            let role = "\(us.name)_reader"
            try us.psql("CREATE ROLE \"\(role)\"; GRANT SELECT ON flags TO \"\(role)\"")
            try configure(us: ", role: \(role)")
            return { try configure() }
        }
    }
}
