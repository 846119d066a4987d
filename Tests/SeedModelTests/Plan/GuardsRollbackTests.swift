import SeedModel
import Testing

struct GuardsRollbackTests {
    @Test(arguments: [
        (Guards.Limit.share(0.1), 10, 20, true), (.share(0.1), 11, 20, false), (.share(0.1), 100, 1000, true),
        (.share(0.1), 101, 1000, false), (.rows(0), 10, 1000, true), (.rows(0), 11, 1000, false),
        (.rows(50), 50, 50, true), (.rows(50), 51, 51, false), (.share(1), 1000, 1000, true),
    ])
    func aHandfulAlwaysPasses(_ limit: Guards.Limit, _ deletes: Int, _ rows: Int, _ passes: Bool) {
        let guards = Guards(maxDeletes: limit)
        #expect((guards.violation(ofRollbackDeletes: deletes, rows: rows) == nil) == passes)
    }

    @Test func saysHowMany() {
        #expect(
            Guards().violation(ofRollbackDeletes: 11, rows: 51)
                == "11 rows that no run of the job wrote would be deleted, of 51 in the table; more than 10 "
                + "(guard max_deletes)")
    }
}
