import SeedModel
import Testing

struct ReviewAnswerTests {
    @Test(
        arguments: [
            ("y", .yes), (" Y ", .yes), ("yes", .yes), ("no", .no), ("e", .each), ("q", .quit), ("?", .help),
            ("s", nil),
            ("a", nil), ("", nil), ("yn", nil), ("n o", .no),
        ] as [(String, ReviewAnswer?)])
    func answersForATable(line: String, answer: ReviewAnswer?) { #expect(ReviewAnswer(line, to: .table) == answer) }

    @Test func aConflictIsForNoPlainYes() {
        #expect(ReviewAnswer("y", to: .conflict) == nil)
        #expect(ReviewAnswer("s", to: .conflict) == .source)
        #expect(ReviewAnswer("t", to: .conflict) == .target)
        #expect(ReviewAnswer("s", to: .row) == nil)
    }

    @Test func lettersAndHelpSayTheSame() {
        #expect(ReviewAnswer.letters(for: .table) == "[y,n,e,q,?]")
        #expect(ReviewAnswer.letters(for: .row) == "[y,n,a,d,q,?]")
        #expect(ReviewAnswer.letters(for: .conflict) == "[s,t,n,a,d,q,?]")
        for subject in ReviewAnswer.Subject.allCases {
            let letters = ReviewAnswer.help(for: subject).compactMap(\.first).map(String.init)
            #expect("[" + letters.joined(separator: ",") + "]" == ReviewAnswer.letters(for: subject))
            #expect(letters.allSatisfy { ReviewAnswer($0, to: subject) != nil })
        }
    }
}
