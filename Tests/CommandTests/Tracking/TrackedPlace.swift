import SeedTestKit
import Testing

/// A job over one tracked table that was promoted once, and a witness: a row edited in the target alone.
///
/// Tracking reads what the source has changed and so leaves the witness as it is; a full compare puts it right. That
/// tells what a run did without believing what it says.
struct TrackedPlace {
    static let schema = """
        CREATE TABLE setting (id int PRIMARY KEY, code text NOT NULL UNIQUE, value text, updated_at timestamptz);
        """

    /// Rows stamped long ago.
    static let rows = """
        INSERT INTO setting SELECT n, 'c' || n, 'v' || n, now() - interval '1 hour' FROM generate_series(0, 20) n;
        """

    /// What applications have to keep a column of stamps.
    static let stamping = """
        CREATE INDEX ON setting (updated_at);
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS
            $$BEGIN NEW.updated_at = now(); RETURN NEW; END$$;
        CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON setting FOR EACH ROW EXECUTE FUNCTION stamp();
        """

    let place: Workplace
    let tracking: TrackedBy

    var source: TestDatabase { place.environments.source }
    var target: TestDatabase { place.environments.target }

    init(place: Workplace, tracking: TrackedBy) {
        self.place = place
        self.tracking = tracking
    }

    /// `schema` is run in both databases after the table was made, `rule` are more members of the table's rule.
    init(
        _ tracking: TrackedBy = .changes, rule: String = "mode: mirror", schema: String = "",
        _ environments: TestEnvironments? = nil
    ) async throws {
        self.tracking = tracking
        place = try Workplace(empty: environments ?? TestEnvironments.current)
        try place.environments.psql(Self.schema + schema)
        try source.psql(Self.rows + Self.stamping)
        if tracking == .trusted { try source.psql("ALTER TABLE setting ALTER updated_at SET NOT NULL") }
        try await waitForHorizon()
        try configure(rule: rule)
        let first = await sync()
        try #require(first.code == 0, "\(first)")
        try editWitness()
    }

    func configure(rule: String = "mode: mirror", source: String? = nil, target: String? = nil) throws {
        try place.configure(
            jobs: """
                settings:
                  from: staging
                  to: production
                  guards: {max_changed: 100%, max_deletes: 50%}
                  tables: [{name: public.setting, \(tracking.settings), \(rule)}]
                """, source: source, target: target)
    }

    func sync() async -> Outcome { await place.run("sync", "--apply", "-v") }

    /// A run that was stopped at a point of the apply.
    func paused(at point: String) async throws -> RunningCommand {
        let command = try CommandRun(
            [try CommandRun.seeddPath, "sync", "--apply"], environment: ["SEEDD_PAUSE_POINT": point],
            directory: place.directory
        ).start()
        try await command.waitUntilStopped()
        return command
    }

    func editWitness() throws { try target.psql("UPDATE setting SET value = 'edited' WHERE id = 0") }

    /// All rows but the witness.
    func rows(_ database: TestDatabase, _ condition: String = "true") throws -> String {
        try database.psql("SELECT * FROM setting WHERE id <> 0 AND (\(condition)) ORDER BY id")
    }

    /// Waits until nothing runs, in whatever database of the server, that is older than the rows: a run would read them
    /// again.
    private func waitForHorizon() async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        let query = """
            SELECT bool_and(age(xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)) FROM setting
            """
        while try source.psql(query) != "t" {
            guard ContinuousClock.now < deadline else { throw TestKitError("an old transaction goes on") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
