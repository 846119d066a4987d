import SeedModel

/// Rows that are not in the target as they were when a plan was made, of a run that is to leave them out.
struct StaleRows: Error {
    /// Match keys, with why each row is left as it is.
    var rows: [TableName: [[String?]: String]]

    /// The plan without them: they stay in it to be seen.
    func leftOut(of plan: Plan) throws -> Plan {
        try rows.reduce(plan) { plan, table in
            try plan.deciding(in: table.key) { change in
                table.value[change.key].map { .leave(reason: $0, isOpen: true) } ?? .asPlanned
            }
        }
    }
}
