import SeedModel
import Testing

@Suite struct TextTableTests {
    static func sample() -> TextTable {
        var table = TextTable([
            .left("SNAPSHOT"), .left("JOB", cuts: true), .right("ROWS"), .left("REASON", cuts: true),
        ])
        table.append(["20261120T020003Z-4f2a91c0", "nightly", "240", "before run"])
        table.append([
            "20261119T020001Z-00c1ffee", "通知テンプレート", "1200", "by hand, before the price change of the spring sale",
        ])
        table.append(["20261118T020001Z-0badcafe", "evil\u{1B}[2J", "7"])
        return table
    }

    @Test func alignsByColumnsOfTheTerminal() {
        #expect(
            Self.sample().lines() == [
                "SNAPSHOT                   JOB               ROWS  REASON",
                "20261120T020003Z-4f2a91c0  nightly            240  before run",
                "20261119T020001Z-00c1ffee  通知テンプレート  1200  by hand, before the price change of the spring sale",
                "20261118T020001Z-0badcafe  evil\\u{1B}[2J        7",
            ])
    }

    @Test func cutsWhatMayBeCut() {
        let lines = Self.sample().lines(width: 72)
        #expect(lines[2] == "20261119T020001Z-00c1ffee  通知テンプレート  1200  by hand, before the …")
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 72 })
    }

    @Test func turnsIntoBlocksWhereNothingFits() {
        let lines = Self.sample().lines(width: 40)
        #expect(
            lines.prefix(5) == [
                "SNAPSHOT  20261120T020003Z-4f2a91c0", "JOB       nightly", "ROWS      240", "REASON    before run", "",
            ])
    }

    @Test func headingsAreBoldInColour() {
        var table = TextTable([.left("ID")])
        table.append(["1"])
        #expect(table.lines(color: true) == ["\u{1B}[1mID\u{1B}[0m", "1"])
    }
}
