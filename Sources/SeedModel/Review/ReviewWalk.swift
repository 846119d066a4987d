/// A person's walk through a plan, table by table and where they want it row by row: answers in, choices out.
///
/// Tables are those that have rows to decide about, by their numbers; whoever asks shows what a number stands for.
package struct ReviewWalk: Sendable, Equatable {
    package enum Question: Sendable, Equatable {
        case table(Int)
        /// A row by its number among those of its table.
        case row(Int, table: Int)
    }

    /// What is to be answered; nil at the end.
    package private(set) var question: Question?
    /// The person left: nothing they chose counts.
    package private(set) var hasQuit = false
    /// In the order of the tables.
    package private(set) var choices: [TableChoices]

    /// Rows of each table, at least one.
    private let rows: [Int]

    package init(rows: [Int]) {
        self.rows = rows
        choices = rows.map { _ in TableChoices() }
        question = rows.isEmpty ? nil : .table(0)
    }

    /// Goes on to the next question. An answer to another one than was asked is none.
    package mutating func answer(_ answer: ReviewAnswer) {
        switch (question, answer) {
        case (.none, _): break
        case (_, .quit):
            hasQuit = true
            question = nil
        case (.table(let table), .yes): end(table, .take)
        case (.table(let table), .no): end(table, .leave)
        case (.table(let table), .each): question = .row(0, table: table)
        case (.row(_, let table), .all): end(table, .take)
        case (.row(_, let table), .done): end(table, .leave)
        case (.row(let row, let table), .yes): decide(row, table, .take)
        case (.row(let row, let table), .no): decide(row, table, .leave)
        case (.row(let row, let table), .source): decide(row, table, .source)
        case (.row(let row, let table), .target): decide(row, table, .target)
        default: break
        }
    }

    private mutating func decide(_ row: Int, _ table: Int, _ choice: RowChoice) {
        choices[table].rows.append(choice)
        if row + 1 < rows[table] {
            question = .row(row + 1, table: table)
        } else {
            end(table, .leave)
        }
    }

    /// `choice` is that of all rows of the table that were not asked about.
    private mutating func end(_ table: Int, _ choice: RowChoice) {
        choices[table].rest = choice
        question = table + 1 < rows.count ? .table(table + 1) : nil
    }
}
