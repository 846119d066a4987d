import SeedTestKit
import Testing

/// Conflicts that a person settles at the terminal.
@Suite(.environments)
struct ConflictReviewTests {
    /// Rows a and c were edited on both sides.
    private func place() async throws -> Workplace {
        let jobs = Workplace.jobs.replacing("mode: mirror", with: "mode: mirror, on_conflict: merge")
        let place = try Workplace(jobs: jobs)
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.source.psql("UPDATE flags SET note = 'release' WHERE code IN ('a', 'c')")
        try place.environments.target.psql("UPDATE flags SET note = 'hotfix' WHERE code IN ('a', 'c')")
        return place
    }

    @Test func eachIsSettledByAPerson() async throws {
        let place = try await place()
        let outcome = await place.run("sync", "-i", answers: ["e", "s", "t", "yes"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == "a|t|release\nb|f|\nc|t|hotfix")
        #expect(
            outcome.error.contains("(1/2) Whose row is it to be, staging's (s) or production's (t)? [s,t,n,a,d,q,?] "),
            "\(outcome)")
        // Neither comes back.
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(try place.rows() == "a|t|release\nb|f|\nc|t|hotfix")
    }

    @Test func whatNobodySettlesStaysOpen() async throws {
        let place = try await place()
        let outcome = await place.run("sync", "-i", answers: ["e", "s", "n", "yes"])
        #expect(outcome.code == 3, "\(outcome)")
        #expect(try place.rows() == "a|t|release\nb|f|\nc|t|hotfix")
        #expect(await place.run("sync", "--apply").code == 3)
    }

    /// Nothing is written to the table, and still something has to be remembered.
    @Test func theTargetsRowIsKeptForGood() async throws {
        let place = try await place()
        let no = await place.run("sync", "-i", answers: ["e", "t", "t", "no"])
        #expect(no.code == 4, "\(no)")
        #expect(await place.run("sync", "--apply").code == 3)
        let yes = await place.run("sync", "-i", answers: ["e", "t", "t", "yes"])
        #expect(yes.code == 0, "\(yes)")
        let next = await place.run("sync", "--apply")
        #expect(next.code == 0, "\(next)")
        #expect(try place.rows() == "a|t|hotfix\nb|f|\nc|t|hotfix")
    }
}
