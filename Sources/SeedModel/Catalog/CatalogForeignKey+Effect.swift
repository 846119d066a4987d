extension CatalogForeignKey {
    /// What a plan would do to `rows` that it does not name and that reference its own: the verb of a sentence about them.
    package func effect(on rows: Int, ofDeletes deletes: Bool) -> String {
        switch onDelete {
        case .cascade where deletes: "would be deleted with them"
        case .setNull where deletes, .setDefault where deletes: "would lose \(rows == 1 ? "its" : "their") reference"
        default: "still \(rows == 1 ? "references" : "reference") them"
        }
    }
}
