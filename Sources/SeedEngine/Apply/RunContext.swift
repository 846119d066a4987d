import SeedModel

/// What a run is called, who wants it and where it goes; everything about it but its rows.
package struct RunContext: Sendable {
    package var id: String
    package var kind: RunRecord.Kind
    package var operatorName: String
    package var version: String
    package var target: SnapshotManifest.Target
    /// The snapshot being restored, for a rollback.
    package var rolledBackTo: String?
    /// What the tables must hold before COMMIT, by target table.
    var expected: [TableName: SavedContent] = [:]
    /// What the source has of rows that a rollback undoes, where only the source knows.
    var sourceStates: SourceStates = [:]
    /// The plan was made some time ago: others may have promoted, or rolled back, since.
    var isSaved = false
    /// Rows that moved since the plan was made are told (`StaleRows`), to be left out.
    var skipsStale = false

    package init(
        id: String, kind: RunRecord.Kind, operatorName: String, version: String, target: SnapshotManifest.Target,
        rolledBackTo: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.operatorName = operatorName
        self.version = version
        self.target = target
        self.rolledBackTo = rolledBackTo
    }
}
