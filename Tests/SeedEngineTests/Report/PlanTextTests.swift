import SeedEngine
import SeedModel
import Testing

@Suite struct PlanTextTests {
    @Test func wide() throws {
        #expect(
            try SamplePlan.text(SamplePlan.everything, options: ReportOptions(width: 80)) == #"""
                public.notification_templates  +2 ~2 -1  1 held  1 in conflict  (240 unchanged)
                  ~ code=INVOICE
                    subject: "Your invoice" → "Your invoice {{number}}"
                    priority: NULL → "NULL"
                  - code=OLD  subject: "Bye"  body: ""  priority: 1
                  ~ code=RESET
                    body:
                      Hello {{name}},

                    - … is valid for one hour [-only-].
                    + … is valid for one hour {+from now+}.
                  + code=WELCOME  subject: "Welcome to 東京 😀"  body: "Hi\u{1B}[31m"  … 1 more
                  + code="two words"  … 3 columns
                  = code=HELD (held)  priority: 1 → 2
                  ! code=HOT (in conflict)
                    body: "b" → "c"
                    priority: 1 → 2
                public.prices → public.price_list  +0 ~1 -0  (10 unchanged)
                  ~ sku=007 region=NO  amount: 10.00 → 12.00
                1 table without changes (8 unchanged)
                plan: 2 to insert, 3 to update, 1 to delete, 258 unchanged, 1 held, 1 in conflict in 3 tables

                """#)
    }

    @Test func narrow() throws {
        #expect(
            try SamplePlan.text(SamplePlan.everything, options: ReportOptions(limit: 4, width: 20)) == #"""
                public.notification…
                  +2 ~2 -1  1 held
                  1 in conflict
                  (240 unchanged)
                  ~ code=INVOICE
                    subject:
                    - Your invoice
                    + Your invoice{+
                       {{number}}+}
                    priority:
                    - NULL
                    + "NULL"
                  - code=OLD
                    … 3 columns
                  ~ code=RESET
                    body:
                      Hello {{name}…

                    - …e hour
                      [-only-].
                    + …e hour
                      {+from now+}.
                  + code=WELCOME
                    … 3 columns
                  … and 3 more
                    (--limit 0 shows
                    all)
                public.prices → pub…
                  +0 ~1 -0
                  (10 unchanged)
                  ~ sku=007
                    region=NO
                    amount:
                    - [-10-].00
                    + {+12+}.00
                1 table without
                  changes (8
                  unchanged)
                plan: 2 to insert, 3 to update, 1 to delete, 258 unchanged, 1 held, 1 in conflict in 3 tables

                """#)
    }

    @Test func aLogIsCutAtTwoHundredColumns() throws {
        let lines = try SamplePlan.text(SamplePlan.everything).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("    + please click") && $0.hasSuffix("{+from now+}.") })
        #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 200 })
    }

    @Test func colourMarksTheDifferingPart() throws {
        let prices = SamplePlan.plan([SamplePlan.everything.tables[1]])
        let text = try SamplePlan.text(prices, options: ReportOptions(width: 80, color: true))
        let lines = text.replacing("\u{1B}[", with: "^").split(separator: "\n")
        #expect(lines[0] == "^1mpublic.prices → public.price_list  ^0m^2m+0 ^0m^33m~1 ^0m^2m-0  (10 unchanged)^0m")
        #expect(
            lines[1]
                == "^33m  ~ sku=007 region=NO  ^0m^2mamount: ^0m^7;31m10^0m^31m.00^0m^2m → ^0m^7;32m12^0m^32m.00^0m")
        #expect(lines[2] == "plan: 0 to insert, 1 to update, 0 to delete, 10 unchanged in 1 table")
    }

    @Test func detailShowsEveryTableAndColumn() throws {
        let plan = SamplePlan.plan(Array(SamplePlan.everything.tables.dropFirst()))
        let text = try SamplePlan.text(plan, options: ReportOptions(width: 80, verbosity: 1))
        #expect(text.contains("public.flags  +0 ~0 -0  (8 unchanged)  source: 242 rows  target: 241 rows\n"))
        let all = try SamplePlan.text(SamplePlan.everything, options: ReportOptions(width: 80, verbosity: 1))
        #expect(all.contains("  + code=\"two words\"\n    subject: NULL\n    body: NULL\n    priority: NULL\n"))
        #expect(!all.contains("    subject: \"Reset\"\n"))
        let more = try SamplePlan.text(SamplePlan.everything, options: ReportOptions(width: 80, verbosity: 2))
        #expect(more.contains("    subject: \"Reset\"\n"))
    }

    @Test func quietShowsIds() throws {
        let options = ReportOptions(quiet: true)
        #expect(
            try SamplePlan.text(SamplePlan.everything, options: options) == """
                public.notification_templates
                public.prices

                """)
        let result = RunResult(run: "r1", snapshot: "s1", counts: ChangeCounts(), durationMs: 1)
        #expect(try SamplePlan.text(SamplePlan.everything, options: options, result: result) == "r1 s1\n")
    }

    @Test func afterARun() throws {
        let counts = ChangeCounts(insert: 2, update: 3, delete: 1, unchanged: 258)
        let result = RunResult(run: "r1", snapshot: "20261120T020003Z-4f2a91c0", counts: counts, durationMs: 5)
        #expect(
            try SamplePlan.text(SamplePlan.everything, options: ReportOptions(width: 100), result: result) == """
                public.notification_templates  +2 ~2 -1  1 held  1 in conflict  (240 unchanged)
                public.prices → public.price_list  +0 ~1 -0  (10 unchanged)
                1 table without changes (8 unchanged)
                run: 2 inserted, 3 updated, 1 deleted, 258 unchanged in 3 tables
                undo with: seedd rollback 20261120T020003Z-4f2a91c0

                """)
        let detailed = try SamplePlan.text(
            SamplePlan.everything, options: ReportOptions(width: 100, verbosity: 1), result: result)
        #expect(detailed.contains("  ~ code=RESET\n"))
    }

    @Test func limits() throws {
        let changes = (0..<57).map { SamplePlan.insert("K\($0)", []) }
        let plan = SamplePlan.plan([
            SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(insert: 57), changes: changes)
        ])
        func shown(_ limit: Int?) throws -> (rows: Int, more: String?) {
            let lines = try SamplePlan.text(plan, options: ReportOptions(limit: limit)).split(separator: "\n")
            return (lines.count { $0.hasPrefix("  + ") }, lines.first { $0.contains("…") }.map(String.init))
        }
        #expect(try shown(nil) == (20, "  … and 37 more (--limit 0 shows all)"))
        #expect(try shown(56) == (56, "  … and 1 more (--limit 0 shows all)"))
        #expect(try shown(57) == (57, nil))
        #expect(try shown(0) == (57, nil))
    }

    @Test func rowsThatThePlanDoesNotList() throws {
        let table = SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(insert: 1000), changes: [])
        #expect(
            try SamplePlan.text(SamplePlan.plan([table])) == """
                public.t  +1000 ~0 -0  (0 unchanged)
                  … 1000 rows not listed
                plan: 1000 to insert, 0 to update, 0 to delete, 0 unchanged in 1 table

                """)
    }

    @Test func changesOfBytesAloneAreShown() throws {
        let change = SamplePlan.update("A", ["é"], ["e\u{301}"])
        let table = SamplePlan.table("t", columns: ["code", "x"], counts: ChangeCounts(update: 1), changes: [change])
        #expect(try SamplePlan.text(SamplePlan.plan([table])).contains("x: \"é\" → \"e\u{301}\""))
    }
}
