import SeedModel
import SeedTestKit
import Testing

struct DatasetsTests {
    @Test(.environments)
    func datasetLoadsIntoBothEnvironments() throws {
        let environments = try TestEnvironments.current
        guard try Datasets.load("chinook", into: environments.source, environments.target) else { return }
        let tables = "SELECT count(*) > 5 FROM pg_stat_user_tables"
        #expect(try environments.source.psql(tables) == "t")
        #expect(try environments.target.psql(tables) == "t")
    }

    @Test func sinkKeepsEventsInOrder() {
        let sink = CollectingSink()
        sink.receive(.planning(job: "a", tables: 1))
        sink.receive(.warning(subject: "b", message: "c"))
        #expect(sink.events == [.planning(job: "a", tables: 1), .warning(subject: "b", message: "c")])
    }
}
