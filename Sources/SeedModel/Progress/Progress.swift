/// How far the work on a table is, as the loop or the statement that does it tells. Never holds a value of a row.
package struct Progress: Sendable, Equatable {
    /// Put in by `JobEvents`: a loop over rows knows its table only.
    package var job: String?
    /// Nil for what is done for all tables at once.
    package var table: String?
    package var phase: ProgressPhase
    /// Nil while none has come, and for what a server does in one statement.
    package var rows: Int?
    /// Rows there will be, as planned, or as the statistics of the database estimate; nil for not known.
    package var expected: Int?
    package var isOver = false

    package init(_ phase: ProgressPhase, table: String? = nil, rows: Int? = nil, expected: Int? = nil) {
        self.table = table
        self.phase = phase
        self.rows = rows
        self.expected = expected
    }

    /// The same piece of work, further on.
    func continues(_ other: Progress) -> Bool { job == other.job && table == other.table && phase == other.phase }
}
