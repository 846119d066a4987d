import SeedTestKit
import Testing

/// A mark is good for one definition of one table of one server. With another all rows are compared once, then no more.
@Suite(.environments)
struct DefinitionTests {
    private func expectFullOnce(
        _ place: TrackedPlace, _ condition: String = "true", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await place.expectFull(condition, sourceLocation: sourceLocation)
        try await place.expectTracked(condition, sourceLocation: sourceLocation)
    }

    /// No row is written, and all rows have another value than the target's.
    @Test func columnWithAFastDefault() async throws {
        let place = try await TrackedPlace()
        try place.target.psql("ALTER TABLE setting ADD note text DEFAULT 'old'")
        try place.source.psql("ALTER TABLE setting ADD note text DEFAULT 'new'")
        try await expectFullOnce(place)
        try place.source.psql("ALTER TABLE setting DROP note; ALTER TABLE setting ADD note text DEFAULT 'newer'")
        try await expectFullOnce(place)
    }

    static let enums = [
        ("mood", "'good'"), ("mood[]", "'{good,bad}'"), ("fine_mood", "'good'"), ("fine_mood[]", "'{good}'"),
        ("moods", "'{good}'"), ("span", "'[good,good]'"), ("multispan", "'{[good,good]}'"),
        ("span[]", "'{\"[good,good]\"}'"),
    ]

    @Test(arguments: enums)
    func enumLabelsAreRenamed(type: String, value: String) async throws {
        let place = try await TrackedPlace(
            schema: """
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE DOMAIN fine_mood AS mood;
                CREATE DOMAIN moods AS mood[];
                CREATE TYPE span AS RANGE (subtype = mood, multirange_type_name = multispan);
                ALTER TABLE setting ADD mood \(type) NOT NULL DEFAULT \(value);
                """)
        try place.source.psql(
            """
            ALTER TYPE mood RENAME VALUE 'good' TO 'was good'; ALTER TYPE mood RENAME VALUE 'bad' TO 'good';
            ALTER TYPE mood RENAME VALUE 'was good' TO 'bad';
            """)
        try await expectFullOnce(place)
    }

    /// An enum inside a composite, whose text no row of the table tells.
    @Test func enumInAComposite() async throws {
        let place = try await TrackedPlace(
            schema: """
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE TYPE pair AS (mood mood, n int);
                ALTER TABLE setting ADD pair pair NOT NULL DEFAULT '(good,1)';
                """)
        try place.source.psql(
            """
            ALTER TYPE mood RENAME VALUE 'good' TO 'was good'; ALTER TYPE mood RENAME VALUE 'bad' TO 'good';
            ALTER TYPE mood RENAME VALUE 'was good' TO 'bad';
            """)
        try await place.expectFull()
    }

    /// `regclass` prints the name that the table has by now.
    @Test func valueThatPrintsANameOfTheCatalog() async throws {
        let place = try await TrackedPlace(
            schema: """
                CREATE TABLE first (); CREATE TABLE second ();
                ALTER TABLE setting ADD relation regclass NOT NULL DEFAULT 'first';
                """)
        try place.source.psql(
            "ALTER TABLE first RENAME TO x; ALTER TABLE second RENAME TO first; ALTER TABLE x RENAME TO second")
        try await place.expectFull()
    }

    static let rules = [
        ("mode: mirror, where: \"id < 15\"", "id < 15"), ("mode: mirror, match: [code]", "true"),
        ("mode: upsert", "true"),
        ("mode: mirror, set: {value: \"'set'\"}", "false"),
    ]

    @Test(arguments: rules)
    func anotherRule(rule: String, condition: String) async throws {
        let place = try await TrackedPlace()
        try place.configure(rule: rule)
        try await expectFullOnce(place, condition)
    }

    @Test func aColumnThatIsNoLongerIgnored() async throws {
        let place = try await TrackedPlace(rule: "mode: mirror, ignore: [updated_at]")
        #expect(try place.target.psql("SELECT count(updated_at) FROM setting") == "0")
        try place.configure()
        try await expectFullOnce(place)
    }

    @Test func aColumnThatIsIgnoredFromNowOn() async throws {
        let place = try await TrackedPlace()
        try place.configure(rule: "mode: mirror, ignore: [updated_at]")
        // Not the witness: a transaction of another test, that was open then, would bring the row here again.
        try place.source.psql("UPDATE setting SET updated_at = now() WHERE id > 0")
        try await place.expectFull("false")
        try place.configure()
        try await expectFullOnce(place)
    }

    @Test(arguments: TrackedBy.allCases)
    func anotherFilterBringsRowsThatNobodyWrote(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking, rule: "mode: mirror, where: \"id < 5\"")
        #expect(try place.target.psql("SELECT count(*) FROM setting") == "5")
        try place.configure(rule: "mode: mirror, where: \"id < 10\"")
        try await expectFullOnce(place, "id < 10")
    }

    @Test(arguments: TrackedBy.allCases)
    func anotherTableOfTheName(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        try place.source.psql(
            """
            BEGIN; CREATE TABLE other (LIKE setting INCLUDING ALL);
            INSERT INTO other SELECT id, code, value || '!', updated_at FROM setting; COMMIT;
            """)
        try await place.expectTracked()
        try place.source.psql("ALTER TABLE setting RENAME TO gone; ALTER TABLE other RENAME TO setting")
        try await expectFullOnce(place)
    }

    /// A table of the target that somebody made anew has nothing of what was promoted.
    @Test(arguments: ["mode: mirror", "mode: upsert"])
    func theTargetsTableIsMadeAnew(rule: String) async throws {
        let place = try await TrackedPlace(rule: rule)
        try place.target.psql("DROP TABLE setting; \(TrackedPlace.schema)")
        let outcome = await place.sync()
        #expect(outcome.code == 0, "\(outcome)")
        try place.expectArrived()
        try place.editWitness()
        try await place.expectTracked()
    }

    /// A dump restored elsewhere has the rows of one history and the transactions of another.
    @Test func anotherDatabase() async throws {
        let place = try await TrackedPlace()
        let copy = "\(place.source.name)_copy"
        _ = try TestServer.shared.psql("CREATE DATABASE \(copy) TEMPLATE \(place.source.name)")
        let database = try TestServer.shared.database(named: copy)
        defer { #expect(throws: Never.self) { try TestServer.shared.drop([database]) } }
        try place.configure(source: database.connectionString)
        try await place.expectFull()
        try place.configure()
        try await place.expectFull()
    }
}
