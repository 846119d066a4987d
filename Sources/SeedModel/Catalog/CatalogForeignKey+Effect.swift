extension CatalogForeignKey {
    /// What a plan would do to rows that it does not name and that reference its own: the verb of a sentence about them.
    package func effect(ofDeletes deletes: Bool) -> String {
        switch onDelete {
        case .cascade where deletes: "would be deleted with them"
        case .setNull where deletes, .setDefault where deletes: "would lose their reference"
        default: "still reference them"
        }
    }
}
