/// What may be answered in a walk through a plan, by the letter that is typed.
package enum ReviewAnswer: String, Sendable, CaseIterable {
    case source = "s"
    case target = "t"
    case yes = "y"
    case no = "n"
    case each = "e"
    case all = "a"
    case done = "d"
    case quit = "q"
    case help = "?"

    /// What is asked about.
    package enum Subject: Sendable, CaseIterable {
        case table, row, conflict
    }

    /// The answer that `line` is; nil for what is none to the `subject`.
    package init?(_ line: String, to subject: Subject) {
        let word = line.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }.lowercased()
        let letter = ["yes": "y", "no": "n"][word] ?? word
        guard let answer = ReviewAnswer(rawValue: letter), answer.meaning(for: subject) != nil else { return nil }
        self = answer
    }

    /// `[y,n,e,q,?]`
    package static func letters(for subject: Subject) -> String {
        "[" + allCases.filter { $0.meaning(for: subject) != nil }.map(\.rawValue).joined(separator: ",") + "]"
    }

    /// One line for each answer to the `subject`.
    package static func help(for subject: Subject) -> [String] {
        allCases.compactMap { answer in answer.meaning(for: subject).map { "\(answer.rawValue) - \($0)" } }
    }

    private func meaning(for subject: Subject) -> String? {
        switch (self, subject) {
        case (.yes, .table): "take all rows of this table; what is in conflict stays so"
        case (.yes, .row): "take this row"
        case (.no, .table): "take none of them"
        case (.no, .row): "leave this row as the target has it, this time"
        case (.no, .conflict): "decide nothing: the row stays in conflict"
        case (.source, .conflict): "write what the source has"
        case (.target, .conflict): "keep what the target has, from now on"
        case (.each, .table): "go through its rows one by one"
        case (.all, .row), (.all, .conflict): "take this row and all that follow in the table"
        case (.done, .row), (.done, .conflict): "take neither this row nor one that follows in the table"
        case (.quit, _): "quit: nothing is written"
        case (.help, _): "show this help"
        case (.yes, .conflict), (.source, _), (.target, _), (.each, _), (.all, .table), (.done, .table): nil
        }
    }
}
