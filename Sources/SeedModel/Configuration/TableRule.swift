/// What a job says of one table, or of the tables a glob names; defaults already inherited.
package struct TableRule: Sendable, Equatable {
    package enum Mode: String, Sendable, CaseIterable {
        /// Rows missing on the target are added, nothing else.
        case insert
        /// Added and updated, never deleted.
        case upsert
        /// Added, updated and deleted: the target becomes the source.
        case mirror
    }

    package enum Tracking: Sendable, Equatable {
        /// Full content compare.
        case content
        /// Incremental by row versions.
        case changes
        /// Incremental, with a stamp column that is watched.
        case column(String)
    }

    package enum ConflictPolicy: String, Sendable, CaseIterable, Codable {
        case source, target, newest, merge, fail
    }

    package enum TriggerPolicy: String, Sendable, CaseIterable {
        /// The target's triggers and rules act on what is written; what they do to the job's rows is looked at.
        case fire
        /// A table that has any is not written.
        case refuse
        /// They are passed over (`session_replication_role`), but for those that are enabled for replicas.
        case replica
    }

    /// `schema.table`, or a glob with `*` and `?`.
    package var name: String
    /// Globs taken back from `name`.
    package var exclude: [String]
    /// Match key columns; nil is the primary key.
    package var match: [String]?
    package var mode: Mode
    /// SQL condition over the source's and the target's table alike.
    package var filter: String?
    package var ignore: [String]
    /// Column name to SQL expression evaluated at the source, sorted by column.
    package var set: [Assignment]
    package var track: Tracking
    package var trust: Bool
    package var reconcile: Interval
    package var onConflict: ConflictPolicy
    package var triggers: TriggerPolicy
    /// `schema.table` on the target, where it has another name.
    package var rename: String?

    package struct Assignment: Sendable, Equatable {
        package var column: String
        package var expression: String

        package init(column: String, expression: String) {
            self.column = column
            self.expression = expression
        }
    }

    package init(
        name: String, exclude: [String] = [], match: [String]? = nil, mode: Mode = .upsert, filter: String? = nil,
        ignore: [String] = [], set: [Assignment] = [], track: Tracking = .content, trust: Bool = false,
        reconcile: Interval = .days(1), onConflict: ConflictPolicy = .source,
        triggers: TriggerPolicy = .fire, rename: String? = nil
    ) {
        self.name = name
        self.exclude = exclude
        self.match = match
        self.mode = mode
        self.filter = filter
        self.ignore = ignore
        self.set = set
        self.track = track
        self.trust = trust
        self.reconcile = reconcile
        self.onConflict = onConflict
        self.triggers = triggers
        self.rename = rename
    }
}
