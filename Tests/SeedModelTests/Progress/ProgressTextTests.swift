import SeedModel
import Testing

struct ProgressTextTests {
    private func reading(
        _ table: String? = "public.prices", rows: Int? = 580_000, of expected: Int? = 1_000_000,
        rate: Double? = 42_000, after elapsed: Duration = .seconds(14)
    ) -> ProgressReading {
        var progress = Progress(.comparing, table: table, rows: rows, expected: expected)
        progress.job = "nightly"
        return ProgressReading(progress, elapsed: elapsed, rowsPerSecond: rate)
    }

    private func line(_ reading: ProgressReading, width: Int = 120) -> String {
        ProgressText.lines([reading], width: width, color: false).joined(separator: "\n")
    }

    @Test func tellsRowsRateAndTimeLeft() {
        #expect(
            line(reading())
                == "public.prices  comparing  [===========>        ]  580,000 of 1,000,000 rows (58 %)  42,000 rows/s  10 s left"
        )
    }

    @Test func tellsLessWhereLessIsKnown() {
        #expect(line(reading(rows: nil, rate: nil)) == "public.prices  comparing  for 14 s")
        #expect(line(reading(of: nil)) == "public.prices  comparing  580,000 rows  42,000 rows/s  for 14 s")
        // The statistics were of yesterday.
        #expect(line(reading(of: 500_000)) == "public.prices  comparing  580,000 rows  42,000 rows/s  for 14 s")
        #expect(line(reading(nil, rows: nil, rate: nil)) == "all tables  comparing  for 14 s")
    }

    @Test(arguments: [0, 1, 999_999, 1_000_000]) func theBarHasOneLength(rows: Int) {
        let text = line(reading(rows: rows), width: 200)
        #expect(text.split(separator: "[").last?.prefix { $0 != "]" }.count == 20, "\(text)")
    }

    @Test(arguments: Array(1...130)) func noLineIsWiderThanTheTerminal(width: Int) {
        let names = ["public.prices", "schema.表名がとても長いテーブル", "a\u{1B}[31m.\n", String(repeating: "x", count: 200)]
        let lines = ProgressText.lines(names.map { reading($0) }, width: width, color: false)
        #expect(lines.count == names.count)
        for line in lines {
            #expect(DisplayWidth.of(line) <= max(width, 3), "\(line)")
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        }
    }

    @Test func columnsOfSeveralTablesAlign() {
        let lines = ProgressText.lines([reading("a.b"), reading("public.prices")], width: 120, color: false)
        #expect(lines.compactMap { $0.firstRange(of: "comparing")?.lowerBound.utf16Offset(in: $0) } == [15, 15])
    }

    @Test func moreThanFitAreCounted() {
        let many = (1...9).map { reading("t\($0)") }
        let lines = ProgressText.lines(many, width: 100, color: false)
        #expect(lines.count == 6)
        #expect(lines.last == "and 4 more")
        #expect(ProgressText.lines(Array(many.prefix(6)), width: 100, color: false).count == 6)
        #expect(ProgressText.summary(many).hasSuffix("; and 3 more"))
    }

    @Test func colourIsOnlyOnRequest() {
        #expect(ProgressText.lines([reading()], width: 120, color: true)[0].contains("\u{1B}[1mpublic.prices"))
        #expect(!line(reading()).contains("\u{1B}"))
    }

    @Test func aLogSaysAllOnOneLine() {
        #expect(
            ProgressText.summary([reading(), reading(nil, rows: nil, rate: nil)])
                == "nightly: public.prices: comparing, 580,000 of 1,000,000 rows (58 %), 42,000 rows/s, 10 s left; "
                + "nightly: comparing, for 14 s")
        #expect(!ProgressText.summary([reading("a\nb")]).contains("\n"))
    }

    @Test(arguments: [(0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (200, "3 min 20 s"), (3900, "1 h 5 min")])
    func timesAreBrief(seconds: Int, text: String) { #expect(Duration.seconds(seconds).brief == text) }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345")])
    func numbersAreGrouped(number: Int, text: String) { #expect(number.grouped == text) }
}
