import Postgres

extension Projection {
    /// How rows of the target, saved as they are, become what is compared.
    var translations: [SnapshotManifest.Translation] {
        columns.compactMap { column in
            column.reference.map { reference in
                SnapshotManifest.Translation(
                    name: column.name, columns: column.heldIn, reads: reference.target.pairs.map(\.child),
                    value: column.text(column.value("seedd_row")).inlined)
            }
        }
    }
}
