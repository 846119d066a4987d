import SeedModel
import Testing

struct ProgressBoardTests {
    private func progress(
        _ rows: Int? = nil, of expected: Int? = nil, table: String = "public.t", isOver: Bool = false
    ) -> Progress {
        var progress = Progress(.comparing, table: table, rows: rows, expected: expected)
        progress.isOver = isOver
        return progress
    }

    /// 1000 rows a second, told every 100 ms, from `start` on.
    private func steady(from start: Int = 0, seconds: Int, of expected: Int? = nil) -> ProgressBoard {
        var board = ProgressBoard()
        board.note(progress(of: expected), at: .zero)
        for tick in 1...(seconds * 10) {
            board.note(progress(tick * 100, of: expected), at: .milliseconds(start + tick * 100))
        }
        return board
    }

    @Test(arguments: [1, 4, 60]) func theRateIsThatOfLate(seconds: Int) throws {
        let board = steady(seconds: seconds, of: 100_000)
        let reading = try #require(board.readings(at: .seconds(seconds)).first)
        #expect(try abs(#require(reading.rowsPerSecond) - 1000) < 1)
        #expect(reading.secondsLeft == 100 - seconds)
        #expect(reading.elapsed == .seconds(seconds))
    }

    @Test func whatTheServerTookBeforeTheFirstRowIsNotItsRate() throws {
        let reading = try #require(steady(from: 60_000, seconds: 2).readings(at: .seconds(62)).first)
        #expect(try abs(#require(reading.rowsPerSecond) - 1000) < 1)
        #expect(reading.elapsed == .seconds(62))
    }

    @Test func theRateFallsWhileNothingComes() throws {
        let board = steady(seconds: 10)
        let later = try #require(board.readings(at: .seconds(20)).first?.rowsPerSecond)
        #expect((400...600).contains(later), "\(later)")
    }

    @Test func rowsThatComeOnceAMinuteHaveARate() throws {
        var board = ProgressBoard()
        for minute in 0...5 { board.note(progress(minute * 600), at: .seconds(minute * 60)) }
        let rate = try #require(board.readings(at: .seconds(300)).first?.rowsPerSecond)
        #expect(abs(rate - 10) < 0.1)
    }

    @Test func noEndIsToldOfWhatIsNotKnown() throws {
        for expected in [nil, 0, 900] {
            let reading = try #require(steady(seconds: 1, of: expected).readings(at: .seconds(1)).first)
            #expect(reading.fraction == nil)
            #expect(reading.secondsLeft == nil)
        }
        var board = ProgressBoard()
        board.note(progress(0, of: 10), at: .zero)
        #expect(board.readings(at: .seconds(1)).first?.secondsLeft == nil)
    }

    @Test func tablesAtOnceAreToldApartAndGoOneByOne() {
        var board = ProgressBoard()
        board.note(progress(1, table: "a"), at: .zero)
        board.note(progress(2, table: "b"), at: .seconds(1))
        board.note(progress(3, table: "a"), at: .seconds(2))
        #expect(board.readings(at: .seconds(3)).map(\.progress.rows) == [3, 2])
        #expect(board.readings(at: .seconds(3)).map(\.elapsed) == [.seconds(3), .seconds(2)])
        board.note(progress(table: "a", isOver: true), at: .seconds(3))
        #expect(board.readings(at: .seconds(3)).map(\.progress.table) == ["b"])
        board.note(progress(table: "never begun", isOver: true), at: .seconds(3))
        #expect(board.readings(at: .seconds(3)).count == 1)
    }

    @Test func aLogHasOneLineAnInterval() {
        var board = ProgressBoard()
        #expect(board.due(every: .seconds(10), at: .zero) == nil)
        var shown: [Int] = []
        for tick in 0..<400 {
            let now = Duration.milliseconds(tick * 100)
            board.note(progress(tick), at: now)
            if board.due(every: .seconds(10), at: now) != nil { shown.append(tick) }
        }
        #expect(shown == [100, 200, 300])
    }

    @Test func stepsThatFollowEachOtherAreOneWorkAndARestEndsIt() {
        var board = ProgressBoard()
        for step in 0..<4 {
            board.note(progress(table: "\(step)"), at: .milliseconds(step * 300))
            board.note(progress(table: "\(step)", isOver: true), at: .milliseconds(step * 300 + 290))
        }
        #expect(board.elapsed(at: .milliseconds(1200)) == nil)
        board.note(progress(), at: .milliseconds(1200))
        #expect(board.elapsed(at: .milliseconds(1300)) == .milliseconds(1300))
        board.note(progress(isOver: true), at: .milliseconds(1300))
        // Somebody was asked a question, for instance.
        board.note(progress(), at: .seconds(30))
        #expect(board.elapsed(at: .milliseconds(30_100)) == .milliseconds(100))
        #expect(board.due(every: .seconds(10), at: .seconds(31)) == nil)
    }

    @Test func theJobIsPutIn() {
        final class Heard: EventSink {
            nonisolated(unsafe) var events: [Event] = []
            func receive(_ event: Event) { events.append(event) }
        }
        let heard = Heard()
        let events = JobEvents("nightly", heard)
        events.receive(.progress(Progress(.writing, table: "t")))
        events.receive(.warning(subject: "s", message: "m"))
        var expected = Progress(.writing, table: "t")
        expected.job = "nightly"
        #expect(heard.events == [.progress(expected), .warning(subject: "s", message: "m")])
    }
}
