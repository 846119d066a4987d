package import SeedModel

extension Change {
    /// Whether a person may say what becomes of the row: not what is held, nor what a conflict policy keeps.
    package var isOpenToChoice: Bool { kind.isWritten || kind == .conflict && edit?.isKept != true }
}

extension TablePlan {
    /// Rows about which a person may decide.
    package var rowsToChoose: Int { counts.changes + counts.conflict }
}

extension Plan {
    /// The plan as a person wants it who chose among the rows of its `tables`; those of other tables are as they were.
    package func choosing(_ choices: [TableChoices], of tables: [TableName]) throws -> Plan {
        try zip(tables, choices).reduce(self) { plan, table in
            guard !table.1.takesAll else { return plan }
            var row = 0
            return try plan.deciding(in: table.0) { change in
                guard change.isOpenToChoice else { return .asPlanned }
                defer { row += 1 }
                return Self.decision(table.1[row], change)
            }
        }
    }

    private static func decision(_ choice: RowChoice, _ change: Change) -> RowDecision {
        switch choice {
        case .take: .asPlanned
        case .leave: change.kind == .conflict ? .asPlanned : .leave(reason: "left out in the review", isOpen: false)
        case .source: .source
        case .target: .target
        }
    }
}
