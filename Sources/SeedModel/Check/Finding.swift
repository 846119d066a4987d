/// Something `seedd check` has to say of a table, an environment or a job; errors of a plan are findings too.
package struct Finding: Sendable, Equatable {
    package enum Severity: String, Sendable, Comparable {
        case info, warning, error

        private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    /// Stable names for scripts; documented in docs/CHECKS.md.
    package enum Code: String, Sendable, CaseIterable {
        case connection, sameDatabase = "same_database", readOnly = "read_only", pooler
        case serverVersion = "server_version"
        case snapshotDirectory = "snapshot_directory"
        case tableMissing = "table_missing"
        case duplicateTarget = "duplicate_target"
        case notATable = "not_a_table"
        case noKey = "no_key"
        case keyNotUnique = "key_not_unique"
        case unknownColumn = "unknown_column"
        case columnMissing = "column_missing"
        case columnRequired = "column_required"
        case typeMismatch = "type_mismatch"
        case enumLabels = "enum_labels"
        case largeObject = "large_object"
        case privilege
        case rowSecurity = "row_security"
        case triggers, rules, inheritance
        case touchedColumn = "touched_column"
        case triggerSearchPath = "trigger_search_path"
        case sourceView = "source_view"
        case generatedColumn = "generated_column"
        case referencesOutside = "references_outside"
        case unknownReference = "unknown_reference"
        case matchKeyCycle = "match_key_cycle"
        case tracking
        case guardExceeded = "guard"
    }

    package var code: Code
    package var severity: Severity
    /// `schema.table`, or an environment's name.
    package var subject: String
    package var message: String
    package var remedy: String?

    package init(_ code: Code, _ severity: Severity, _ subject: String, _ message: String, remedy: String? = nil) {
        self.code = code
        self.severity = severity
        self.subject = subject
        self.message = message
        self.remedy = remedy
    }
}
