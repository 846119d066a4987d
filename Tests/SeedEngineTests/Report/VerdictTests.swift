import SeedEngine
import SeedModel
import Testing

@Suite struct VerdictTests {
    @Test(arguments: [
        (
            ChangeCounts(insert: 12, update: 3, delete: 1, unchanged: 240), 4,
            "plan: 12 to insert, 3 to update, 1 to delete, 240 unchanged in 4 tables",
            "run: 12 inserted, 3 updated, 1 deleted, 240 unchanged in 4 tables"
        ),
        (
            ChangeCounts(insert: 1, held: 2, conflict: 1), 1,
            "plan: 1 to insert, 0 to update, 0 to delete, 0 unchanged, 2 held, 1 in conflict in 1 table",
            "run: 1 inserted, 0 updated, 0 deleted, 0 unchanged, 2 held, 1 in conflict in 1 table"
        ),
        (
            ChangeCounts(unchanged: 240), 4,
            "plan: 0 to insert, 0 to update, 0 to delete, 240 unchanged in 4 tables",
            "run: 0 inserted, 0 updated, 0 deleted, 240 unchanged in 4 tables"
        ),
        (
            ChangeCounts(unchanged: 5, held: 2), 1,
            "plan: 0 to insert, 0 to update, 0 to delete, 5 unchanged, 2 held in 1 table",
            "run: 0 inserted, 0 updated, 0 deleted, 5 unchanged, 2 held in 1 table"
        ),
    ])
    func says(_ counts: ChangeCounts, _ tables: Int, _ plan: String, _ run: String) {
        #expect(Verdict.plan(counts, tables: tables) == plan)
        #expect(Verdict.run(counts, tables: tables) == run)
    }
}
