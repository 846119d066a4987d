import SeedModel
import Testing

struct ReviewWalkTests {
    /// Walks with a letter for each question.
    private func walked(_ rows: [Int], _ letters: String) -> ReviewWalk {
        var walk = ReviewWalk(rows: rows)
        for letter in letters {
            guard let answer = ReviewAnswer(rawValue: String(letter)) else { continue }
            walk.answer(answer)
        }
        return walk
    }

    @Test func tablesAreAskedInTheirOrder() {
        #expect(walked([2, 1], "").question == .table(0))
        #expect(walked([2, 1], "y").question == .table(1))
        let end = walked([2, 1], "yn")
        #expect(end.question == nil && !end.hasQuit)
        #expect(end.choices.map { $0[0] } == [.take, .leave])
        #expect(end.choices.map { $0[7] } == [.take, .leave])
        #expect(end.choices.map(\.takesAll) == [true, false])
    }

    @Test func rowsAreAskedOneByOne() {
        #expect(walked([3, 1], "e").question == .row(0, table: 0))
        #expect(walked([3, 1], "eyn").question == .row(2, table: 0))
        let end = walked([3, 1], "eyns")
        #expect(end.question == .table(1))
        #expect((0..<3).map { end.choices[0][$0] } == [.take, .leave, .source])
    }

    @Test func theRestOfATableIsDecidedAtOnce() {
        let all = walked([4, 1], "ena")
        #expect(all.question == .table(1))
        #expect((0..<4).map { all.choices[0][$0] } == [.leave, .take, .take, .take])
        let none = walked([4, 1], "etd")
        #expect((0..<4).map { none.choices[0][$0] } == [.target, .leave, .leave, .leave])
    }

    @Test(arguments: ["q", "yq", "eq", "eyq", "yeyq"]) func whoQuitsHasChosenNothing(letters: String) {
        let walk = walked([2, 2], letters)
        #expect(walk.hasQuit && walk.question == nil)
    }

    @Test func whatIsNoAnswerToTheQuestionChangesNothing() {
        for letter in "atsd?" { #expect(walked([2], String(letter)) == ReviewWalk(rows: [2])) }
        for letter in "e?" { #expect(walked([2], "e" + String(letter)) == walked([2], "e")) }
        #expect(walked([1], "yyyq") == walked([1], "y"))
    }

    @Test func withoutRowsThereIsNothingToAsk() { #expect(ReviewWalk(rows: []).question == nil) }
}
