import Foundation
import SeedTestKit

extension FaultFixture {
    /// A psql session in the background, in the target.
    func psql(_ sql: String, in database: TestDatabase? = nil) throws -> RunningCommand {
        try (database ?? target).start(sql)
    }

    /// A session that has done something in a transaction and sits there.
    func holding(_ sql: String, in database: TestDatabase? = nil) async throws -> RunningCommand {
        let session = try psql("BEGIN; \(sql); SELECT 'held'; SELECT pg_sleep(60);", in: database)
        try await session.waitForOutput("held")
        return session
    }

    /// Ends a session that `holding` began; a killed client alone would not end its sleep.
    func end(_ holder: RunningCommand, in database: TestDatabase? = nil) async throws {
        try (database ?? target).psql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() "
                + "AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()")
        _ = try await holder.finish()
    }

    /// Gives the source's environment another setting.
    func configureSource(_ setting: String) throws {
        let file = "\(directory)/seedd.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let url = "{url: \"\(source.connectionString)\"}"
        try text.replacing(url, with: "{url: \"\(source.connectionString)\", \(setting)}")
            .write(toFile: file, atomically: false, encoding: .utf8)
    }

    /// Waits until a session of seedd sleeps in a function of the target.
    func waitForSleep() async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        let query = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = '\(target.name)'
                AND application_name LIKE 'seedd%' AND wait_event = 'PgSleep'
            """
        while try target.psql(query) == "0" {
            guard ContinuousClock.now < deadline else { throw TestKitError("seedd does not sleep in the target") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
