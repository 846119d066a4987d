/// How many rows of a table's plan were edited in the target since the last run.
package struct EditCount: Sendable, Equatable, Codable {
    /// Those in the plan, whatever becomes of them.
    package var rows = 0
    /// Those of them that stay as the target has them, with nobody to decide.
    package var kept = 0
    /// The earliest time since when: UTC, ISO 8601.
    package var since: String?

    mutating func add(_ edit: RecordedEdit) {
        rows += 1
        if edit.isKept { kept += 1 }
        since = [since, edit.since].compactMap(\.self).min()
    }
}
